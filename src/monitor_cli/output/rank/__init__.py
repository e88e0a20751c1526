"""The year's rating."""

FORMATS = ("table", "text", "json", "jsonl", "csv", "markdown")
