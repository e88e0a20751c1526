"""The results of one body side by side; `compare_years` has the same formats."""

FORMATS = ("table", "text", "json", "csv", "markdown")
