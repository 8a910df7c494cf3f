"""Drafts: from the text of an article to the skeleton of a map, for a person to finish."""

from clashmap.draft.draft import Attack, Candidate, Choice, Draft, draft
from clashmap.draft.skeleton import write

__all__ = ["Attack", "Candidate", "Choice", "Draft", "draft", "write"]
