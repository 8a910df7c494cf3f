"""Lines: curves, where they may run, and where they begin and end."""
