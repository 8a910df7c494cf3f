"""Rules about the files of cards: what of them cannot be read, or not as it was meant."""

from __future__ import annotations

from clashmap.diagnostics import Severity, rule

_DEBATE = "// debate.argdown\n[Jets]: Jets are few. {card: haun}\n\n// cards/haun.md\n"
_CARD = "---\nauthor: Phil Haun\ntitle: Close air support\nissued: 2020\n---\n\n"

FRONT_MATTER = rule(
    "E040",
    "card-front-matter",
    Severity.ERROR,
    "the front matter of a card cannot be read",
    why="Between two lines of --- a card says whose words it quotes, one `name: value` to a line. While that cannot be "
    "read, the card has no cite; its body is read all the same.",
    bad=_DEBATE + "---\nauthor: Phil Haun\ntitle: Close air support: a history\n---\n\nJets were few.\n",
    good=_DEBATE + '---\nauthor: Phil Haun\ntitle: "Close air support: a history"\n---\n\nJets were few.\n',
)
TWICE = rule(
    "E041",
    "card-id-twice",
    Severity.WARNING,
    "two cards have one id",
    why="A claim names its card by the id, which is the name of its file unless the card says otherwise. Of two cards "
    "with one id the first counts, and the other cannot be named.",
    bad=_DEBATE + _CARD + "Jets were few.\n\n// cards/more/haun.md\n" + _CARD + "Pilots were fewer.\n",
    good="// debate.argdown\n[Jets]: Jets are few. {card: [haun, haun-pilots]}\n\n// cards/haun.md\n"
    + _CARD
    + "Jets were few.\n\n// cards/more/haun-pilots.md\n"
    + _CARD
    + "Pilots were fewer.\n",
)
UNKNOWN_SOURCE = rule(
    "E042",
    "card-of-unknown-source",
    Severity.WARNING,
    "a card names a source that the debate does not declare",
    why="A card has the author, the title and the date of its source. If there is no such source, it has none of them.",
    bad="// debate.argdown\n===\nsources:\n  air: {author: Phil Haun, title: Close air support, issued: 2020}\n===\n\n"
    "[Jets]: Jets are few. {card: haun}\n\n// cards/haun.md\n---\nsource: airr\n---\n\nJets were few.\n",
    good="// debate.argdown\n===\nsources:\n  air: {author: Phil Haun, title: Close air support, issued: 2020}\n===\n\n"
    "[Jets]: Jets are few. {card: haun}\n\n// cards/haun.md\n---\nsource: air\n---\n\nJets were few.\n",
)
MARK = rule(
    "E043",
    "unclosed-card-mark",
    Severity.WARNING,
    "a mark in the body of a card is opened and never closed, or closed and never opened",
    why="Every mark ends in the paragraph that it begins in: <u>underlined</u>, ==read aloud==, [not the author’s]. "
    "What is left open counts to the end of its paragraph, which may be more than was meant.",
    bad=_DEBATE + _CARD + "Jets were <u>few, and pilots fewer.\n",
    good=_DEBATE + _CARD + "Jets were <u>few</u>, and pilots fewer.\n",
)
SHAPE = rule(
    "E045",
    "card-setting",
    Severity.WARNING,
    "a setting of a card is not what it must be",
    why="A card names one source and one place in it, such as `source: air-support` and `locator: 45-47`, or both as "
    "`cite: air-support 45-47`. What is written otherwise is left out.",
    bad=_DEBATE + _CARD.replace("---\n\n", "locator: page 4\n---\n\n") + "Jets were few.\n",
    good=_DEBATE + _CARD.replace("---\n\n", "locator: 4\n---\n\n") + "Jets were few.\n",
)
