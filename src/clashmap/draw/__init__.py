"""Drawing: from an argument map to a picture of it.

Sums of lengths are made with ``math.fsum`` throughout: what ``sum`` makes of floats differs between versions of Python,
and the bytes of a drawing must not.
"""
