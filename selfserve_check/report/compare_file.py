"""Several runs beside each other: what every format of ``compare`` is a view of.

Runs over one site are nights, the oldest first; runs over several sites are a client (the first) and those
whom its customers could go to instead.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from selfserve_check.report.run_file import TotalsPart
from selfserve_check.report.run_parts import PART, ChangesPart, OutcomeWord, ReasonWord

COMPARISON_VERSION = "1.1"


class _Part(BaseModel):
    model_config = PART


class ComparedRunPart(_Part):
    name: str = Field(description="What the column is called: the site, or the night")
    site: str
    run_id: str
    started_at: str
    complete: bool
    score: float | None = None
    totals: TotalsPart


class ComparedCellPart(_Part):
    """How one question fared in one run."""

    outcome: OutcomeWord
    reason: ReasonWord | None = None
    why: str = Field(default="", description="The reason in few words")
    seen: int = Field(default=0, description="Page states that were looked at; since version 1.1")
    whole: bool = Field(default=True, description="Whether nothing was left to look at; since version 1.1")
    flaky: bool = False
    clicks: int | None = None
    path: list[str] = Field(default=[], description="What the deciding visitor clicked, detours left out")
    quote: str = ""
    url: str = ""


class ComparedQuestionPart(_Part):
    id: str
    question: str
    asked_per_month: int | None = None
    cells: list[ComparedCellPart | None] = Field(description="One a run; null where it was not asked there")
    best: list[int] = Field(default=[], description="Runs that answer it in the fewest clicks; [] if none")


class UnmatchedPart(_Part):
    """A question that only one of the runs asked."""

    run: int
    id: str
    question: str


class ComparisonFile(_Part):
    schema_version: Literal["1.0", "1.1"] = "1.1"
    kind: Literal["nights", "sites"]
    language: Literal["en", "de", "fr", "es"] = Field(
        default="en", description="Of reports made of it: that of the first run; since version 1.1"
    )
    runs: list[ComparedRunPart]
    questions: list[ComparedQuestionPart]
    changes: ChangesPart | None = Field(
        default=None, description="Of nights: from the first to the last, by the ids of the last"
    )
    unmatched: list[UnmatchedPart] = []
