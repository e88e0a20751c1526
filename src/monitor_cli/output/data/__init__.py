"""Reports for programs: `data` for JSON, `lines` for JSON lines, `rows` for CSV; their structure is versioned."""
