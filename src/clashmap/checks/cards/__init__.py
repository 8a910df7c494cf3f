"""Rules about cards: which are named, what their cites lack, what is read of them, and what stands in their sources."""

from __future__ import annotations

from clashmap.checks.cards.age import old_evidence
from clashmap.checks.cards.cite import missing_fields, mistaken_field, without_cite
from clashmap.checks.cards.reading import read_not_underlined, unread_qualifier
from clashmap.checks.cards.standing import against_source
from clashmap.checks.cards.use import empty, same_body, unknown_card, unused_card

CHECKS = (
    unknown_card,
    unused_card,
    same_body,
    empty,
    without_cite,
    mistaken_field,
    missing_fields,
    read_not_underlined,
    unread_qualifier,
    old_evidence,
    against_source,
)
