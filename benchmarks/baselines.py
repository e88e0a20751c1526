"""The loops against which the batch is measured: `python benchmarks/baselines.py load|events FOLDER`.

`load` only loads each file with PyYAML's CSafeLoader; `events` only has libyaml report its events to Python.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

import yaml
from yaml.cyaml import CParser


def contents(folder: str) -> Iterator[bytes]:
    """Yield the bytes of every file below a folder."""
    for path, _folders, names in os.walk(folder):
        for name in names:
            with open(os.path.join(path, name), "rb") as file:
                yield file.read()


def load(data: bytes) -> None:
    """Load a file without any check."""
    yaml.load(data, yaml.CSafeLoader)


def events(data: bytes) -> None:
    """Read the events of a file, the minimum for any reader that uses PyYAML."""
    parser = CParser(data)
    while parser.get_event() is not None:
        pass


def main(way: str, folder: str) -> None:
    """Read all files of a folder in one way, and ignore those that cannot be read."""
    ways: dict[str, Callable[[bytes], None]] = {"load": load, "events": events}
    for data in contents(folder):
        try:
            ways[way](data)
        except (yaml.YAMLError, ValueError):
            pass


if __name__ == "__main__":
    main(*sys.argv[1:])
