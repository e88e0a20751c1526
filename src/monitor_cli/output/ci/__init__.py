"""Problems in formats of other people's making, which name files as seen from the top of the project."""
