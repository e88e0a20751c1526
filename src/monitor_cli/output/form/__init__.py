"""The official form as a spreadsheet that is filled in and read back (R10)."""

FORMATS = ("xlsx",)
