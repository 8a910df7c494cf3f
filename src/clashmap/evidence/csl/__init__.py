"""CSL: the fields of a source, read whatever their shape, and cited in words."""

from clashmap.evidence.csl.cite import full, short

__all__ = ["full", "short"]
