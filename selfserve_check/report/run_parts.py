"""The parts of ``run.json`` that say why and what to change: cards, remedies, figures, changes since."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidatorFunctionWrapHandler, WrapValidator

from selfserve_check.model.said import Said

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

PART = ConfigDict(extra="forbid", frozen=True)
"""Of every part: unknown keys are refused."""


class _Part(BaseModel):
    model_config = PART


def _kept(value: Any, check: ValidatorFunctionWrapHandler) -> str:
    """Text is checked as any; a sentence that knows what it was made of stays one."""
    text: str = check(value)
    return value if isinstance(value, Said) else text


Ours = Annotated[str, WrapValidator(_kept)]
"""A sentence of this program's own, in English: ``RunFile.sentences`` says how to say it in other languages.
All other text is somebody else's, and stays as it is in every language."""


class PhrasePart(_Part):
    """Words with places in braces, and what stands in them. Text that is no phrase is quoted, and stays."""

    says: str
    values: dict[str, int | str | SaidPart] = {}


class CountedPart(_Part):
    """The form that goes with ``count``, which stands at ``{count}``."""

    one: str
    many: str
    count: int
    values: dict[str, int | str | SaidPart] = {}


class RowPart(_Part):
    """One after the other, with ``between`` between them."""

    parts: list[str | SaidPart]
    between: str


SaidPart = PhrasePart | CountedPart | RowPart


for _kind in (PhrasePart, CountedPart, RowPart):
    _kind.model_rebuild()  # each may hold the others


class SentencePart(_Part):
    """A sentence of this file's own, as it stands in it, and what it was made of."""

    text: str
    made_of: SaidPart


class QuotePart(_Part):
    url: str
    text: str = Field(default="", description="What the page says, word for word")


class LogoPart(_Part):
    path: str = Field(description="Relative to the run's folder")
    sha256: str
    alt: str = Field(default="", description="What it shows: the client's name")


class BrandPart(_Part):
    """Whose report it is."""

    client: str = ""
    prepared_by: str = ""
    colour: str = Field(default="", pattern=r"^(?:#[0-9a-fA-F]{6})?$", description="#rrggbb; '' for ours")
    logo: LogoPart | None = None


class PlacePart(_Part):
    url: str
    title: str = ""
    heading: str = Field(default="", description="The one that is meant; '' for the page itself")


class CardPart(_Part):
    """What a writer must know of a question that the site does not answer."""

    wordings: list[str] = Field(description="The question as customers put it, its own wording first")
    asked_per_month: int | None = None
    reason: Ours = Field(default="", description="In one sentence")
    looked: list[PlacePart] = Field(default=[], description="Pages visitors stood on, those of most first")
    lost: PlacePart | None = Field(default=None, description="Where most of them went astray")
    nearest: QuotePart | None = Field(default=None, description="The passage that comes nearest")
    missing: list[str] = Field(default=[], description="What that passage does not say; [] when it says all")
    change: Ours = Field(default="", description="The one change that helps most")
    effect: Ours = Field(default="", description="Its measured effect; '' where none was measured")
    place: PlacePart | None = Field(default=None, description="Where the change belongs")
    seen: int = Field(default=0, description="Page states that were looked at")
    whole: bool = Field(default=False, description="Whether nothing was left to look at")


class WhyPart(_Part):
    """Why a page is not taken for the answer: "But I wrote that article!" """

    url: str
    title: str = ""
    seen: list[Ours] = Field(description="Whether the page was seen, and by whom")
    leads: list[Ours] = Field(description="The visible links to it, and how many clicks it is away")
    says: list[Ours] = Field(description="How its passages fare, and why")
    changes: list[Ours] = Field(description="What would have to change")
    accepts: list[str] = Field(description="Scenario files, each of which takes it for the answer")


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
    says: Ours = Field(description="What to do, in a sentence")
    measured: Ours = Field(description="What it does, in sentences")
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
    why: Ours


class ChangesPart(_Part):
    """This run beside an earlier one."""

    baseline: str = Field(default="", description="run_id of the run it is compared with; '' if none")
    baseline_at: str = ""
    fail_on: str = Field(default="any", description="What turned this run red, as it was asked for")
    changes: list[ChangePart] = []
    excused: list[ExcusedPart] = []
