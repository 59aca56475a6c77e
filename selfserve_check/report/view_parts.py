"""The values that templates print: every text is final, every choice is made. No template computes."""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.report.links import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalView:
    """One outcome's count; ``start`` and ``length`` place it on a bar that is 1000 long."""

    outcome: str
    word: str
    count: int
    start: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """``src`` holds the picture itself; "" when it is not in this file, then ``absent`` says why."""

    src: str
    width: int
    height: int
    alt: str
    tall: bool
    absent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalView:
    label: str
    promise: str
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One card of the film strip. ``promise`` is "" where nothing was chosen."""

    number: int
    text: str
    page: Link
    title: str
    price: str
    trouble: str
    note: str
    promise: str
    percent: int
    because: tuple[str, ...]
    rivals: tuple[RivalView, ...]
    picture: PictureView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndView:
    """The last card: where the visitor ended."""

    outcome: str
    text: str
    page: Link
    title: str
    picture: PictureView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyView:
    """``same_as`` names an earlier journey of the same question that took exactly this path, or is None."""

    anchor: str
    title: str
    wording: str
    outcome: str
    outcome_word: str
    summary: str
    decided: bool
    steps: tuple[StepView, ...]
    end: EndView | None
    notes: tuple[str, ...]
    same_as: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """``limits`` are the conditions it holds under; ``sure`` is how sure it is that it answers, or ""."""

    quote: str
    limits: str
    sure: str
    trail: str
    page: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """The text stands ``before`` and ``after`` the link to ``page``, all of it before where it names none."""

    before: str
    page: Link | None
    after: str
    remedy: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLineView:
    """``text`` under a ``label``; what is ``quoted`` is a page's own words. ``page`` is where it stands, None
    where that is nowhere."""

    label: str
    text: str
    quoted: bool = False
    page: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyView:
    """A page of which a writer may ask why it was not taken for the answer: sections, each with its lines."""

    page: Link
    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    accepts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """``tags`` and ``marks`` are keys of the filters, one word each; ``is_open`` says whether a reader sees
    it unfolded; ``doubt`` is why the evidence does not count; ``wording`` which wordings find the answer.
    ``whys`` are pages that were not taken for the answer, and ``why_command`` asks the same of any other."""

    anchor: str
    id: str
    question: str
    outcome: str
    outcome_word: str
    marks: str
    asked_number: int
    clicks_number: int
    reason_word: str
    flaky: bool
    harder: bool
    is_open: bool
    tags: str
    why: str
    hint: str
    where: Link | None
    aside: str
    facts: tuple[FactView, ...]
    findings: tuple[FindingView, ...]
    card: tuple[CardLineView, ...]
    wording: str
    language: str
    evidence_title: str
    evidence: tuple[EvidenceView, ...]
    doubt: str
    journeys: tuple[JourneyView, ...]
    whys: tuple[WhyView, ...]
    why_command: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    visitor: str
    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """``outcome`` is "none" where this visitor did not look for this question; then ``anchor`` is ""."""

    outcome: str
    word: str
    detail: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    anchor: str
    question: str
    outcome: str
    tags: str
    marks: str
    asked_number: int
    clicks_number: int
    word: str
    asked: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView:
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MendView:
    """One line of what to mend first."""

    anchor: str
    question: str
    outcome: str
    asked: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One change since an earlier run, for the worse or not; ``anchor`` is "" where the question is not in
    this one."""

    head: str
    question: str
    anchor: str
    details: tuple[str, ...]
    bad: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterView:
    """``name`` is what a link calls it: a tag as it is written."""

    key: str
    word: str
    count: int
    name: str = ""
