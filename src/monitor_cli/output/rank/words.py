"""The shared words under their earlier name, for the reports that are no pages yet."""

from monitor_cli.output.words import tie_rule as tie_rule
