"""Selecting: what a map shows, as data and front matter ask for it."""

from __future__ import annotations

import pytest

from clashmap.draw.view import Group, select
from clashmap.library import loads

TEXT = """\
# One

[A]: a #t
  + <B>: b
    - [C]: c

## Two

[D]: d

Untitled.

<E>

(1) p
----
(2) [A]
"""


def shown(settings: str, text: str = TEXT) -> list[str]:
    front = f"===\nselection: {{{settings}}}\n===\n\n" if settings else ""
    return list(select(loads(front + text)).nodes)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", ["[A]", "<B>", "[C]", "[D]", "<E>"]),
        ("excludeDisconnected: true", ["[A]", "<B>", "[C]", "<E>"]),
        ("excludeStatements: [D], excludeArguments: [B]", ["[A]", "[C]", "<E>"]),
        ("includeStatements: [D], excludeDisconnected: true", ["[A]", "<B>", "[C]", "[D]", "<E>"]),
        ("includeStatements: [E], excludeDisconnected: true, excludeStatements: [A]", ["<B>", "[C]"]),
        ("selectedTags: [t]", ["[A]"]),
        ("selectedSections: [Two]", ["[D]", "<E>"]),
        ("statementSelectionMode: with-relations", ["[A]", "<B>", "[C]", "<E>"]),
        ("statementSelectionMode: not-used-in-argument", ["<B>", "[C]", "[D]", '"Untitled."', "<E>"]),
        ("statementSelectionMode: with-more-than-one-relation", ["[A]", "<B>", "[C]", "<E>"]),
        ("statementSelectionMode: all", ["[A]", "<B>", "[C]", "[D]", '"Untitled."', "<E>", '"p"']),
        ("selectedTags: 3, excludeStatements: x", ["[A]", "<B>", "[C]", "[D]", "<E>"]),
    ],
)
def test_the_front_matter_selects(settings: str, expected: list[str]) -> None:
    assert shown(settings) == expected


def test_a_claim_may_be_kept_out_of_the_map_or_brought_into_it() -> None:
    text = TEXT.replace("[D]: d", "[D]: d {isInMap: false}").replace("(1) p", "(1) p {isInMap: true}")
    assert shown("", text) == ["[A]", "<B>", "[C]", "<E>", '"p"']
    assert "[D]" in shown("ignoreIsInMap: true", text)


def groups(front: str, text: str = TEXT) -> list[str]:
    def titles(group: Group) -> list[str]:
        return [title for inner in group.groups for title in (inner.title, *titles(inner))]

    return titles(select(loads(f"===\ngroup: {{{front}}}\n===\n\n{text}# Three\n\n[F]: f\n")).root)


@pytest.mark.parametrize(
    ("front", "text", "expected"),
    [
        ("a: 1", TEXT, ["One", "Two", "Three"]),
        ("groupDepth: 1", TEXT, ["Two"]),
        ("a: 1", TEXT.replace("# One", "# One {isGroup: false}"), ["Two", "Three"]),
        ("a: 1", TEXT.replace("## Two", "## Two {isGroup: false}"), ["One", "Three"]),
        ("ignoreIsGroup: true", TEXT.replace("## Two", "## Two {isGroup: false}"), ["One", "Two", "Three"]),
        ("sections: {Two: {isGroup: false}}", TEXT, ["One", "Three"]),
    ],
)
def test_headings_that_make_groups(front: str, text: str, expected: list[str]) -> None:
    assert groups(front, text) == expected
