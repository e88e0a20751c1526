"""What the method says: criteria sets, score files, scoring and problems, without any input or output."""
