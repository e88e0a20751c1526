"""The breakdown of single files."""

FORMATS = ("table", "text", "json", "markdown", "csv")
