"""The headings and fixed sentences of the memo."""

from __future__ import annotations

from monitor_cli.messages import _


def directions() -> str:
    """Above the areas (R5)."""
    return _("Main directions of the monitoring")


def follow_up() -> str:
    """Before the headings that follow up on earlier monitorings."""
    return _("Besides these directions, it is checked what became of earlier recommendations:")


def documents() -> str:
    """Above the documents."""
    return _("Documents to be handed over to the working commission")


def earlier() -> str:
    """Above the earlier monitorings."""
    return _("Results of earlier monitorings")


def nothing_earlier() -> str:
    """Where no earlier file is given."""
    return _("No file of an earlier monitoring was given.")


def findings() -> str:
    """Above the findings of one year."""
    return _("Findings")


def no_findings() -> str:
    """Where no score was low."""
    return _("no criterion with a low score")


def open_recommendations() -> str:
    """Above the recommendations that are not done."""
    return _("Open recommendations")


def none_open() -> str:
    """Where all recommendations are done, or there were none."""
    return _("none")
