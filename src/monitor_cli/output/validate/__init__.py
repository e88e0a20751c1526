"""What `monitor validate` found, in the form that each reader expects."""

FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab")

LOCATED_FORMATS = ("sarif", "junit", "github", "gitlab")
"""Formats that other programs read; they name files as seen from the top of the project."""
