"""A criteria set, for people and for programs."""

FORMATS = ("text", "json")
