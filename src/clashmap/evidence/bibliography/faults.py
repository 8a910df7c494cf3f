"""Faults: the rules about bibliographies, which only those who read the files can tell."""

from __future__ import annotations

from clashmap.diagnostics import Severity, rule

BROKEN = rule(
    "E030",
    "broken-entry",
    Severity.WARNING,
    "an entry of a bibliography cannot be read",
    why="The other entries of the file are read all the same, but nobody can cite this one.",
    bad='// debate.argdown\n[Jets]: Jets are few. {cite: "lee 4"}\n\n'
    "// sources.bib\n@article{haun,\n  title = {Air power\n}\n@book{lee,\n  title = {Jets}\n}\n",
    good='// debate.argdown\n[Jets]: Jets are few. {cite: "lee 4"}\n\n'
    "// sources.bib\n@article{haun,\n  title = {Air power}\n}\n@book{lee,\n  title = {Jets}\n}\n",
)
TWICE = rule(
    "E031",
    "source-listed-twice",
    Severity.WARNING,
    "two sources have one id",
    why="A citation names a source by its id. Where two entries of the bibliographies have the same one, the first "
    "counts and the other cannot be cited. What the debate itself says of a source joins what its entry says, field by "
    "field, and counts above it; so one id in both must be one source.",
    bad='// debate.argdown\n[Jets]: Jets are few. {cite: "lee 4"}\n\n'
    "// a.bib\n@book{lee,\n  title = {Jets}\n}\n\n// b.bib\n@book{lee,\n  title = {Pilots}\n}\n",
    good='// debate.argdown\n[Jets]: Jets are few. {cite: "lee 4"}\n\n'
    "// a.bib\n@book{lee,\n  title = {Jets}\n}\n\n// b.bib\n@book{lee-pilots,\n  title = {Pilots}\n}\n",
)
HYPHENED = rule(
    "E036",
    "id-with-blank",
    Severity.HINT,
    "the id of an entry has a blank in it",
    why='In `cite: "haun 45"` the id ends at the first blank, behind which the place stands. So a hyphen takes the '
    "place of each blank in the id of an entry.",
    bad='// debate.argdown\n[Jets]: Jets are few. {cite: "phil-haun 4"}\n\n'
    "// sources.bib\n@article{phil haun,\n  title = {Air power}\n}\n",
    good='// debate.argdown\n[Jets]: Jets are few. {cite: "haun 4"}\n\n'
    "// sources.bib\n@article{haun,\n  title = {Air power}\n}\n",
)
