"""What is remembered between pages and questions never shows: all comes out as if it were worked out anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from hypothesis import given, settings
from hypothesis import strategies as st
from meanings import SaidCloseness
from random_worlds import affordances
from test_judge_laws import PAGES
from worlds import HOME, at

from selfserve_check.journey.attention import Attention
from selfserve_check.journey.cues import Cues, cues_of
from selfserve_check.journey.hope import Hope, hoped_values, with_hope
from selfserve_check.journey.judge_about import asked_of
from selfserve_check.journey.judge_near import NEAR, ranking
from selfserve_check.journey.judge_page import read_page
from selfserve_check.journey.page_index import index_of
from selfserve_check.journey.persona import MENU, SEARCH, THOROUGH
from selfserve_check.journey.rank import BlendedScent
from selfserve_check.language.facts import find_facts, parse_fact
from selfserve_check.language.words import content_stems
from selfserve_check.model.journey import Scent
from selfserve_check.model.observation import Affordance, Observation, Passage

EXAMPLES = settings(max_examples=60, deadline=None)
MEANING = SaidCloseness(close=lambda one, other: crc32(f"{one}|{other}".encode("utf-8", "replace")) % 97 / 96)
QUESTIONS = ("How long may I return it?", "Can I talk to a human?", "How long may I retrun something?")
FACTS = ("30 days", "within 30 days", "yes", "sale items", "12 High Street, Leeds LS1 4AB", "free", "2")
ATTENTION = st.sampled_from([one.attention for one in (MENU, SEARCH, THOROUGH)])
PLACES = st.sampled_from((HOME, at("/search?q=returns"), at("/a")))
lines = st.lists(affordances, max_size=5)


def page_of(found: Sequence[Affordance], url: str) -> Observation:
    return Observation(url=url, title="", lang="en", affordances=tuple(found))


def plainly(row: Cues, attention: Attention) -> float:
    """A scent by its formula, without a memory."""
    if not row.readable:
        return 0.0
    meant = max(0.0, (1.0 - attention.parts) * row.meaning + attention.parts * row.part)
    return round(min(1.0, meant + attention.words * row.words.value), 6)


@EXAMPLES
@given(drawn=st.lists(st.tuples(lines, PLACES), min_size=1, max_size=4), attention=ATTENTION, data=st.data())
def test_a_label_read_before_smells_as_if_it_were_read_anew(
    drawn: list[tuple[list[Affordance], str]], attention: Attention, data: st.DataObject
) -> None:
    """Whatever pages and questions came before it, and also where a page shares its labels with another."""
    model = BlendedScent(meaning=MEANING)
    pages = [page_of(found, url) for found, url in drawn]
    shared = [replace(pages[0], affordances=(*pages[0].affordances[:1], *one.affordances)) for one in pages]
    for page in data.draw(st.permutations([*pages, *shared, *pages])):
        question = data.draw(st.sampled_from(QUESTIONS))
        rows = cues_of(question, page, MEANING)
        smelled = model.scents(question, page, attention)
        anew = BlendedScent(meaning=MEANING).scents(question, page, attention)
        assert smelled == anew
        assert list(model.values(question, page, attention)) == [scent.value for scent in anew]
        if max((scent.value for scent in anew), default=0.0) >= 0.4:
            hopeless = [plainly(row, attention) for row in rows]
            assert max(hopeless) < 0.4 or [scent.value for scent in anew] == hopeless


@EXAMPLES
@given(found=lines, values=st.data(), question=st.sampled_from(QUESTIONS))
def test_hope_adds_the_same_to_values_as_to_scents(
    found: list[Affordance], values: st.DataObject, question: str
) -> None:
    """Who counts visitors and who walks see the same page."""
    hope = Hope(unsure=0.4, nothing=0.2, hub=0.15, menu=0.15, search=0.15)
    drawn = [values.draw(st.sampled_from((0.0, 0.1, 0.19, 0.3, 0.5))) for _ in found]
    scents = [Scent(affordance=one, value=value) for one, value in zip(found, drawn, strict=True)]
    assert list(hoped_values(drawn, found, question, hope)) == [
        scent.value for scent in with_hope(scents, question, hope)
    ]


@EXAMPLES
@given(passages=PAGES, fact=st.sampled_from(FACTS))
def test_no_passage_that_states_a_fact_is_passed_over(passages: tuple[Passage, ...], fact: str) -> None:
    """The index may name too many, never too few."""
    seen = Observation(url=HOME, title="", lang="en", passages=passages)
    stating = {index for index, one in enumerate(passages) if find_facts(parse_fact(fact), one.text)}
    named = index_of(seen).may_state(parse_fact(fact))
    assert stating <= set(named)
    assert list(named) == sorted(named)


@EXAMPLES
@given(passages=PAGES, question=st.sampled_from(("Can I return a sale item?", "How long is it free?")))
def test_no_passage_on_the_topic_is_passed_over(passages: tuple[Passage, ...], question: str) -> None:
    """Each that has a word of the question is weighed, and so is each below a heading that is about it."""
    page = read_page(Observation(url=HOME, title="", lang="en", passages=passages), None)
    asked = asked_of((question,), page, None)
    speaking = index_of(page.observation).speaking_of(asked.stems, asked.groups)
    for index, one in enumerate(passages):
        assert (index in speaking) or asked.stems.isdisjoint(content_stems(one.text, "en"))
    weighed = {one.index for one in ranking((question,), page, pointers=True, share=0.0)}
    closely = ranking(
        (question,), replace(page, similarity=lambda _one, _other: 0.0), pointers=True, share=1.0
    )
    assert weighed == {one.index for one in closely if one.about >= NEAR}
