"""Words of the domain that more than one layer says."""

from __future__ import annotations

from monitor_cli.messages import N_

KINDS = {"state": N_("state body"), "municipal": N_("municipal body")}
"""What a body is."""

KIND_TITLES = {"state": N_("State bodies"), "municipal": N_("Municipal bodies")}
"""What stands above several of them."""
