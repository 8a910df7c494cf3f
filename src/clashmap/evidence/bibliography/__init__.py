"""Bibliographies: lists of sources as reference managers write them, and as a style of CSL prints them."""
