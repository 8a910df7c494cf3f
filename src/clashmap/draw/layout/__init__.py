"""Layout: where each card of a view stands, and how its links are led."""
