"""Addresses: where a title leads when it is clicked, if that is safe to click."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from clashmap.draw.view.values import Node

_SCHEME = re.compile(r"(?i)https?://[^/?#]|mailto:.")
"""How an address begins that leads to another place; all others have to lead to one beside the drawing."""
_UNWRITABLE = re.compile(r"[\s\"'<>`{|}^]")
"""What no address has as it is (RFC 3986, appendix C and section 2); programs that draw DOT would not escape it."""
_HARMFUL = ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")
"""Unicode categories of signs that browsers drop, or that hide how an address reads."""


def hrefs_of(nodes: Iterable[Node]) -> dict[str, str]:
    """The safe addresses that nodes give as their ``url``, by the id of the node."""
    return {node.id: address for node in nodes if (address := href(node.data.get("url")))}


def href(value: Any) -> str | None:
    """*value* as an address that may be clicked: http, https, mailto, or relative to the drawing; None for others.

    A colon before the first slash makes a scheme, whatever stands before it, and an ampersand may be one in disguise.
    """
    if not isinstance(value, str):
        return None
    address = value.strip(" ")
    if not address or "\\" in address or any(unicodedata.category(sign) in _HARMFUL for sign in address):
        return None
    first = address.partition("/")[0]
    is_beside = not address.startswith("//") and ":" not in first and "&" not in first.partition("?")[0]
    return _UNWRITABLE.sub(_percent, address) if is_beside or _SCHEME.match(address) else None


def file_href(name: str) -> str:
    """The relative address of a file called *name* that lies beside the drawing."""
    return re.sub(r"[^A-Za-z0-9._~-]", _percent, name)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
