"""Pure functions from text to spans: no files, no frames."""
