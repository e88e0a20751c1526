"""The filled official form on paper, for signature (R10)."""

FORMATS = ("docx", "html")
