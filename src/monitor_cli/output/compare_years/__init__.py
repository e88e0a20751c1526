"""Two years of many bodies; the formats are those of `compare`."""
