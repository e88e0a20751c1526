"""What each report says to people: a module a report with `page`, which makes a page of its value."""
