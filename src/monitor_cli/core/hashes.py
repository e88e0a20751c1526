"""Hashes that do not depend on how a system writes a file."""

from __future__ import annotations

from typing import Any

_BOM = b"\xef\xbb\xbf"
_WORKBOOK = b"PK\x03\x04"


def text_sha256(raw: bytes) -> str:
    """Return the hash of a text in UTF-8 without byte order mark and with LF line endings, or of a workbook's bytes."""
    return bytes_sha256(raw if raw.startswith(_WORKBOOK) else _text(raw))


def is_text_of(raw: bytes, expected: str) -> bool:
    """Return True if `expected` is the hash of the text of `raw` with any line endings and byte order mark."""
    text = _text(raw)
    texts = (text, text.replace(b"\n", b"\r\n"))
    return any(bytes_sha256(mark + each) == expected for mark in (b"", _BOM) for each in texts)


def canonical_sha256(value: Any) -> str:
    """Return the hash of a value as JSON in UTF-8 with sorted keys and without spaces."""
    import json

    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return bytes_sha256(text.encode())


def bytes_sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal digits."""
    import hashlib  # imported here because most commands do not need it

    return hashlib.sha256(data).hexdigest()


def _text(raw: bytes) -> bytes:
    return raw.removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
