"""Marks: the plain words of text with the marks of Markdown in it."""

from __future__ import annotations

import html
import re

_CODE = re.compile(r"(?<!`)(`{1,4})(?!`)([^`]{1,2000})\1(?!`)")
_IMAGE = re.compile(r"!\[([^\[\]]{0,2000})\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])?")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.){1,2000})\](?:\((?:[^()]|\([^()]{0,200}\)){0,2000}\)|\[[^\[\]]{0,200}\])")
_NOTE = re.compile(r"\[\^[^\]\s]{1,200}\]")
_ADDRESS = re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>")
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>|<!--(?:(?!<!--).){0,2000}?-->", re.DOTALL)
_STARS = re.compile(r"(\*{1,3}|~~)(?=\S)((?:(?!\1).){1,2000})(?<=\S)\1", re.DOTALL)
_LOW = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])((?:[^_]|(?<=\w)_(?=\w)){1,2000})(?<=\S)\1(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HELD = re.compile("[\ue000-\ue0ff]")
_FIRST = 0xE000
"""Each pattern looks ahead for a bounded length, and stops where the next mark of its kind begins."""


def plain(text: str) -> str:
    """*text* as it is read: no emphasis, links, images, marks of notes, tags or backslashes; what is code as it is."""
    escapes = not _HELD.search(text)  # what is escaped is held by characters for private use, if the text has none
    if escapes:
        text = _ESCAPE.sub(lambda escape: chr(_FIRST + ord(escape[1])), text)
    text = _CODE.sub(r"\2", text)
    text = _NOTE.sub("", _IMAGE.sub("", text))
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", _BREAK.sub(" ", _ADDRESS.sub(r"\1", text)))
    for _ in range(3):  # emphasis in emphasis
        text = _LOW.sub(r"\2", _STARS.sub(r"\2", text))
    text = html.unescape(text)
    return _HELD.sub(lambda held: chr(ord(held[0]) - _FIRST), text) if escapes else text
