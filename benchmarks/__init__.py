"""Measurements of the program against alternative tools; see README.md."""
