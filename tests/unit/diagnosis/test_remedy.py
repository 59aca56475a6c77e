"""The change that helps a question most: found by trying, with what it does to all others."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from asking import ANSWER, FACT, QUESTION, home
from running import Live, kit, run
from worlds import DESKTOP, HOME, Document, Link, Page, World, WorldExplorer, at, disclosure, link

from selfserve_check.app.diagnostician import Diagnostician
from selfserve_check.diagnosis.remedy import gets_better, gets_worse, helps, is_unknown
from selfserve_check.diagnosis.remedy_words import change_text, effect_text, fare_text
from selfserve_check.journey.rank import WordScent
from selfserve_check.model.observation import Region
from selfserve_check.model.remedy import (
    AddLink,
    AddPassage,
    Fare,
    Fared,
    QuestionEffect,
    Remedy,
    Rename,
    Reveal,
    ShareEffect,
    VisitorEffect,
)
from selfserve_check.model.result import Outcome, QuestionResult, Reason
from selfserve_check.model.scenario import FactAnswer, Scenario
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite

SCENARIO = Scenario(id="q", question=QUESTION, site=HOME, start=HOME, answer=FACT, budget=3)
RETURNS = Page(title="Return something", text=(ANSWER,))
FOUND, LOST = Fare(fared=Fared.FOUND, clicks=2), Fare(fared=Fared.NOT_FOUND, clicks=3)
UNKNOWN = Fare(fared=Fared.UNKNOWN, clicks=1)


def asked(
    documents: dict[str, Document],
    *scenarios: Scenario,
    site_map: Sequence[str] = (),
    pages_max: int = 50,
) -> tuple[QuestionResult, ...]:
    """The whole way: visitors walk, somebody looks around, reasons and remedies are found."""
    site = SharedSite(WorldExplorer(World(documents=documents)), SiteGraph())

    async def listed() -> Sequence[str]:
        return [at(path) for path in site_map]

    doctor = Diagnostician(
        site=site,
        graph=site.graph,
        view=DESKTOP,
        scent_model=WordScent(),
        pages_max=pages_max,
        site_map=listed,
    )
    tools = kit(site, live=Live(documents), diagnose=doctor)
    return asyncio.run(run(scenarios or (SCENARIO,), tools))[0]


def remedy_for(documents: dict[str, Document], *, site_map: Sequence[str] = ()) -> Remedy:
    (result,) = asked(documents, site_map=site_map)
    assert result.remedy is not None
    return result.remedy


def test_a_label_that_misleads_is_renamed_after_the_page_it_leads_to() -> None:
    """The answer page says itself what it is about."""
    documents: dict[str, Document] = {
        "/": home(link("Loop", "/loop"), link("Tiles", "/t")),
        "/t": Page(title="Tiles"),
        "/loop": RETURNS,
    }
    (result,) = asked(documents)
    assert result.remedy is not None
    assert result.remedy.edit == Rename(page=HOME, old="Loop", new="Return something", target=at("/loop"))
    assert [(one.before.fared, one.after) for one in result.remedy.effect.visitors] == [
        (Fared.NOT_FOUND, Fare(fared=Fared.FOUND, clicks=1))
    ]
    (finding,) = result.findings
    assert finding.remedy == change_text(result.remedy.edit)
    assert finding.effect.startswith("1 of 1 visitor finds it, in 1 click (before: none).")
    assert finding.effect.endswith("No other question gets worse.")


def test_a_hidden_page_is_linked_from_where_visitors_are() -> None:
    """Called what it is called itself."""
    documents: dict[str, Document] = {
        "/": home(link("How to return", "/p")),
        "/p": Page(title="Policies", text=("We love the earth.",)),
        "/r": RETURNS,
    }
    remedy = remedy_for(documents, site_map=["/r"])
    assert remedy.edit == AddLink(page=at("/p"), target=at("/r"), label="Return something")


def test_an_answer_behind_a_disclosure_that_nobody_opens_is_shown_at_once() -> None:
    """The page is found; what is folded up on it is called by a word that says nothing."""
    documents: dict[str, Document] = {
        "/": home(link("Return something", "/r")),
        "/r": Page(title="Return something", things=(disclosure("Fine print", ANSWER),)),
    }
    (result,) = asked(documents, replace(SCENARIO, budget=1))
    assert result.remedy is not None
    assert result.remedy.edit == Reveal(page=at("/r"), label="Fine print")


def test_what_no_page_says_is_to_be_written_where_visitors_looked() -> None:
    """Not on the start page, where everything would be found."""
    documents: dict[str, Document] = {
        "/": home(link("How to return", "/p")),
        "/p": Page(title="Policies", text=("We love the earth.",)),
    }
    remedy = remedy_for(documents)
    assert remedy.edit == AddPassage(page=at("/p"), text="30 days.", heading=QUESTION)


def test_what_a_page_says_wrong_is_corrected_in_its_place() -> None:
    """The rest of the sentence stays."""
    documents: dict[str, Document] = {
        "/": home(link("How to return", "/p")),
        "/p": Page(title="Return", text=("You can return something within 14 days.",)),
    }
    (result,) = asked(documents)
    assert result.reason is Reason.WRONG
    assert result.remedy is not None
    assert result.remedy.edit == AddPassage(
        page=at("/p"),
        text="You can return something within 30 days.",
        instead_of="You can return something within 14 days.",
    )


def test_another_value_that_nobody_forbade_is_corrected_in_its_place() -> None:
    """And nothing is written elsewhere, beside which the page would still say otherwise."""
    documents: dict[str, Document] = {
        "/": home(link("How to return", "/p")),
        "/p": Page(title=QUESTION, text=("You can return something within 14 days.",)),
    }
    (result,) = asked(documents, replace(SCENARIO, answer=FactAnswer(all_of=("30 days",))))
    assert result.reason is Reason.WRONG
    assert result.remedy is not None
    assert result.remedy.edit == AddPassage(
        page=at("/p"),
        text="You can return something within 30 days.",
        instead_of="You can return something within 14 days.",
    )


def test_a_remedy_that_hurts_another_question_says_so() -> None:
    """Both questions live by one sentence."""
    other = replace(SCENARIO, id="o", answer=FactAnswer(all_of=("14 days",)))
    documents: dict[str, Document] = {
        "/": home(link("How to return", "/p")),
        "/p": Page(title="Return", text=("You can return something within 14 days.",)),
    }
    first, second = asked(documents, SCENARIO, other)
    assert second.outcome is Outcome.PASSED
    assert first.remedy is not None
    corrected = [one.question_id for one in first.remedy.worse]
    assert corrected == (
        ["o"] if isinstance(first.remedy.edit, AddPassage) and first.remedy.edit.instead_of else []
    )


def test_where_nothing_helps_there_is_no_remedy() -> None:
    """A pattern is no text that could be written anywhere."""
    scenario = replace(SCENARIO, answer=FactAnswer(matches=(r"\d+ fortnights",)))
    (result,) = asked({"/": home(link("Tiles", "/t")), "/t": Page(title="Tiles")}, scenario)
    assert result.outcome is Outcome.FAILED
    assert result.remedy is None


def test_an_answered_question_gets_no_remedy() -> None:
    """Nothing is to be changed; its figures are worked out all the same."""
    (result,) = asked({"/": home(link("Return something", "/r")), "/r": RETURNS})
    assert result.outcome is Outcome.PASSED
    assert result.remedy is None
    assert result.metrics is not None
    assert result.metrics.success_at == (0.0, 1.0, 1.0, 1.0)
    assert (result.metrics.directness, result.metrics.first_click, result.metrics.efficiency) == (
        1.0,
        1.0,
        1.0,
    )
    assert (result.metrics.lostness, result.metrics.right_rank) == (0.0, 1)


def test_a_site_wide_link_is_told_to_be_one() -> None:
    """In the footer it is renamed on all pages, and the writer is told."""
    footer = Link(label="Loop", to="/loop", region=Region.FOOTER)
    documents: dict[str, Document] = {
        "/": home(link("Return policy", "/p"), footer),
        "/p": Page(title="Policies", text=("We love the earth.",), things=(footer,)),
        "/loop": RETURNS,
    }
    remedy = remedy_for(documents)
    assert isinstance(remedy.edit, Rename)
    assert "wherever else" in change_text(remedy.edit)


# How good an effect is -------------------------------------------------------------------------------------


def effect(before: Fare, after: Fare, shares: tuple[ShareEffect, ...] = ()) -> QuestionEffect:
    visitor = VisitorEffect(persona="menu", view=DESKTOP, wording=QUESTION, before=before, after=after)
    return QuestionEffect(question_id="q", question=QUESTION, visitors=(visitor,), shares=shares)


def share(before: float, after: float, unknown_before: float = 0.0) -> tuple[ShareEffect, ...]:
    return (
        ShareEffect(
            view=DESKTOP, before=before, unknown_before=unknown_before, after=after, unknown_after=0.0
        ),
    )


def test_what_is_not_known_is_never_an_improvement() -> None:
    """Neither a visitor of whom nobody knows, nor a share that others may have had before."""
    assert not helps(effect(LOST, UNKNOWN))
    assert not gets_better(effect(LOST, UNKNOWN))
    assert not helps(effect(UNKNOWN, FOUND))
    assert not helps(effect(LOST, LOST, share(0.1, 0.4, unknown_before=0.35)))
    assert helps(effect(LOST, LOST, share(0.1, 0.4, unknown_before=0.2)))


def test_better_and_worse() -> None:
    """By how it ends, and among those who find it by the clicks."""
    slower = replace(FOUND, clicks=3)
    wrong = Fare(fared=Fared.READ_WRONG, clicks=1)
    assert helps(effect(LOST, FOUND))
    assert helps(effect(slower, FOUND))
    assert gets_worse(effect(FOUND, slower))
    assert gets_worse(effect(FOUND, LOST))
    assert gets_worse(effect(LOST, wrong))
    assert not gets_worse(effect(FOUND, UNKNOWN))
    assert is_unknown(effect(FOUND, UNKNOWN))
    assert not is_unknown(effect(UNKNOWN, UNKNOWN))
    assert not helps(effect(LOST, LOST, share(0.5, 0.4)))


def test_an_effect_in_words() -> None:
    """Figures before and after, and the other questions by name."""
    remedy = Remedy(
        edit=AddLink(page=HOME, target=at("/r"), label="Returns"),
        effect=effect(LOST, FOUND, share(0.18, 0.81, unknown_before=0.05)),
        worse=(effect(FOUND, LOST),),
        unknown=(effect(FOUND, UNKNOWN),),
    )
    assert effect_text(remedy) == (
        "1 of 1 visitor finds it, in 2 clicks (before: none). Of all visitors 81 % are expected to find it "
        f"(before: 18 to 23 %). It makes these worse: “{QUESTION}”. "
        f"Nobody knows what it does to these: “{QUESTION}”."
    )
    assert [fare_text(fare) for fare in (FOUND, LOST, UNKNOWN)] == ["2 clicks", "not found", "unknown"]
