"""The official form as a spreadsheet, out and back (R10); a form is a located document, like a YAML file."""
