"""What a search for an extension comes back with."""

from __future__ import annotations

from collections.abc import Callable

Found = Callable[[], tuple[int, ...]] | None
"""None if there is no such extension; else what completes it, when it is wanted, which may take time of its own."""
