"""Whether a second look at a page says the same as the first. Pure."""

from __future__ import annotations

from collections.abc import Callable

from selfserve_check.journey.judge import Question, judge
from selfserve_check.journey.outcome import evidence_of
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.result import JourneyRecord, Replay
from selfserve_check.model.said import say
from selfserve_check.model.verdict import Evidence

EvidenceCheck = Callable[[PageState], tuple[Evidence, ...]]


def evidence_check(question: Question, record: JourneyRecord) -> EvidenceCheck:
    """A check for the page at the end of a replay: the evidence there when it says the same as the
    journey did, else nothing."""
    kind = type(record.journey.verdict)

    def check(page: PageState) -> tuple[Evidence, ...]:
        verdict = judge(question, page.observation, page.revealed)
        return evidence_of(verdict) if isinstance(verdict, kind) else ()

    return check


def why_unsteady(replay: Replay | None) -> str:
    """Why a replay did not agree, in a few words."""
    if replay is None:
        return say("no replay")
    return replay.cause.detail if replay.cause else replay.detail or say("the page showed something else")
