"""``run.json``: the public contract. Every report is a view of it.

Change it only with a new ``SCHEMA_VERSION`` (a new optional key raises the minor number).
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from selfserve_check.report.map_parts import PastScorePart, SiteMapPart
from selfserve_check.report.run_parts import (
    PART,
    BrandPart,
    CardPart,
    ChangesPart,
    Ours,
    OutcomeWord,
    QuestionMetricsPart,
    QuotePart,
    ReasonWord,
    RemedyPart,
    RunMetricsPart,
    SentencePart,
    WhyPart,
)

SCHEMA_VERSION = "1.6"
# What this program can read: a file of an older minor version lacks optional keys only.
READABLE_VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", SCHEMA_VERSION)


class _Part(BaseModel):
    model_config = PART


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
    flaky: int = Field(default=0, description="How many of those passed took a second try; since version 1.6")


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
    caption: Ours


class RivalPart(_Part):
    label: str
    scent: float


class StepPart(_Part):
    url: str = Field(description="Where the visitor stood when acting")
    title: str = ""
    action: Literal["open", "click", "disclose", "hover", "search", "back"]
    label: str = Field(description="What was clicked, or what was typed into the search")
    scent: float = Field(description="How promising it looked, 0 to 1")
    because: list[Ours] = Field(default=[], description="The cues that say why")
    rivals: list[RivalPart] = Field(default=[], description="What else was visible, most promising first")
    clicks: int = Field(default=0, description="What it took from the budget")
    result: str = "arrived"
    note: Ours = ""
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
    notes: list[Ours] = []
    not_accepted: list[Ours] = Field(
        default=[], description="Why the nearest passage does not count as the answer; since version 1.2"
    )
    replayed: bool = False


class FindingPart(_Part):
    kind: str
    text: Ours
    url: str = ""
    remedy: Ours = ""
    effect: Ours = ""
    quotes: list[QuotePart] = Field(default=[], description="What it rests on; since version 1.4")
    questions: list[str] = Field(
        default=[], description="Ids of the questions it concerns, of a finding about the site; since 1.4"
    )
    term: str = Field(
        default="", description="The customers' word that the site does not use (vocabulary); since 1.5"
    )


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
    detail: Ours
    url: str = ""
    hint: Ours = ""


class ExpectedPart(_Part):
    """What the author said the answer is, as written."""

    kind: Literal["fact", "page", "none"]
    all_of: list[str] = []
    any_of: list[str] = []
    none_of: list[str] = []
    matches: list[str] = []
    page: str = ""


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
    answered_on: list[str] = Field(
        default=[], description="Pages that answer it, whoever came to them, at most 5; since version 1.5"
    )
    whys: list[WhyPart] = Field(
        default=[], description="Of the pages nearest to an answer: why not; at most 3; since version 1.6"
    )
    error: ErrorPart | None = None
    source: str = ""
    command: str = Field(default="", description="The command that asks this question again")


class RunFile(_Part):
    """One run over one site."""

    schema_version: Literal["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6"] = "1.6"
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
    notes: list[Ours] = []
    politeness: list[Ours] = []
    findings: list[FindingPart] = Field(default=[], description="About the whole site; since version 1.4")
    metrics: RunMetricsPart | None = Field(default=None, description="Since version 1.4")
    changes: ChangesPart | None = Field(
        default=None, description="null where there was nothing to compare with; since version 1.4"
    )
    brand: BrandPart | None = Field(default=None, description="Whose report it is; since version 1.5")
    language: Literal["en", "de", "fr", "es"] = Field(
        default="en", description="Of reports made of it, unless asked otherwise; since version 1.5"
    )
    site_map: SiteMapPart | None = Field(default=None, description="Since version 1.5")
    past: list[PastScorePart] = Field(
        default=[], description="Earlier complete runs, oldest first, at most 30; since version 1.5"
    )
    sentences: list[SentencePart] = Field(
        default=[], description="What the sentences of this file were made of; since version 1.6"
    )
    results: list[ResultPart]
