"""Hashes that stay what they are when a system writes the same thing otherwise."""

from __future__ import annotations

from typing import Any

_BOM = b"\xef\xbb\xbf"
_WORKBOOK = b"PK\x03\x04"


def text_sha256(raw: bytes) -> str:
    """The hash of a file's text in UTF-8 without byte order mark and with LF line ends; of a workbook, of its bytes."""
    return bytes_sha256(raw if raw.startswith(_WORKBOOK) else _text(raw))


def is_text_of(raw: bytes, expected: str) -> bool:
    """Whether bytes with the hash `expected` can have had the text of `raw` with other line ends or another mark."""
    text = _text(raw)
    texts = (text, text.replace(b"\n", b"\r\n"))
    return any(bytes_sha256(mark + each) == expected for mark in (b"", _BOM) for each in texts)


def canonical_sha256(value: Any) -> str:
    """The hash of a value as JSON in UTF-8 with its keys in order and no space that is not needed."""
    import json

    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return bytes_sha256(text.encode())


def bytes_sha256(data: bytes) -> str:
    """The SHA-256 of bytes in hexadecimal digits."""
    import hashlib  # which most commands do not need

    return hashlib.sha256(data).hexdigest()


def _text(raw: bytes) -> bytes:
    return raw.removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
