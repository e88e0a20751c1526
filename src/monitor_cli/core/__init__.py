"""The method: criteria sets, score files, scoring and problems, without input and output."""
