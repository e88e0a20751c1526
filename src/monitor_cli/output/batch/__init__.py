"""Folders of score files: a row a file, and what they amount to.

`render` takes a BatchReport. `jsonl` and `csv` hand out their lines one by one and keep none of them.
"""

FORMATS = ("table", "text", "json", "jsonl", "csv", "markdown", "xlsx")
STREAMING = ("jsonl", "csv")
SORTS = ("total", "name", "year")
