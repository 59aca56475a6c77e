"""What every audit is given, and what several of them ask of it."""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.diagnosis.lookout import pages_of
from selfserve_check.journey.outcome import own_records
from selfserve_check.journey.site_port import PageState
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.action import StateId, View
from selfserve_check.model.card import Place
from selfserve_check.model.document import FileText
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult
from selfserve_check.site.graph import SiteGraph, document_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """``results`` are those of the whole run, diagnosed; ``view`` is the one that the survey looked in.

    ``files`` are documents that are no pages, read. ``meaning`` compares texts in the languages it knows;
    None: words alone.
    """

    results: tuple[QuestionResult, ...]
    graph: SiteGraph
    view: View
    files: tuple[FileText, ...] = ()
    meaning: Closeness | None = None

    def pages(self) -> dict[StateId, PageState]:
        """Every state of the view, in a fixed order."""
        return pages_of(self.graph, self.view)

    def failed(self) -> tuple[QuestionResult, ...]:
        """Questions that the site does not answer, or not so that visitors find it."""
        return tuple(result for result in self.results if is_unanswered(result))


def is_unanswered(result: QuestionResult) -> bool:
    """Whether visitors went away without the answer: FAILED, or a review with a reason for it."""
    return result.outcome is Outcome.FAILED or (
        result.outcome is Outcome.NEEDS_REVIEW and result.reason is not None
    )


def spokesman(result: QuestionResult) -> JourneyRecord | None:
    """The journey of the normal day that speaks for the question."""
    if result.best is not None and result.best < len(result.records):
        return result.records[result.best]
    own = own_records(result.scenario, result.records)
    return own[0] if own else None


def place_of(page: PageState) -> Place:
    """The page as a reader knows it."""
    return Place(url=page.observation.url, title=page.observation.title)


def own_passages(page: PageState) -> tuple[int, ...]:
    """The passages that this state adds: all of a loaded document, of an act what it revealed."""
    if page.revealed is None:
        return tuple(range(len(page.observation.passages)))
    return page.revealed


def same_document(one: str, other: str) -> bool:
    """Whether two addresses are of one document."""
    return document_of(one) == document_of(other)
