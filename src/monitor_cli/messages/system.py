"""Reasons why files are not read or not written: errors of the operating system, and files that are left out."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from monitor_cli.core.figures import grouped
from monitor_cli.messages import N_, _, first_named
from monitor_cli.messages.visible import visible

if TYPE_CHECKING:
    from monitor_cli.core.problems import UnreadFile, UnreadReason

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

_UNREAD: dict[UnreadReason, str] = {
    "linked-folder": N_("not read, because the folders are links: {files}"),
    "text-ending": N_(
        "not read, because .txt follows .yaml in their names, which Windows may hide; rename them: {files}"
    ),
    "no-ending": N_("not read, because the names of score files end in .yaml; rename them: {files}"),
    "old-workbook": N_(
        "not read, because only .xlsx and .ods workbooks are read; open them and save them as .xlsx: {files}"
    ),
    "published-folder": N_(
        "not read, because the folders were published; `monitor verify` and `monitor report` read them: {files}"
    ),
    "no-form": N_("not read, because the spreadsheets are no forms of this tool: {files}"),
    "form-copy": N_("not read, because the forms say the same as the score file of their body and year: {files}"),
    "other-register": N_(
        "not in use: {files}; only the file of --bodies counts as the register of bodies, or else bodies.yaml in a "
        "given folder or above it"
    ),
    "follow-up-alone": N_("not used, because no score file is about their body; check the ids: {files}"),
}
"""Notes about files and folders that are left out."""

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


def unread_notes(files: Iterable[UnreadFile]) -> Iterator[str]:
    """Yield one line per reason for leaving out files, with the first files."""
    for why, names in grouped((why, visible(file)) for file, why in files).items():
        yield _(_UNREAD[why]).format(files=first_named(names))
