"""What the formats of a batch show: its rows, in the order that was asked for, and what they amount to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from monitor_cli.core.batch_row import Row, row_own_scores
from monitor_cli.core.batch_summary import Group, GroupKey, Summary
from monitor_cli.core.criteria import CriteriaSet
from monitor_cli.core.texts import name_key


@dataclass(frozen=True)
class BatchReport:
    """`rows` can be gone through as often as needed; `own` asks for the self-assessment.

    `language` is the one in which names are sorted.
    """

    rows: Iterable[Row]
    summary: Summary
    criteria_sets: Mapping[str, CriteriaSet]
    own: bool = False
    language: str = "en"

    @property
    def groups(self) -> list[tuple[GroupKey, Group, CriteriaSet]]:
        """The figures of each year, kind and criteria set: the newest year and state bodies first."""
        keys = sorted(self.summary.groups, key=lambda key: (-key.year, key.kind != "state", key.criteria))
        return [(key, self.summary.groups[key], self.criteria_sets[key.criteria]) for key in keys]

    def criteria_set(self, row: Row) -> CriteriaSet | None:
        """The set that judged a row."""
        return self.criteria_sets.get(row.criteria) if row.criteria else None

    def self_rated(self) -> list[tuple[Row, int]]:
        """The rows with own scores and by how much they differ, those that overrate themselves most first."""
        found = [(row, own.difference) for row in self.rows if (own := row_own_scores(row))]
        return sorted(found, key=lambda pair: (-pair[1], *by_name(pair[0], self.language)))


@dataclass(frozen=True)
class Selection:
    """Which files count (`kind`, `year`), and which of them are listed (`band`); None stands for all.

    A file of which kind or year cannot be read always counts: it may be one of those that were asked for.
    """

    kind: str | None = None
    year: int | None = None
    band: int | None = None

    def counts(self, row: Row) -> bool:
        """Whether a row enters the summary."""
        if row.body is None:
            return True
        return self.kind in (None, row.body.kind) and self.year in (None, row.body.year)

    def lists(self, row: Row) -> bool:
        """Whether a row that counts is also listed; a file without a total always is."""
        return self.band is None or row.band in (None, self.band)


@dataclass(frozen=True)
class SortedRows:
    """Rows in the order of `by`; holds all of them in memory while they are gone through."""

    rows: Iterable[Row]
    by: str
    language: str = "en"

    def __iter__(self) -> Iterator[Row]:
        return iter(sorted(self.rows, key=self._key))

    def _key(self, row: Row) -> tuple[object, ...]:
        year = row.body.year if row.body else 0
        no_body, no_total = row.body is None, row.total is None
        first = {
            "total": (no_total, row.criteria or "", -(row.total or 0)),
            "name": (no_body,),
            "year": (-year, no_total, -(row.total or 0)),
        }
        return (*first[self.by], *by_name(row, self.language))


def by_name(row: Row, language: str) -> tuple[str, int, str]:
    """What rows are sorted by that are equal otherwise: the name of the body, the year and the file."""
    if row.body is None:
        return "", 0, row.file
    return name_key(row.body.name, language), row.body.year, row.file
