"""Measures the program against the tools that one would pick instead; see README.md."""
