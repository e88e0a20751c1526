"""Reports for people: one module per report, whose `page` turns a value into a Page."""
