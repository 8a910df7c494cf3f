"""Verdicts: which claims of a map stand, which fall, why, and what would change it."""
