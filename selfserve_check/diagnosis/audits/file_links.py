"""Which files are worth reading for the questions that no page answers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from selfserve_check.diagnosis.audits.ground import is_unanswered
from selfserve_check.diagnosis.lookout import pages_of
from selfserve_check.journey.cues import label_of
from selfserve_check.journey.rank import ScentModel
from selfserve_check.journey.site_port import PageState, Refused
from selfserve_check.model.action import View, action_on
from selfserve_check.model.document import FileLink
from selfserve_check.model.observation import Affordance
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.scenario import FactAnswer
from selfserve_check.site.graph import SiteGraph


def file_links(
    results: Sequence[QuestionResult], graph: SiteGraph, view: View, scent_model: ScentModel, files_max: int
) -> tuple[FileLink, ...]:
    """At most ``files_max`` PDF files that pages of ``view`` link to, the most promising for the unanswered
    questions first; of equals the one met first in the order of the pages."""
    questions = [
        result.scenario.question
        for result in results
        if is_unanswered(result) and isinstance(result.scenario.answer, FactAnswer)
    ]
    if not questions:
        return ()
    best: dict[str, tuple[float, FileLink]] = {}
    for page in pages_of(graph, view).values():
        files = [one for one in page.observation.affordances if _is_pdf(graph, page, one)]
        if not files:
            continue
        promise = _promise(questions, page, scent_model)
        for one in files:
            known = best.get(one.target)
            value = promise[one.key]
            if known is None or value > known[0]:
                link = FileLink(page=page.observation.url, label=label_of(one), url=one.target)
                best[one.target] = (value, link)
    ranked = sorted(best.values(), key=lambda entry: -entry[0])
    return tuple(link for _, link in ranked[:files_max])


def _promise(questions: Sequence[str], page: PageState, scent_model: ScentModel) -> dict[object, float]:
    """For each affordance of the page the highest scent that any question gives it."""
    promise: dict[object, float] = {}
    for question in questions:
        for scent in scent_model.scents(question, page.observation):
            key = scent.affordance.key
            promise[key] = max(promise.get(key, 0.0), round(scent.value, 6))
    return promise


def _is_pdf(graph: SiteGraph, page: PageState, affordance: Affordance) -> bool:
    if not affordance.target.startswith(("http://", "https://")):
        return False
    if urlsplit(affordance.target).path.lower().endswith(".pdf"):
        return True
    reply = graph.known_act(page.id, action_on(affordance.key))
    return isinstance(reply, Refused) and "pdf" in reply.detail.lower()
