"""The memo that precedes monitoring: directions, documents, and what earlier monitorings left open (R4)."""

FORMATS = ("markdown", "docx")
