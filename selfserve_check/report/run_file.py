"""``run.json``: the public contract. Every report is a view of it.

Change it only with a new ``SCHEMA_VERSION`` (a new optional key raises the minor number).
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.4"
# What this program can read: a file of an older minor version lacks optional keys only.
READABLE_VERSIONS = ("1.0", "1.1", "1.2", "1.3", SCHEMA_VERSION)

OutcomeWord = Literal["passed", "failed", "needs_review", "errored", "skipped"]
ReasonWord = Literal[
    "missing",
    "hidden",
    "too_deep",
    "misled",
    "search_only",
    "wrong",
    "contradictory",
    "broken",
    "walled",
    "deflected",
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ToolPart(_Part):
    name: str = "selfserve-check"
    version: str
    browser: str = Field(description="Name and version of the browser, or 'recording' when offline")


class TotalsPart(_Part):
    passed: int = 0
    failed: int = 0
    needs_review: int = 0
    errored: int = 0
    skipped: int = 0


class StatsPart(_Part):
    pages_loaded: int
    wall_s: float = Field(description="Seconds from start to finish")
    requests_blocked: int
    states: int = Field(default=0, description="Distinct page states observed")


class EvidencePart(_Part):
    url: str
    quote: str
    headings: list[str] = []
    facts: list[str] = Field(default=[], description="The expected facts as the page writes them")
    conditions: list[str] = Field(
        default=[], description="What limits them, quoted ('except sale items'); since version 1.2"
    )
    certainty: float | None = Field(
        default=None,
        description="How sure it is that this answers a question without expected answer, 0 to 1; null where "
        "that was not worked out; since version 1.2",
    )


class PicturePart(_Part):
    path: str = Field(description="Relative to the run's folder")
    sha256: str
    width: int
    height: int
    caption: str


class RivalPart(_Part):
    label: str
    scent: float


class StepPart(_Part):
    url: str = Field(description="Where the visitor stood when acting")
    title: str = ""
    action: Literal["open", "click", "disclose", "hover", "search", "back"]
    label: str = Field(description="What was clicked, or what was typed into the search")
    scent: float = Field(description="How promising it looked, 0 to 1")
    because: list[str] = Field(default=[], description="The cues that say why")
    rivals: list[RivalPart] = Field(default=[], description="What else was visible, most promising first")
    clicks: int = Field(default=0, description="What it took from the budget")
    result: str = "arrived"
    note: str = ""
    picture: PicturePart | None = Field(default=None, description="The page before the act, target outlined")


class JourneyPart(_Part):
    persona: str
    device: str
    locale: str = ""
    condition: str = "normal"
    wording: str
    outcome: OutcomeWord
    ending: str
    clicks: int
    backs: int = 0
    steps: list[StepPart]
    end_picture: PicturePart | None = Field(default=None, description="Where it ended, answer highlighted")
    end_url: str = ""
    end_title: str = ""
    notes: list[str] = []
    not_accepted: list[str] = Field(
        default=[], description="Why the nearest passage does not count as the answer; since version 1.2"
    )
    replayed: bool = False


class QuotePart(_Part):
    url: str
    text: str = Field(default="", description="What the page says, word for word")


class FindingPart(_Part):
    kind: str
    text: str
    url: str = ""
    remedy: str = ""
    effect: str = ""
    quotes: list[QuotePart] = Field(default=[], description="What it rests on; since version 1.4")
    questions: list[str] = Field(
        default=[], description="Ids of the questions it concerns, of a finding about the site; since 1.4"
    )


class PlacePart(_Part):
    url: str
    title: str = ""
    heading: str = Field(default="", description="The one that is meant; '' for the page itself")


class CardPart(_Part):
    """What a writer must know of a question that the site does not answer."""

    wordings: list[str] = Field(description="The question as customers put it, its own wording first")
    asked_per_month: int | None = None
    reason: str = Field(default="", description="In one sentence")
    looked: list[PlacePart] = Field(default=[], description="Pages visitors stood on, those of most first")
    lost: PlacePart | None = Field(default=None, description="Where most of them went astray")
    nearest: QuotePart | None = Field(default=None, description="The passage that comes nearest")
    missing: list[str] = Field(default=[], description="What that passage does not say; [] when it says all")
    change: str = Field(default="", description="The one change that helps most")
    effect: str = Field(default="", description="Its measured effect; '' where none was measured")
    place: PlacePart | None = Field(default=None, description="Where the change belongs")
    seen: int = Field(default=0, description="Page states that were looked at")
    whole: bool = Field(default=False, description="Whether nothing was left to look at")


class EditPart(_Part):
    """A change to the site. Which keys are filled hangs on ``kind``."""

    kind: Literal["rename", "link", "reveal", "passage"]
    page: str = Field(description="The page to change")
    label: str = Field(default="", description="The link's new label, or what is no longer to be clicked")
    old: str = Field(default="", description="The label, or the passage, that is replaced")
    target: str = Field(default="", description="Where the link leads")
    heading: str = ""
    text: str = Field(default="", description="The passage")
    only_here: bool = Field(default=False, description="A site-wide label is renamed on this page alone")


class FarePart(_Part):
    fared: Literal["found", "not_found", "read_wrong", "proposed", "unknown"] = Field(
        description="unknown: the way leads to a page that nobody saw"
    )
    clicks: int = Field(description="Of the whole journey, Back included")


class VisitorEffectPart(_Part):
    persona: str
    device: str
    locale: str = ""
    wording: str
    before: FarePart
    after: FarePart
    unseen: str = Field(default="", description="What was clicked that nobody clicked in the run")


class ShareEffectPart(_Part):
    """Shares of all visitors, 0 to 1, expected to find the answer."""

    device: str
    locale: str = ""
    before: float
    unknown_before: float = 0.0
    after: float
    unknown_after: float = 0.0


class QuestionEffectPart(_Part):
    id: str
    question: str
    visitors: list[VisitorEffectPart]
    shares: list[ShareEffectPart] = []


class RemedyPart(_Part):
    """The change that helps this question most, and its effect, measured over what was seen."""

    change: EditPart
    says: str = Field(description="What to do, in a sentence")
    measured: str = Field(description="What it does, in sentences")
    effect: QuestionEffectPart
    worse: list[QuestionEffectPart] = Field(default=[], description="Other questions that fare worse by it")
    better: list[QuestionEffectPart] = []
    unknown: list[QuestionEffectPart] = Field(default=[], description="Of which nobody knows")
    tried: int = Field(default=0, description="How many changes were tried")


class QuestionMetricsPart(_Part):
    """Over the visitors with the question's own wording; null where a figure has no meaning."""

    success_at: list[float] = Field(description="The share that found it within 0, 1, 2 … clicks")
    directness: float | None = Field(default=None, description="Of those who found it: never went back")
    first_click: float | None = Field(default=None, description="The share whose first click led nearer")
    lostness: float | None = Field(default=None, description="Smith 1996; 0 is not lost, above 0.5 is lost")
    efficiency: float | None = Field(default=None, description="Fewest clicks / clicks spent, 0 if not found")
    right_rank: int | None = Field(default=None, description="The rank of the right link on the start page")


