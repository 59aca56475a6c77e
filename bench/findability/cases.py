"""The questions of the benchmark, and the ways in which each of them is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ruamel.yaml import YAML

from selfserve_check.model.scenario import Answer, FactAnswer, NoAnswerGiven, Scenario

CASES = Path(__file__).parent / "sites" / "cases"
SITES = ("gnome", "tiddlywiki", "directus", "shop")
SECOND = ("writer", "gnucash", "hugin")
"""Sites to check on, over recordings only: nothing was to be tuned to them."""


class Variant(StrEnum):
    """What the judge is given to know an answer by. ``PARAPHRASE`` is ``PATTERN`` with two more wordings."""

    PATTERN = "pattern"
    FACT = "fact"
    OPEN = "open"
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """``pages`` are the paths of all pages that answer; ``clicks_min`` is the fewest clicks to one of them,
    None where no plain link leads there. ``reachable``: within the budget."""

    scenario: Scenario
    pages: tuple[str, ...]
    answerable: bool
    reachable: bool
    clicks_min: int | None


def read_cases(name: str, address: str, budget: int, variant: Variant = Variant.PATTERN) -> list[Case]:
    """The cases of the site ``name``, which is served at ``address``, in the order of the file.

    An unanswerable question is asked with its decoy as the answer, so that a pass on it is a wrong one. Cases
    that have nothing to ask in this variant are left out.
    """
    content = YAML(typ="safe").load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        _case(entry, address, budget, variant) for entry in content["cases"] if _has_variant(entry, variant)
    ]


def pattern_answer(patterns: tuple[str, ...]) -> FactAnswer:
    # The files write the pound sign as an escape that RE2 does not know.
    return FactAnswer(matches=tuple(pattern.replace("\\u00a3", "£") for pattern in patterns))


def is_right_page(case: Case, url: str) -> bool:
    """Whether ``url`` is a page that answers. A one-page wiki has no pages to tell apart."""
    if not case.pages or not any(page.startswith("/") for page in case.pages):
        return True
    parts = urlsplit(unquote(url))
    here = {parts.path, f"{parts.path}?{parts.query}", parts.path.removesuffix(".html")}
    wanted = set(case.pages) | {page.removesuffix(".html") for page in case.pages}
    return bool(here & wanted)


def _has_variant(entry: Mapping[str, Any], variant: Variant) -> bool:
    if variant is Variant.PARAPHRASE:
        return bool(entry.get("paraphrases"))
    return bool(entry.get("fact" if variant is Variant.FACT else _patterns_of(entry)))


def _patterns_of(entry: Mapping[str, Any]) -> str:
    return "answer_any" if entry["answerable"] else "trap_any"


def _case(entry: Mapping[str, Any], address: str, budget: int, variant: Variant) -> Case:
    clicks_min = entry.get("min_clicks_js") if entry.get("min_clicks") is None else entry["min_clicks"]
    scenario = Scenario(
        id=entry["id"],
        question=entry["question"],
        site=address,
        start=address,
        answer=_answer(entry, variant),
        also_asked=tuple(entry["paraphrases"]) if variant is Variant.PARAPHRASE else (),
        budget=budget,
    )
    return Case(
        scenario=scenario,
        pages=tuple(entry.get("pages") or ()),
        answerable=entry["answerable"],
        reachable=entry["answerable"] and clicks_min is not None and clicks_min <= budget,
        clicks_min=clicks_min,
    )


def _answer(entry: Mapping[str, Any], variant: Variant) -> Answer:
    if variant is Variant.OPEN:
        return NoAnswerGiven()
    if variant is Variant.FACT:
        # As a user's `answer: 30 days` is read.
        return FactAnswer(all_of=(str(entry["fact"]),))
    return pattern_answer(tuple(entry[_patterns_of(entry)]))
