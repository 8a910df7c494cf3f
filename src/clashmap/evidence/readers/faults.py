"""Faults: the rules on files of sources that cannot be read, or not as they are."""

from __future__ import annotations

from clashmap.diagnostics import Severity, rule

UNREADABLE = rule(
    "E020",
    "source-unreadable",
    Severity.ERROR,
    "the file of a source cannot be read",
    why="A file that is damaged, locked with a password or of another kind holds no text that citations and "
    "quotations could be held against.",
)
ENCODING = rule(
    "E021",
    "source-encoding",
    Severity.WARNING,
    "the file of a source is not saved as UTF-8",
    why="Which letters were meant is a guess then, and a quotation with an é or a dash in it may not be found.",
)
SCAN = rule(
    "E022",
    "source-scan",
    Severity.ERROR,
    "the file of a source is a picture of text",
    why="A scan holds no letters. What it says can be read by a person, but not held against a quotation.",
)
INCOMPLETE = rule(
    "E023",
    "source-incomplete",
    Severity.WARNING,
    "a part of the file of a source cannot be read",
    why="What is missing is not counted, so that the locators of all that follows are too low.",
)
LARGE = rule(
    "E024",
    "source-too-large",
    Severity.ERROR,
    "the file of a source is larger than any article or book",
    why="Files that unpack to a thousand times their size, or never end, can bring a computer to a stop; clashmap "
    "reads 100 MB at most, and nothing that is packed more than 200 to 1.",
)
MISNAMED = rule(
    "E026",
    "source-misnamed",
    Severity.WARNING,
    "the name of a source’s file says another kind than it is",
    why="It was read as what it is; other programs, and people, go by the name.",
)
SEVERAL = rule(
    "E027",
    "source-several",
    Severity.WARNING,
    "there are several files for one source",
    why="Paragraphs are counted in one of them, and the others may count differently. A .txt goes before a .md, "
    "then .html, .htm, .docx and .pdf.",
)
STRAY = rule(
    "E037",
    "source-stray",
    Severity.WARNING,
    "a file looks like the text of a source, and is not called so",
    why="The text of a source is in the file that is called as its id, letter for letter, and ends in a kind that can "
    "be read. A file of another name is read by nobody, so that nothing is held against it.",
)
UNCLAIMED = rule(
    "E038",
    "source-unclaimed",
    Severity.HINT,
    "a file among the texts is called as no source is",
    why="It may be the text of a source that is not here. What else lies in the folder does no harm.",
)
EMPTY = rule(
    "E029",
    "source-empty",
    Severity.WARNING,
    "there is no text in the file of a source",
    why="No citation can be held against it.",
)
