"""Drafts: from the text of an article to the skeleton of a map, for a person to finish."""
