"""Scores compliance with the law on the civil and municipal service by order No. 158 (2018)."""

from __future__ import annotations

__version__ = "0.1.0"
