"""Click only: one module a command, each short; the only layer that prints, writes and exits."""