class IntervalPart(_Part):
    share: float
    low: float
    high: float


class CostPart(_Part):
    """An estimate, on the user's own figures."""

    a_month: float
    currency: str
    questions: int = Field(description="How many unanswered questions it counts")


class RunMetricsPart(_Part):
    """Each null where there is nothing to count. ``diagnosis/metrics.py`` has the formulas."""

    demand_success: IntervalPart | None = Field(
        default=None, description="The share of customers answered, over all wordings, with its 95 % interval"
    )
    answered_somewhere: float | None = Field(default=None, description="Questions that some page answers")
    found: float | None = Field(default=None, description="Questions that visitors find answered")
    findability_gap: float | None = Field(default=None, description="answered_somewhere - found")
    promise_kept: float | None = None
    go_away: float | None = Field(
        default=None, description="Unanswered questions with no way to a person within 2 clicks"
    )
    avoidable_cost: CostPart | None = None


class LostPart(_Part):
    url: str
    title: str = ""
    share: float = Field(description="Of all visitors, 0 to 1: they give up here or lose their last chance")


class ReachPart(_Part):
    """How many visitors are expected to find the answer in time, by a model of how people choose."""

    device: str
    locale: str = ""
    condition: str = "normal"
    share: float = Field(description="Of all visitors, 0 to 1")
    unknown: float = Field(default=0.0, description="Of all visitors: they take links nobody looked behind")
    lost_at: list[LostPart] = Field(default=[], description="The pages where most are lost, worst first")


class WordingPart(_Part):
    """What the journeys of one wording found together."""

    wording: str
    outcome: OutcomeWord


class ConditionPart(_Part):
    """What the journeys under one condition found together, beside the normal day that decides."""

    condition: str = Field(description="no_scripts, slow, … or 'locale: de-DE'")
    outcome: OutcomeWord
    breaks: bool = Field(
        default=False, description="Visitors find the answer on a normal day, and nobody does now"
    )


class WordsOnlyPart(_Part):
    """Pages read by their words alone: the sentence model does not know their language."""

    languages: list[str] = Field(default=[], description="Their primary codes, that of most pages first")
    pages: int = Field(description="How many")
    read: int = Field(description="Of how many pages that the journeys came to")


class ErrorPart(_Part):
    kind: str
    detail: str
    url: str = ""
    hint: str = ""


