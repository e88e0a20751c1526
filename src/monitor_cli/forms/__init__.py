"""The official form as a spreadsheet, out and back (R10): a located document as a YAML file is one."""
