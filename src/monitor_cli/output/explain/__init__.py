"""What the rules mean, for people, for programs and for the documentation."""

FORMATS = ("text", "json", "markdown")
