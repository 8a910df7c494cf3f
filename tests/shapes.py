"""Hostile texts of any size: what nests, opens, repeats or is long without end."""

from __future__ import annotations

from collections.abc import Callable


def _nested_relations(size: int) -> str:
    depth = min(size, 3_000)  # the indentation alone makes a text as long as the square of its depth, to 45 MB
    block = "[A]: a\n" + "".join(" " * level + f"+ [C{level}]: c\n" for level in range(1, depth))
    return block * min(10, max(1, size // depth))


def _bomb(size: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 8)]
    return "===\n" + "\n".join(lines) + "\n===\n\n" + "[A]: a\n\n" * (size // 10)


SHAPES: dict[str, Callable[[int], str]] = {
    "claims": lambda size: "".join(
        f"[Claim {number}]: Text of it.\n  + <Reason {number}>\n\n" for number in range(size // 30)
    ),
    "one line of words": lambda size: "[A]: " + "word " * (size // 5),
    "one line of one word": lambda size: "[A]: " + "x" * size,
    "one line of emphasis": lambda size: "*a* " * (size // 4),
    "one line of tags": lambda size: "a " + "#t " * (size // 3),
    "one line of tags and commas": lambda size: "a " + "#t, " * (size // 4),
    "one line of new tags": lambda size: "a " + "".join(f"#t{number} " for number in range(size // 8)),
    "one line of mentions": lambda size: "[A]: " + "@[A] " * (size // 5),
    "one line of links": lambda size: "[A]: " + "[a](b) " * (size // 7),
    "one line of shortcodes": lambda size: "[A]: " + ".A. " * (size // 4),
    "one line of escapes": lambda size: "[A]: " + "\\[" * (size // 2),
    "one line of dots": lambda size: "." * size,
    "one line of colons": lambda size: "a" + ":" * size,
    "one line of blanks": lambda size: "a" + " " * size + "b",
    "one line of no-break spaces": lambda size: "a" + "\u00a0" * size + "b",
    "one line of wide letters": lambda size: "[A]: " + "😀" * size,
    "one line of accents": lambda size: "[A]: e" + "\u0301" * size,
    "one long title": lambda size: f"[{'x' * size}]: a\n  + [{'x' * size}]",
    "square brackets": lambda size: "[" * size,
    "closing brackets": lambda size: "]" * size,
    "angle brackets": lambda size: "<" * size,
    "closing angles": lambda size: ">" * size,
    "braces": lambda size: "{" * size,
    "closing braces": lambda size: "}" * size,
    "round brackets": lambda size: "(" * size,
    "pairs of brackets": lambda size: "[]" * (size // 2),
    "pairs of braces": lambda size: "{}" * (size // 2),
    "titles in text": lambda size: "a " + "[b] " * (size // 4),
    "titles with colons": lambda size: "[a]:" * (size // 4),
    "open links": lambda size: "[a](" * (size // 4),
    "open mentions": lambda size: "@[" * (size // 2),
    "open tags": lambda size: "#(" * (size // 2),
    "open comments": lambda size: "/*" * (size // 2),
    "open HTML comments": lambda size: "<!--" * (size // 4),
    "open data": lambda size: "{a: " * (size // 4),
    "data in data": lambda size: "[A]: a {a: " + "{a: " * (size // 5) + "1" + "}" * (size // 5) + "}",
    "lists in data": lambda size: "[A]: a {a: " + "[" * (size // 2) + "]" * (size // 2) + "}",
    "blocks in data": lambda size: "[A]: a {\n" + "".join(" " * n + "a:\n" for n in range(int(size**0.5))) + "}",
    "long data": lambda size: "[A]: a {" + ", ".join(f"k{number}: v" for number in range(size // 8)) + "}",
    "much data": lambda size: "".join(f"[A{number}]: a {{k: {number}}}\n\n" for number in range(size // 20)),
    "a long number": lambda size: f"[A]: a {{side: 0x{'f' * size}}}",
    "unreadable data": lambda size: "[A]: a {x: ]}\n\n" * (size // 16),
    "long front matter": lambda size: "===\n" + "".join(f"k{n}: v\n" for n in range(size // 8)) + "===\n\n[A]: a\n",
    "sources": lambda size: (
        "===\nsources:\n" + "".join(f"  s{n}: {{title: T}}\n" for n in range(size // 20)) + "===\n\n[A]: a\n"
    ),
    "a bomb of aliases": _bomb,
    "many anchors": lambda size: "===\n" + "".join(f"k{n}: &a{n} v\n" for n in range(size // 12)) + "===\n\n[A]: a\n",
    "equals signs": lambda size: "=" * size,
    "open front matter": lambda size: "===\na\n" * 1 + "==\n" * (size // 3),
    "stars": lambda size: "*" * size,
    "underscores": lambda size: "_" * size,
    "open emphasis": lambda size: "*a " * (size // 3),
    "emphasis in emphasis": lambda size: "*a _b " * (size // 12) + "_ *" * (size // 12),
    "backslashes": lambda size: "\\" * size,
    "hashes": lambda size: "#" * size,
    "hyphens": lambda size: "-" * size,
    "plus signs": lambda size: "+" * size,
    "apostrophes": lambda size: "'" * size,
    "slashes": lambda size: "a " + "/ " * (size // 2),
    "web addresses": lambda size: "[A]: a\n" + "http://x.org\n" * (size // 13),
    "comments": lambda size: "[A]: a /* c */ b\n" + "/* c */\n" * (size // 8),
    "line comments": lambda size: "[A]: a\n" + "// c\n" * (size // 5),
    "HTML comments": lambda size: "<!-- c -->\n\n" * (size // 12) + "[A]: a\n",
    "one long comment": lambda size: f"[A]: a\n/*{'x' * size}*/\n",
    "blank lines": lambda size: "[A]: a" + "\n" * size + "[B]: b\n",
    "blank lines with blanks": lambda size: "[A]: a" + "  \n" * (size // 3) + "[B]: b\n",
    "carriage returns": lambda size: "[A]: a" + "\r" * size,
    "short lines": lambda size: "[A]: a\n" + "b\n" * (size // 2),
    "headings": lambda size: "# H\n\n" * (size // 5),
    "other headings": lambda size: "".join(f"# H{number}\n\n" for number in range(size // 8)),
    "deeper headings": lambda size: "".join("#" * (number % 60 + 1) + " H\n\n" for number in range(size // 33)),
    "nested relations": _nested_relations,
    "relations to one": lambda size: "[A]: a\n" + "".join(f"  + [B{number}]: b\n" for number in range(size // 14)),
    "the same relation": lambda size: "[A]: a\n" + "  + [B]\n" * (size // 8),
    "relations to oneself": lambda size: "[A]: a\n" + "  - [A]\n" * (size // 8),
    "contradictions": lambda size: "[A]: a\n" + "".join(f"  >< [B{number}]: b\n" for number in range(size // 15)),
    "a chain": lambda size: "".join(f"[C{number}]: c\n  + [C{number + 1}]\n\n" for number in range(size // 25)),
    "a circle": lambda size: "".join(
        f"[C{number}]: c\n  + [C{(number + 1) % (size // 25)}]\n\n" for number in range(size // 25)
    ),
    "indents up and down": lambda size: "[A]: a\n" + "  + b\n    - c\n" * (size // 14),
    "orphans": lambda size: "  + [A]\n\n" * (size // 9),
    "numbered statements": lambda size: "".join(f"({number}) a\n" for number in range(size // 7)),
    "one long structure": lambda size: "<A>\n\n" + "(1) a\n" * (size // 6) + "----\n(2) b\n",
    "unknown premises": lambda size: (
        "<A>\n\n(1) a\n" + "".join(f"-- r {{uses: [0]}} --\n({n + 2}) b\n" for n in range(size // 30))
    ),
    "inferences": lambda size: "<A>\n\n(1) a\n" + "----\n(2) b\n" * (size // 11),
    "structures": lambda size: "".join(f"<A{n}>\n\n(1) [P{n}]\n----\n(2) [P{n + 1}]\n\n" for n in range(size // 30)),
    "premises in all": lambda size: "".join(f"<A{n}>\n\n(1) [P]\n----\n(2) [C]\n\n" for n in range(size // 28)),
    "open inferences": lambda size: "(1) a\n-- b\n" * (size // 11),
    "rules": lambda size: "<A>\n\n(1) a\n-- " + "r, " * (size // 3) + "r --\n(2) b\n",
    "items": lambda size: "* a\n" * (size // 4),
    "ordered items": lambda size: "1. a\n" * (size // 5),
    "lists in lists": lambda size: "* a\n    * b\n" * (size // 12),
    "definitions of one claim": lambda size: "".join(f"[A]: text {number}\n\n" for number in range(size // 15)),
    "references to one claim": lambda size: "[A]: a\n\n" + "[A]\n\n" * (size // 5),
    "unknown titles": lambda size: "".join(f"[Unknown {number}]\n\n" for number in range(size // 15)),
    "unknown mentions": lambda size: "[A]: a " + "".join(f"@[Unknown {number}] " for number in range(size // 16)),
    "titles nearly alike": lambda size: "".join(f"[T{number}]: a\n\n[t{number}.]\n\n" for number in range(size // 18)),
    "citations": lambda size: "".join(f'[A{n}]: a {{cite: "nowhere {n}"}}\n\n' for n in range(size // 30)),
    "open includes": lambda size: "@include(" * (size // 9),
    "includes": lambda size: "@include(a)\n" * (size // 12),
    "no letters at all": lambda size: "\x00\x01\x7f\ufffe\ud800\u202e" * (size // 6),
    "undercuts": lambda size: "<A>\n\n(1) a\n----\n" + "  <_ b\n" * (size // 7) + "(2) c\n",
    "attacks on premises": lambda size: (
        "<A>\n\n(1) [P]: p\n----\n(2) c\n\n" + "[B]: b\n  -> <A>\n  -> [P]\n\n" * (size // 28)
    ),
}
