"""Round trips: every score file survives the conversion to the form or to YAML and back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, example, given, settings

from monitor_cli.forms.cells import as_typed, fits, joined, split
from monitor_cli.forms.layout import MOST_CHANGES
from monitor_cli.forms.values import changes_in, value_at
from monitor_cli.forms.writing import render as form
from monitor_cli.output.score_yaml import render as score_yaml
from monitor_cli.reading.document import read_document
from monitor_cli.reading.form_files import check_form
from monitor_cli.reading.score_files import check_source
from monitor_cli.reading.source import Source
from tests.form_data import CRITERIA_SET, FORM, LIBRARY, bodies, complete, drafts, texts

slow = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def read_yaml(data):
    return check_source(Source("body.yaml", score_yaml(CRITERIA_SET, data).encode()), LIBRARY)


def carried(data):
    """Assume that every value fits into its cell and every change into a row, as `form export` ensures."""
    assume(len([*changes_in(data)]) <= MOST_CHANGES)
    assume(all(fits(field.kind, value_at(data, field.path)) for field in FORM.fields))


def typed(value):
    """Return the value as a cell returns it: a line break without a carriage return."""
    if isinstance(value, dict):
        return {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return as_typed(value) if isinstance(value, str) else value


@slow
@given(bodies())
def test_written_yaml_reads_back_equal(data):
    """The YAML writer loses and changes nothing, whatever a text looks like."""
    result = read_yaml(data)
    assert result.status == "ok", result.problems
    assert result.score_file.agency.id == data["agency"]["id"]
    for number, entry in result.score_file.scores.items():
        given_entry = data["scores"][str(number)]
        plain = {"score": given_entry} if isinstance(given_entry, int) else given_entry
        assert entry.score == plain["score"]
        assert entry.note == plain.get("note")
        assert list(entry.evidence) == plain.get("evidence", [])
        objection = plain.get("objection", {})
        assert (entry.objection.text if entry.objection else None) == objection.get("text")
        assert [change.reason for change in entry.changes] == [one["reason"] for one in plain.get("changes", [])]
        assert (entry.recommendation.text if entry.recommendation else None) == plain.get("recommendation", {}).get(
            "text"
        )


@pytest.mark.parametrize("value", ["Ө: #1", "", 0, False, ["a", {"b": 1}], {"b": {"c": "2025-01-02", "d": ["x"]}}])
def test_a_key_that_the_writer_does_not_know_is_written_too(value):
    """The YAML writer has no list of keys: a key that score files get later reads back equal, at any level."""
    data = {**complete(), "of_tomorrow": value}
    data["scores"]["7"] = {"score": 3, "of_tomorrow": value}
    document, problems = read_document(score_yaml(CRITERIA_SET, data).encode())
    assert (document.data, problems) == (data, [])


@slow
@given(bodies())
@example({**complete(), "scores": {**complete()["scores"], "24": {"score": 1, "note": "<r>_x000D_\r&amp; a</r>"}}})
def test_a_form_comes_back_as_the_same_score_file(tmp_path_factory, data):
    """Export and import together change nothing: the score file is the same, and so is its total."""
    carried(data)
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    path.write_bytes(form(CRITERIA_SET, data))
    result, back = check_form(str(path), LIBRARY)
    assert result.status == "ok", result.problems
    assert result.score_file == read_yaml(typed(data)).score_file
    assert read_yaml(back.data).score_file == result.score_file


@slow
@given(bodies(drafts))
def test_a_draft_keeps_its_notes_and_never_has_a_total(tmp_path_factory, data):
    """The note on a criterion without a score survives; as long as one score is missing, there is no total."""
    carried(data)
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    path.write_bytes(form(CRITERIA_SET, data))
    result, back = check_form(str(path), LIBRARY)
    missing = [n for n, e in data["scores"].items() if e is None or (isinstance(e, dict) and "score" not in e)]
    assert result.status == ("incomplete" if missing else "ok")
    assert (result.scorecard is None) == bool(missing)
    for number, entry in data["scores"].items():
        if isinstance(entry, dict):
            kept = back.data["scores"][number]
            assert (kept.get("note") if isinstance(kept, dict) else None) == typed(entry.get("note"))
    assert read_yaml(back.data).status == result.status


@given(texts, texts)
def test_lines_of_a_cell_are_items_again(one, other):
    """A list in one cell gives the same list again, unless `fits` refuses it."""
    items = [one, other]
    assert fits("lines", items) == (split(as_typed(joined(items))) == typed(items))
