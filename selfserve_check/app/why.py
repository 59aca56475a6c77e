"""Why a page was not taken for the answer, asked of a run and its recording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from urllib.parse import urljoin

from selfserve_check.app.senses import senses
from selfserve_check.diagnosis.case import title_of
from selfserve_check.diagnosis.lookout import Sightings, sightings_of
from selfserve_check.diagnosis.why import Doors, candidates, why
from selfserve_check.diagnosis.why_words import Visitors, page_why
from selfserve_check.errors import UserError
from selfserve_check.journey.judge import prepare
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.action import View
from selfserve_check.model.journey import Journey
from selfserve_check.model.page_why import PageWhy
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.scenario import NoAnswerGiven, Scenario
from selfserve_check.model.words import visitor_words
from selfserve_check.report.retell import scenario_of
from selfserve_check.report.run_file import JourneyPart, ResultPart, RunFile
from selfserve_check.scenario_lines import scenario_lines
from selfserve_check.site.graph import SiteGraph, document_of
from selfserve_check.site.recording import Recording


def why_not(run: RunFile, recording: Recording, asked: str, page: str) -> tuple[Scenario, PageWhy]:
    """The question ``asked`` (its id or its words), and what is known of ``page`` (an address, or a path on
    the site) as an answer to it. Raises UserError where the run has no such question, or nobody said what
    answers it."""
    part = question_named(run, asked)
    scenario = scenario_of(run, part)
    if isinstance(scenario.answer, NoAnswerGiven):
        raise UserError(
            f"{part.id}: nobody said what the answer is, so no page was refused; the report shows the "
            "passage that comes nearest"
        )
    _, meaning = senses()
    view = _view(part, recording)
    seen = sightings_of(scenario, recording.graph, view, meaning)
    url = urljoin(run.site, page)
    found = why(scenario, prepare(scenario, meaning), recording.graph, view, url, seen)
    return scenario, page_why(found, scenario, _visitors(run, part, url), scenario_lines)


PAGES_MAX = 3
"""Pages of which a report says why they were not taken for the answer; ``why`` tells of any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explainer:
    """Says of the pages nearest to an answer why they were not taken for it. ``results`` are those of the
    whole run: who came to a page is asked of all visitors. ``lists`` are the documents of search results."""

    graph: SiteGraph
    view: View
    meaning: Closeness | None
    results: Sequence[QuestionResult]
    lists: frozenset[str] = frozenset()

    def explained(self, result: QuestionResult, seen: Sightings, known: Doors) -> QuestionResult:
        """``result``, which has a reason, with its pages; ``known`` are the doors of the view."""
        scenario, question = result.scenario, prepare(result.scenario, self.meaning)
        told = []
        for url in candidates(result, seen, PAGES_MAX, self.lists):
            found = why(scenario, question, self.graph, self.view, url, seen, known)
            page = self.graph.document(self.view, url)
            title = title_of(page.observation) if page is not None else ""
            told.append(page_why(found, scenario, self._came(result, url), scenario_lines, title))
        return replace(result, whys=tuple(told))

    def _came(self, result: QuestionResult, url: str) -> Visitors:
        wanted = document_of(url)
        own = [
            visitor_words(journey.persona, journey.view.device, journey.wording)
            for journey in (record.journey for record in result.records)
            if wanted in _stood(journey)
        ]
        other = sum(
            any(wanted in _stood(record.journey) for record in one.records)
            for one in self.results
            if one.scenario.id != result.scenario.id
        )
        return Visitors(own=tuple(dict.fromkeys(own)), other=other)


def _stood(journey: Journey) -> frozenset[str]:
    """The documents that a visitor stood on."""
    return frozenset(document_of(step.landed.url) for step in journey.steps if step.landed is not None)


def question_named(run: RunFile, asked: str) -> ResultPart:
    """The question with this id, or with these words; raises UserError that names the nearest."""
    wanted = " ".join(asked.split()).casefold()
    for part in run.results:
        if wanted in (part.id.casefold(), " ".join(part.question.split()).casefold()):
            return part
    ids = [part.id for part in run.results]
    words = {part.question.casefold(): part.id for part in run.results}
    near = [
        *get_close_matches(wanted, ids, n=2, cutoff=0.4),
        *(words[text] for text in get_close_matches(wanted, words, n=2, cutoff=0.4)),
    ]
    named = ", ".join(dict.fromkeys(near or ids[:5]))
    raise UserError(f"“{asked}”: this run asked no such question; the nearest: {named}")


def _view(part: ResultPart, recording: Recording) -> View:
    """The view of the question's first visitor, as far as the recording knows it."""
    views = list(dict.fromkeys(state.view for state in recording.graph.states))
    if not views:
        raise UserError("the recording holds no page; run again")
    normal = [journey for journey in part.journeys if journey.condition == "normal"]
    for journey in normal[:1]:
        for view in views:
            if (view.device, view.locale, view.condition) == (journey.device, journey.locale, "normal"):
                return view
    return views[0]


def _visitors(run: RunFile, part: ResultPart, url: str) -> Visitors:
    wanted = document_of(url)
    own = [
        visitor_words(journey.persona, journey.device, journey.wording)
        for journey in part.journeys
        if _came(journey, wanted)
    ]
    other = sum(
        any(_came(journey, wanted) for journey in each.journeys) for each in run.results if each.id != part.id
    )
    return Visitors(own=tuple(dict.fromkeys(own)), other=other)


def _came(journey: JourneyPart, wanted: str) -> bool:
    urls = [journey.end_url, *(step.url for step in journey.steps)]
    return any(url and document_of(url) == wanted for url in urls)
