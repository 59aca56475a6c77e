"""Short ways to write a page and a question for the tests of the judge."""

from __future__ import annotations

from selfserve_check.journey.judge import judge, prepare
from selfserve_check.model.observation import Observation, Passage, PassageKind, Region, Signals
from selfserve_check.model.scenario import Answer, FactAnswer, NoAnswerGiven, Scenario
from selfserve_check.model.verdict import Verdict

SITE = "https://www.acme.example"


def text(words: str, *headings: str, region: Region = Region.MAIN) -> Passage:
    """A paragraph under a trail of headings."""
    return Passage(text=words, headings=headings, region=region)


def heading(words: str, *headings: str) -> Passage:
    """A heading, and those above it."""
    return Passage(text=words, headings=headings, kind=PassageKind.HEADING, region=Region.MAIN)


def row(words: str, *headings: str) -> Passage:
    """A row of a table."""
    return Passage(text=words, headings=headings, kind=PassageKind.TABLE_ROW, region=Region.MAIN)


def page(
    *passages: Passage,
    title: str = "Acme",
    url: str = SITE + "/x",
    lang: str = "en",
    signals: Signals | None = None,
) -> Observation:
    """What a visitor sees."""
    return Observation(url=url, title=title, lang=lang, passages=passages, signals=signals or Signals())


def facts(*all_of: str, **others: tuple[str, ...]) -> FactAnswer:
    """An answer made of facts."""
    return FactAnswer(all_of=all_of, **others)


def ask(
    question: str,
    seen: Observation,
    answer: Answer | None = None,
    *,
    also: tuple[str, ...] = (),
    revealed: tuple[int, ...] | None = None,
) -> Verdict:
    """What the judge says about ``question`` on the page."""
    scenario = Scenario(
        id="q",
        question=question,
        also_asked=also,
        site=SITE,
        start=SITE,
        answer=answer or NoAnswerGiven(),
    )
    return judge(prepare(scenario), seen, revealed)
