"""Mends: the safe fixes of what is wrong with the syntax, each from the place of the finding alone."""
