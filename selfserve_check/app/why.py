"""Why a page was not taken for the answer, asked of a run and its recording."""

from __future__ import annotations

from difflib import get_close_matches
from urllib.parse import urljoin

from selfserve_check.app.senses import senses
from selfserve_check.diagnosis.lookout import sightings_of
from selfserve_check.diagnosis.why import Why, why
from selfserve_check.errors import UserError
from selfserve_check.journey.judge import prepare
from selfserve_check.model.action import View
from selfserve_check.model.scenario import NoAnswerGiven, Scenario
from selfserve_check.report.retell import scenario_of
from selfserve_check.report.run_file import JourneyPart, ResultPart, RunFile
from selfserve_check.report.why_text import Visitors
from selfserve_check.site.graph import document_of
from selfserve_check.site.recording import Recording


def why_not(run: RunFile, recording: Recording, asked: str, page: str) -> tuple[Why, Scenario, Visitors]:
    """What is known of ``page`` (an address, or a path on the site) as an answer to the question ``asked``
    (its id or its words). Raises UserError where the run has no such question, or nobody said what answers
    it."""
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
    return found, scenario, _visitors(run, part, url)


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
        f"the visitor “{journey.persona}” ({journey.device}), asking “{journey.wording}”"
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
