"""What changed between two editions of a criteria set."""

FORMATS = ("text", "json")
