"""What a run knows beside the journeys: a site's own words, and which pages it could only read by words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asking import RETURNS, home
from meanings import SaidCloseness
from running import DOCUMENTS, kit, run, scenario
from worlds import Document, Page, World, WorldSite, link

from selfserve_check.model.result import Outcome, WordsOnly

# Two labels that share no word with "return": the own word alone tells which of them to try with one click.
LABELLED: dict[str, Document] = {
    "/": home(link("Impressum", "/i"), link("Retoure", "/r")),
    "/i": Page(title="I"),
    "/r": RETURNS,
}


def far(_question: str, _text: str) -> float:
    return 0.0


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("synonyms", "outcome"),
    [
        ((), Outcome.FAILED),
        ((("Retoure", "return"),), Outcome.PASSED),
        ((("Retoure", "ship"),), Outcome.FAILED),
    ],
)
async def test_visitors_know_the_words_of_the_site_they_are_sent_to(
    synonyms: tuple[tuple[str, ...], ...], outcome: Outcome
) -> None:
    """Those of their own question: another question on the same kit does not."""
    asked = replace(scenario("a"), synonyms=synonyms, budget=1)
    results, _, _ = await run(
        [asked, replace(scenario("b"), budget=1)], kit(WorldSite(World(documents=LABELLED)))
    )
    assert [result.outcome for result in results] == [outcome, Outcome.FAILED]


@pytest.mark.asyncio
async def test_the_step_says_which_word_of_the_site_led_there() -> None:
    """The first of its reasons."""
    asked = replace(scenario(), synonyms=(("Retoure", "return"),), budget=1)
    results, _, _ = await run([asked], kit(WorldSite(World(documents=LABELLED))))
    assert results[0].records[0].journey.steps[1].because[0] == "on this site 'Retoure' means 'return'"


@pytest.mark.asyncio
async def test_a_result_says_how_many_pages_were_read_by_words_alone() -> None:
    """The worlds' pages are English; a meaning that knows German only cannot compare them."""
    german = SaidCloseness(close=far, languages=frozenset({"de"}))
    results, _, _ = await run([scenario()], replace(kit(), meaning=german))
    assert results[0].words_only == WordsOnly(languages=("en",), pages=2, read=2)


@pytest.mark.asyncio
async def test_where_all_pages_could_be_compared_nothing_is_said() -> None:
    """Nor where there is no meaning at all: then every page is read so, and no language is the reason."""
    english = SaidCloseness(close=far)
    known, _, _ = await run([scenario()], replace(kit(), meaning=english))
    without, _, _ = await run([scenario()], kit(WorldSite(World(documents=DOCUMENTS))))
    assert (known[0].words_only, without[0].words_only) == (None, None)
