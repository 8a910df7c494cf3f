"""CSL: the fields of a source, read whatever their shape, and cited in words."""

from clashmap.evidence.csl.cite import full, is_named, short

__all__ = ["full", "is_named", "short"]