class ExpectedPart(_Part):
    """What the author said the answer is, as written."""

    kind: Literal["fact", "page", "none"]
    all_of: list[str] = []
    any_of: list[str] = []
    none_of: list[str] = []
    matches: list[str] = []
    page: str = ""


class DifferencePart(_Part):
    """What was changed on a page between two runs."""

    what: Literal[
        "label_gone",
        "label_renamed",
        "label_new",
        "link_dead",
        "link_mended",
        "page_moved",
        "page_gone",
        "page_back",
        "passage_edited",
        "passage_gone",
        "passage_new",
    ]
    url: str
    was: str = ""
    now: str = ""


class ChangePart(_Part):
    """How one question fares beside the baseline."""

    id: str
    kind: Literal[
        "new_failure",
        "still_failing",
        "fixed",
        "to_check",
        "flaky",
        "harder_to_find",
        "longer",
        "answer_changed",
        "could_not_ask",
    ]
    was: OutcomeWord | None = Field(default=None, description="In the baseline; null if not asked there")
    since: str = Field(default="", description="still_failing: the first night of this failure")
    edited: bool = Field(default=False, description="The question itself was edited in between")
    clicks_before: int | None = None
    quote_before: str = ""
    quote_now: str = ""
    differences: list[DifferencePart] = Field(default=[], description="What was changed on the pages")


class ExcusedPart(_Part):
    """A question that is not answered and does not fail the build."""

    id: str
    why: str


class ChangesPart(_Part):
    """This run beside an earlier one."""

    baseline: str = Field(default="", description="run_id of the run it is compared with; '' if none")
    baseline_at: str = ""
    fail_on: str = Field(default="any", description="What turned this run red, as it was asked for")
    changes: list[ChangePart] = []
    excused: list[ExcusedPart] = []


class ResultPart(_Part):
    id: str
    question: str
    also_asked: list[str] = []
    expected: ExpectedPart
    start: str
    outcome: OutcomeWord
    reason: ReasonWord | None = None
    flaky: bool = False
    harder_to_find: bool = Field(
        default=False,
        description="Found by the way that worked before, and by no visitor who chose freely; since "
        "version 1.4",
    )
    budget: int
    clicks: int | None = Field(default=None, description="Of the best journey; null if none")
    clicks_min: int | None = Field(default=None, description="Fewest clicks known; null until known")
    asked_per_month: int | None = None
    tags: list[str] = []
    severity: Literal["blocker", "error", "warn", "off"] = "error"
    evidence: list[EvidencePart] = []
    journeys: list[JourneyPart] = []
    best_journey: int | None = Field(default=None, description="Index of the journey that decided")
    findings: list[FindingPart] = []
    reaches: list[ReachPart] = Field(default=[], description="One a view; since version 1.1")
    wordings: list[WordingPart] = Field(
        default=[], description="One for each way it was put, the question's own first; since version 1.2"
    )
    conditions: list[ConditionPart] = Field(
        default=[], description="One for each condition it was asked under, too; since version 1.3"
    )
    words_only: WordsOnlyPart | None = Field(
        default=None, description="null where every page could be read by its meaning; since version 1.2"
    )
    card: CardPart | None = Field(
        default=None, description="null where it was answered or could not be asked; since version 1.4"
    )
    remedy: RemedyPart | None = Field(
        default=None, description="null where no change was seen to help; since version 1.4"
    )
    metrics: QuestionMetricsPart | None = Field(default=None, description="Since version 1.4")
    synonyms: list[list[str]] = Field(default=[], description="The site's own words; since version 1.4")
    pass_when: Literal["any", "all"] = Field(
        default="any", description="Whether one visitor who finds it is enough; since version 1.4"
    )
    error: ErrorPart | None = None
    source: str = ""
    command: str = Field(default="", description="The command that asks this question again")


class RunFile(_Part):
    """One run over one site."""

    schema_version: Literal["1.0", "1.1", "1.2", "1.3", "1.4"] = "1.4"
    run_id: str
    started_at: str
    finished_at: str
    tool: ToolPart
    site: str
    complete: bool = Field(description="False when the run was stopped before every question was asked")
    totals: TotalsPart
    score: float | None = Field(description="Share of questions passed, weighted by asked_per_month; 0 to 1")
    stats: StatsPart
    recording: str = Field(default="", description="The recording beside this file; '' when there is none")
    notes: list[str] = []
    politeness: list[str] = []
    findings: list[FindingPart] = Field(default=[], description="About the whole site; since version 1.4")
    metrics: RunMetricsPart | None = Field(default=None, description="Since version 1.4")
    changes: ChangesPart | None = Field(
        default=None, description="null where there was nothing to compare with; since version 1.4"
    )
    results: list[ResultPart]
