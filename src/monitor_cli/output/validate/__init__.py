"""What `monitor validate` found, in the form that each reader expects."""

FORMATS = ("text", "json")
