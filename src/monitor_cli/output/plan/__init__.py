"""The way to a higher band (R8)."""

FORMATS = ("table", "text", "json", "csv", "markdown")
