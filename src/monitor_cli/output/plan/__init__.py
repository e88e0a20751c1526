"""The way to a higher band."""

FORMATS = ("table", "text", "json", "csv", "markdown")
