"""Indentation as editors show it. Argdown counts a tab as one character, so that what looks nested may not be."""

from __future__ import annotations

from clashmap.source import Span

_TAB_WIDTHS = (4, 8)


class Shown:
    """The lines of one indented block after another, as an editor shows them."""

    __slots__ = ("_differs", "_seen", "_stacks", "mixed")

    def __init__(self) -> None:
        self.mixed: list[Span] = []
        """The indentations that mix tabs and spaces, where what is read begins to differ from what is shown."""
        self.start()

    def start(self) -> None:
        """Begin a block."""
        self._stacks = [[0] for _ in _TAB_WIDTHS]
        self._seen: set[str] = set()
        self._differs = False

    def line(self, indent: str, extra: int, depth: int, offset: int) -> None:
        """Note a line with this *indent* at *offset* and *extra* columns for its mark, which is read at *depth*."""
        self._seen.update(indent)
        differs = False
        for stack, tab in zip(self._stacks, _TAB_WIDTHS, strict=True):
            width = len(indent.expandtabs(tab)) + extra
            if width > stack[-1]:
                stack.append(width)
            while len(stack) > 1 and width < stack[-1]:
                stack.pop()
            differs |= len(stack) - 1 != depth
        differs = differs and {" ", "\t"} <= self._seen
        if differs and not self._differs:
            self.mixed.append(Span(offset, offset + len(indent)))
        self._differs = differs
