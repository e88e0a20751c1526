"""Errors of the operating system in the current language."""

from __future__ import annotations

import errno

from monitor_cli.messages import N_, _
from monitor_cli.messages.visible import visible

_MISSING, _DENIED = N_("there is no such file or folder"), N_("permission denied")
_IN_USE, _TOO_MANY = N_("another program uses it"), N_("too many files are open")
_NETWORK = N_("the network drive does not answer")

REASONS = {
    "ENOENT": _MISSING,
    "ENOTDIR": _MISSING,
    "EACCES": _DENIED,
    "EPERM": _DENIED,
    "EISDIR": N_("it is a folder"),
    "EEXIST": N_("it already exists"),
    "ENOTEMPTY": N_("the folder is not empty"),
    "ENOSPC": N_("the disk is full"),
    "EDQUOT": N_("the disk quota of this user is used up"),
    "EFBIG": N_("the file is too large for this disk"),
    "EROFS": N_("the disk is read-only"),
    "EIO": N_("the disk or the device failed"),
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "in use": _IN_USE,
    "ENAMETOOLONG": N_("the path is too long"),
    "ELOOP": N_("its links form a circle"),
    "EINVAL": N_("the system does not accept it"),
    "not a path": N_("the path is not valid"),
    "EMFILE": _TOO_MANY,
    "ENFILE": _TOO_MANY,
    "ENOMEM": N_("there is not enough memory"),
    "EBADF": N_("the stream is closed"),
    "EAGAIN": N_("nothing has arrived yet"),
    "ENXIO": N_("no program reads from it"),
    "ETIMEDOUT": _NETWORK,
    "ENOTCONN": _NETWORK,
    "EHOSTDOWN": _NETWORK,
    "EHOSTUNREACH": _NETWORK,
    "ENETUNREACH": _NETWORK,
    "ESTALE": _NETWORK,
}
"""Messages by the name of the error number; the numbers themselves differ between systems."""

_SHARING = (32, 33)
"""The numbers of Windows for a file that another program, such as Excel, has open."""


def reason(error: OSError | ValueError) -> str:
    """Return the reason of an error, safe to print; an unlisted error in the system's own words."""
    key = reason_key(error)
    return _(REASONS[key]) if key in REASONS else visible(key)


def reason_key(error: OSError | ValueError) -> str:
    """Return a key of `REASONS`, or the system's own words."""
    if not isinstance(error, OSError):
        return "not a path"  # it contains a character that no path can contain
    if getattr(error, "winerror", None) in _SHARING:
        return "in use"
    name = errno.errorcode.get(error.errno or 0, "")
    return name if name in REASONS else str(error.strerror or error)
