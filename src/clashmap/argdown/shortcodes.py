"""Shortcodes: ``.A.`` or ``:A:`` in running text stands for a sign such as ∀."""

from __future__ import annotations

_SIGNS = {
    "A": "∀",
    "E": "∃",
    "O": "𝗢",
    "P": "𝗣",
    "->": "→",
    "<->": "↔",
    "~": "¬",
    "^": "∧",
    "v": "∨",
    "v_": "⊻",
    "<>": "◇",
    "[]": "◻",
    "?": "❓",
    "question": "❓",
    "happy": "😀",
    "smiley": "☺",
    "laugh": "😆",
    "lol": "😆",
    "rofl": "🤣",
    "joy": "😂",
    "heart": "❤",
    "love": "😍",
    "wink": "😉",
    "shush": "🤫",
    "meh": "😐",
    "eye-roll": "🙄",
    "sad": "😢",
    "disappointed": "😞",
    "scream": "😱",
    "+1": "👍",
    "up": "👍",
    "-1": "👎",
    "down": "👎",
    "think": "🤔",
    "star": "⭐",
    "y": "✔",
    "agree": "✔",
    "n": "❌",
    "disagree": "❌",
}

SHORTCODES: dict[str, str] = {
    **{f".{name}.": sign for name, sign in _SIGNS.items()},
    **{f":{name}:": sign for name, sign in _SIGNS.items()},
    ".smile.": "☺",
    ":smile:": "☺️",
}
"""What each shortcode, delimiters included, stands for."""
