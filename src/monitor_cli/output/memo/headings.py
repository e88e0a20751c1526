"""The headings and fixed sentences of the memo."""

from __future__ import annotations

from monitor_cli.messages import N_

DIRECTIONS = N_("Main directions of the monitoring")
FOLLOW_UP = N_("Besides these directions, it is checked what became of earlier recommendations:")
DOCUMENTS = N_("Documents to be handed over to the working commission")
EARLIER = N_("Results of earlier monitorings")
NO_EARLIER = N_("No file of an earlier monitoring was given.")
FINDINGS = N_("Findings")
NO_FINDINGS = N_("no criterion with a low score")
OPEN_RECOMMENDATIONS = N_("Open recommendations")
NONE_OPEN = N_("none")
