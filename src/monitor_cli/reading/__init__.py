"""From a path to a checked value or to located problems; the only place that knows YAML input."""
