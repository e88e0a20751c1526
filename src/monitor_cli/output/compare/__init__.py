"""The results of one body side by side, and two years of many bodies."""

FORMATS = ("table", "text", "json", "csv", "markdown")
