"""Structured data (schema.org as JSON-LD) that a page hands over, as plain claims.

Sources: schema.org's FAQPage, telephone, openingHours and OpeningHoursSpecification; JSON-LD 1.1 for
``@graph`` and arrays. What is no JSON, or says something else, claims nothing: it is the site's own affair.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from selfserve_check.model.claims import Claim

CLAIMS_MAX = 60
"""Of one page."""

_SAYS_MAX = 1_000
_DEPTH_MAX = 12
_NODES_MAX = 5_000
_DAYS = {
    "monday": "Mo",
    "tuesday": "Tu",
    "wednesday": "We",
    "thursday": "Th",
    "friday": "Fr",
    "saturday": "Sa",
    "sunday": "Su",
}
_HOURS = re.compile(
    r"(?P<days>[A-Z][a-z](?:[,\s-]+[A-Z][a-z])*)\s+(?P<span>\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2})"
)
_TIME = re.compile(r"^(\d{1,2}:\d{2})(?::\d{2})?(?:[+-]\d{2}:?\d{2}|Z)?$")


def claims_in(scripts: Sequence[str]) -> tuple[Claim, ...]:
    """What the JSON-LD ``scripts`` of one page claim, each once, in their order, at most CLAIMS_MAX."""
    found: dict[Claim, None] = {}
    for script in scripts:
        for claim in _claims(script):
            found[claim] = None
            if len(found) >= CLAIMS_MAX:
                return tuple(found)
    return tuple(found)


def _claims(script: str) -> Iterator[Claim]:
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    for node in _nodes(data):
        if _is(node, "Question"):
            yield from _faq(node)
        for number in _texts(node.get("telephone")):
            yield Claim(kind="telephone", says=number)
        for line in _texts(node.get("openingHours")):
            for match in _HOURS.finditer(line):
                span = re.sub(r"\s", "", match["span"])
                yield Claim(kind="hours", subject=" ".join(match["days"].split()), says=span)
        if _is(node, "OpeningHoursSpecification"):
            yield from _specified(node)


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in ``data``, outermost first, within bounds."""
    waiting: list[tuple[Any, int]] = [(data, 0)]
    seen = 0
    while waiting and seen < _NODES_MAX:
        value, depth = waiting.pop(0)
        seen += 1
        if isinstance(value, dict):
            yield value
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if depth < _DEPTH_MAX:
            waiting.extend((one, depth + 1) for one in inner if isinstance(one, dict | list))


def _is(node: dict[str, Any], name: str) -> bool:
    types = node.get("@type")
    named = types if isinstance(types, list) else [types]
    return any(isinstance(one, str) and one.rpartition("/")[2] == name for one in named)


def _faq(node: dict[str, Any]) -> Iterator[Claim]:
    question = next(iter(_texts(node.get("name"))), "")
    answers = node.get("acceptedAnswer")
    for answer in answers if isinstance(answers, list) else [answers]:
        for text in _texts(answer.get("text")) if isinstance(answer, dict) else ():
            if question and text:
                yield Claim(kind="faq", subject=_plain(question), says=_plain(text))


def _specified(node: dict[str, Any]) -> Iterator[Claim]:
    opens, closes = (_time(node.get(key)) for key in ("opens", "closes"))
    if not opens or not closes:
        return
    days = (day.rpartition("/")[2].lower() for day in _texts(node.get("dayOfWeek")))
    named = [_DAYS[day] for day in days if day in _DAYS]
    yield Claim(kind="hours", subject=",".join(named), says=f"{opens}-{closes}")


def _time(value: Any) -> str:
    match = _TIME.match(value.strip()) if isinstance(value, str) else None
    return match[1] if match else ""


def _texts(value: Any) -> tuple[str, ...]:
    """The texts of a property that may hold one or several."""
    values = value if isinstance(value, list) else [value]
    named = (one.get("name") or one.get("@value") if isinstance(one, dict) else one for one in values)
    return tuple(text for one in named if isinstance(one, str) and (text := one.strip()[:_SAYS_MAX]))


def _plain(text: str) -> str:
    """The text of an answer, which may hold markup."""
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    from bs4 import BeautifulSoup  # slow to import, and few pages need it

    return " ".join(BeautifulSoup(text, "lxml").get_text(" ").split())
