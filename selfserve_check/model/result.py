"""What a run says: one result a question, and the run around them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from selfserve_check.model.action import View
from selfserve_check.model.card import Card
from selfserve_check.model.finding import Finding
from selfserve_check.model.journey import Cause, Journey
from selfserve_check.model.metrics import QuestionMetrics, RunMetrics
from selfserve_check.model.page_why import PageWhy
from selfserve_check.model.remedy import Remedy
from selfserve_check.model.scenario import Scenario
from selfserve_check.model.site_pages import SitePages
from selfserve_check.model.verdict import Evidence


class Outcome(StrEnum):
    """Of a question. FLAKY is a mark on PASSED, never an outcome of its own."""

    PASSED = "passed"
    FAILED = "failed"
    NEEDS_REVIEW = "needs_review"
    ERRORED = "errored"
    SKIPPED = "skipped"


class Reason(StrEnum):
    """Why a FAILED failed (design, section 4)."""

    MISSING = "missing"
    HIDDEN = "hidden"
    TOO_DEEP = "too_deep"
    MISLED = "misled"
    SEARCH_ONLY = "search_only"
    WRONG = "wrong"
    CONTRADICTORY = "contradictory"
    BROKEN = "broken"
    WALLED = "walled"
    DEFLECTED = "deflected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One picture of a replay. ``step`` is the index in the journey's steps it shows *before* the act;
    the last picture (``step`` = number of steps) shows where the journey ended.

    ``image`` is a JPEG of the viewport (``media_type`` says so). ``caption`` is for its alt text.
    """

    step: int
    image: bytes
    media_type: str
    width: int
    height: int
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A path clicked through for real in a fresh context.

    ``agreed`` is None when the replay could not be made (then ``cause`` says why), else whether it met
    what the graph said.
    """

    agreed: bool | None
    frames: tuple[Frame, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    cause: Cause | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyRecord:
    """A journey with its own outcome and, where it was replayed, its pictures."""

    journey: Journey
    outcome: Outcome
    replay: Replay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A page, and the share of all visitors who are lost there: they give up, or take a step after which
    the answer is out of their reach, though it was not before."""

    url: str
    title: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The ``share`` of visitors, 0 to 1, expected to find the answer within the budget in ``view``.

    ``unknown`` is the share of those who take a link that nobody looked behind: they may find it or not.
    ``lost_at`` names the pages where visitors are lost, the worst first.
    """

    view: View
    share: float
    unknown: float
    lost_at: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsOnly:
    """Pages that were read by their words alone, because nobody here can compare meanings in their language.

    ``pages`` of the ``read`` pages that the journeys of a question came to; ``languages`` are their primary
    codes ("de"), that of most pages first.
    """

    languages: tuple[str, ...]
    pages: int
    read: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResult:
    """Everything known about one question. ``best`` is the index in ``records`` that decided; ``reaches``
    holds one value for each view in which visitors looked, none where nobody knows the answer;
    ``words_only`` is None where every page could be read by its meaning; ``card`` is None where the question
    was answered or could not be asked, ``remedy`` where no change was seen to help. ``harder`` is a mark on
    PASSED: the way that worked before still leads to the answer, and no visitor chose it. ``answered_on`` are
    the pages that answer it, as far as they were seen, whoever came to them; ``whys`` say of the pages
    nearest to an answer why they were not taken for it."""

    scenario: Scenario
    outcome: Outcome
    records: tuple[JourneyRecord, ...] = ()
    best: int | None = None
    reason: Reason | None = None
    flaky: bool = False
    clicks_min: int | None = None
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: Cause | None = None
    reaches: tuple[Reach, ...] = ()
    words_only: WordsOnly | None = None
    card: Card | None = None
    remedy: Remedy | None = None
    metrics: QuestionMetrics | None = None
    harder: bool = False
    answered_on: tuple[str, ...] = ()
    whys: tuple[PageWhy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStats:
    """Counts of the whole run; ``wall_s`` in seconds."""

    pages_loaded: int = 0
    requests_blocked: int = 0
    wall_s: float = 0.0
    states: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over one site. Times are ISO 8601 with offset. ``politeness`` are lines that every
    report prints (hosts asked, robots rule, pace, user agent). ``findings`` are those of the whole site."""

    run_id: str
    started_at: str
    finished_at: str
    tool_version: str
    browser: str
    site: str
    complete: bool
    results: tuple[QuestionResult, ...]
    stats: RunStats
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    politeness: tuple[str, ...] = ()
    metrics: RunMetrics | None = None
    pages: SitePages | None = None
