"""Phrases in scripts that set no spaces between words."""

from __future__ import annotations

import pytest

from selfserve_check.language.facts import find_facts, parse_fact

SENTENCE = "商品到着後30日以内であれば返品できます。"


def test_a_phrase_is_found_inside_a_run_of_characters() -> None:
    """Nothing parts it from what stands around it."""
    assert [span.text for span in find_facts(parse_fact("30日以内"), SENTENCE)] == ["30日以内"]


def test_a_figure_beside_such_characters_stays_whole() -> None:
    """130 days are not 30 days."""
    assert not find_facts(parse_fact("30日以内"), "商品到着後130日以内")


@pytest.mark.parametrize(("fact", "least"), [("返品", 0.1), (SENTENCE, 0.7)])
def test_more_characters_say_more(fact: str, least: float) -> None:
    """A sentence without spaces is a sentence, and a word is a word."""
    assert least <= parse_fact(fact).specificity < least + 0.3
