"""The year's rating (R3)."""

FORMATS = ("table", "text", "json", "jsonl", "csv", "markdown")
