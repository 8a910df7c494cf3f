"""The data block of the page: all that its script has to know of a sheet, as JSON that no text can break out of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from clashmap.draw.drawing import Drawing
from clashmap.draw.geometry import Rect
from clashmap.draw.html.attacks import attacks
from clashmap.draw.html.evidence import Evidence
from clashmap.draw.html.tree import groups, parents
from clashmap.draw.lines.joint import is_premise
from clashmap.draw.names import element_ids, slug
from clashmap.draw.sheet import Sheet
from clashmap.draw.svg.anchor import is_safe
from clashmap.draw.view import Folded, Link, Node, View
from clashmap.graph import ArgumentMap
from clashmap.model import Argument, Claim, RelationKind

_UNSAFE = {code: f"\\u{code:04x}" for code in (*b"<>&", 0x7F, 0x2028, 0x2029, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)}
"""Characters written as escapes: they could end the block, or are no text at all."""


def dumps(map: ArgumentMap, sheet: Sheet, evidence: Evidence) -> str:
    """The data of *sheet* as JSON without ``<``, ``>``, ``&`` or line breaks. Lengths are px of the drawing.

    The *evidence* is in the outline; here are the ids of its elements.

    Where the sheet shows verdicts, the attack graph that they come from is in it.
    """
    data = _data(map, sheet, evidence)
    if judgement := sheet.drawing.view.verdicts.judgement:
        data["verdicts"] = attacks(judgement, sheet.drawing.cards)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_UNSAFE)


def _data(map: ArgumentMap, sheet: Sheet, evidence: Evidence) -> dict[str, Any]:
    drawing = sheet.drawing
    view = drawing.view
    number = {id: index for index, id in enumerate(drawing.cards)}
    links = [link for link in view.links if link.source in number and link.target in number]
    places = {link: index for index, link in enumerate(links)}
    return {
        "title": view.title,
        "scale": drawing.scale,
        "at": [drawing.x, drawing.y],
        "palette": len(drawing.theme.palette),
        "sides": [[key, name] for key, name in view.sides.items()],
        "groups": _groups(drawing, number),
        "cards": _cards(map, drawing, number, evidence),
        "links": [[_kind(link, view), number[link.source], number[link.target]] for link in links],
        "routes": [[places.get(route.link, -1), *_rounded(route.sign.x, route.sign.y)] for route in drawing.routes],
        "chips": [places[link] for link in links if link in drawing.chips],
        "resolution": number.get(view.resolution or "", -1),
    }


def _groups(drawing: Drawing, number: Mapping[str, int]) -> list[dict[str, Any]]:
    frames = {group.id: rect for group, rect in drawing.frames}
    heads = set(drawing.view.heads)
    taken = set(element_ids(drawing.view).values())
    found = []
    for group, outer in groups(drawing.view):
        name = f"group-{slug(group.title)}"
        while name in taken:
            name += "-"
        taken.add(name)
        head = next((id for id in group.nodes if id in heads), group.nodes[0] if group.nodes else "")
        found.append(
            _without_nothing(
                {
                    "id": name,
                    "title": group.title if group.id else "",
                    "outer": outer,
                    "head": number.get(head, -1),
                    "rect": _box(frames[group.id]) if group.id in frames else None,
                }
            )
        )
    return found


def _cards(map: ArgumentMap, drawing: Drawing, number: Mapping[str, int], evidence: Evidence) -> list[dict[str, Any]]:
    view = drawing.view
    ids, above = element_ids(view), parents(view)
    home = {id: index for index, (group, _) in enumerate(groups(view)) for id in group.nodes}
    sides = list(view.sides)
    away: dict[str, list[list[Any]]] = {}
    for other in view.away:
        away.setdefault(other.node, []).append([other.kind.value, int(other.outgoing), other.words])
    found = []
    for id, (card, rect) in drawing.cards.items():
        node = card.node
        hung = above.get(id)
        data = {
            "id": ids[id],
            "title": node.label,
            "text": node.text if node.title is not None else "",
            "step": _steps(map, node),
            "side": sides.index(node.side) if node.side in sides else None,
            "role": node.role,
            "tags": list(node.tags),
            "cites": evidence.cites(node),
            "shown": evidence.shown(node),
            "about": " · ".join(about(node, view)),
            "folded": isinstance(node, Folded),
            "href": view.hrefs[id] if is_safe(view.hrefs.get(id, "")) else "",
            "away": away.get(id, []),
            "up": number.get(hung.target) if hung else None,
        }
        kept = _without_nothing(data)
        kept["group"] = home.get(id, 0)
        kept["box"] = _box(rect)
        found.append(kept)
    return found


def _without_nothing(data: dict[str, Any]) -> dict[str, Any]:
    """*data* without what is empty, for most of it is; a number says something, 0 too."""
    return {key: value for key, value in data.items() if value or (value == 0 and value is not False)}


def _box(rect: Rect) -> list[float]:
    return _rounded(rect.x, rect.y, rect.width, rect.height)


def _rounded(*values: float) -> list[float]:
    return [round(value, 2) for value in values]


def _kind(link: Link, view: View) -> str:
    return RelationKind.PREMISE.value if is_premise(link, view.nodes) else link.kind.value


def about(node: Node, view: View) -> list[str]:
    """The side of a node, its role, what it is, and where the map is judged what the writer has settled of it."""
    kind = "argument" if isinstance(node, Argument) else "folded group" if isinstance(node, Folded) else "claim"
    side = view.sides.get(node.side, node.side) if node.side else ""
    return [word for word in (side, node.role, kind, view.status(node.id)) if word]


def _steps(map: ArgumentMap, node: object) -> list[list[Any]]:
    """The steps of an argument: texts of its premises, names of its rules, text of its conclusion."""
    found: list[list[Any]] = []
    for step in node.steps if isinstance(node, Argument) else ():
        premises, conclusion = [told(map.claims[id]) for id in step.premises], told(map.claims[step.conclusion])
        found.append([premises, ", ".join(step.rules), conclusion])
    return found


def told(claim: Claim) -> str:
    """A claim in one line: its title and its text."""
    return f"{claim.title}: {claim.text}" if claim.title is not None and claim.text else claim.label
