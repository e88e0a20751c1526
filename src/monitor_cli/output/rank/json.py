"""The shared parts under their earlier name, for the reports that are no pages yet."""

from monitor_cli.output.json_parts import rule_object as rule_object
