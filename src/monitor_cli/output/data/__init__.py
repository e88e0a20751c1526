"""What each report says to programs: `data` for JSON, `lines` for JSON lines, `rows` for CSV; versioned contracts."""
