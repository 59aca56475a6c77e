"""What content writers get: how much is answered, by topic; a worklist in the customers' words; words to use;
and answers to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selfserve_check.report import look, words
from selfserve_check.report.card import CardLine, card_lines
from selfserve_check.report.links import link
from selfserve_check.report.run_file import EvidencePart, ResultPart, RunFile
from selfserve_check.report.speech import _, n_
from selfserve_check.report.text import one_line
from selfserve_check.report.view_found import TermView, for_writers, terms
from selfserve_check.report.view_parts import CardLineView, EvidenceView, FindingView
from selfserve_check.report.view_review import is_waiting

_ON_TOP = ("asked", "reason", "wordings")
_WORK = ("change", "place", "effect")
_PROPOSED_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """How one topic fares; ``key`` is its tag's, "" for questions without one. ``percent`` is the share
    answered."""

    key: str
    word: str
    said: str
    percent: int
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterCardView:
    """One question that is not answered, as work for a writer: what to do, and ``lines`` that say why."""

    anchor: str
    question: str
    tags: str
    asked: str
    reason: str
    also: str
    work: tuple[CardLineView, ...]
    lines: tuple[CardLineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """A question of which a person is to judge something else than a passage: which link looks better."""

    anchor: str
    question: str
    tags: str
    why: str
    expected: str
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WritersView:
    headline: str
    lead: str
    topics: tuple[TopicView, ...]
    cards: tuple[WriterCardView, ...]
    terms: tuple[TermView, ...]
    review: tuple[ReviewView, ...]
    found: tuple[FindingView, ...]


def writers_view(run: RunFile, anchors: Mapping[str, str], tags: Mapping[str, str]) -> WritersView:
    """The door of ``run`` (cleaned). ``anchors`` leads from a question's id to its place in the report,
    ``tags`` from a tag to its key."""
    gaps = [result for result in run.results if result.outcome == "failed"]
    checks = [one for one in run.results if one.outcome == "needs_review" and not is_waiting(one)]
    return WritersView(
        headline=look.headline(run),
        lead=_lead(gaps),
        topics=_topics(run, tags),
        cards=tuple(_card(result, anchors, tags) for result in sorted(gaps, key=_most_asked)),
        terms=terms(run),
        review=tuple(_review(result, anchors, tags) for result in sorted(checks, key=_most_asked)),
        found=for_writers(run),
    )


def evidence_view(item: EvidencePart) -> EvidenceView:
    """A passage that a visitor read."""
    return EvidenceView(
        quote=one_line(item.quote, chars_max=600),
        limits=look.limits_text(item),
        sure=look.sure_text(item),
        trail=" › ".join(one_line(heading, chars_max=80) for heading in item.headings[-4:]),
        page=link(item.url),
    )


def _most_asked(result: ResultPart) -> int:
    return -(result.asked_per_month or 0)


def _lead(gaps: list[ResultPart]) -> str:
    asked = sum(result.asked_per_month or 0 for result in gaps)
    if not gaps:
        return _("Nothing to write: customers find the answer to every question that could be asked.")
    work = n_("{count} question is waiting for you", "{count} questions are waiting for you", len(gaps))
    if not asked:
        return f"{work}."
    how_often = n_("asked {count} time a month", "asked {count} times a month in all", asked)
    return _("{work}, {how_often}.", work=work, how_often=how_often)


def _topics(run: RunFile, tags: Mapping[str, str]) -> tuple[TopicView, ...]:
    """The topics with most to do first; none where nobody wrote any."""
    asked = [result for result in run.results if result.outcome not in ("skipped", "errored")]
    named = [(key, tag, [one for one in asked if tag in one.tags]) for tag, key in tags.items()]
    named.sort(key=lambda each: -sum(one.outcome != "passed" for one in each[2]))
    rest = [one for one in asked if not one.tags]
    groups = [(key, one_line(tag, chars_max=60), found) for key, tag, found in named if found]
    if groups and rest:
        groups.append(("", _("without a topic"), rest))
    return tuple(_topic(*group) for group in groups)


def _topic(key: str, word: str, asked: list[ResultPart]) -> TopicView:
    answered = sum(one.outcome == "passed" for one in asked)
    return TopicView(
        key=key,
        word=word or _("(no text)"),
        said=n_(
            "{answered} of {count} answered", "{answered} of {count} answered", len(asked), answered=answered
        ),
        percent=answered * 100 // len(asked),
        is_done=answered == len(asked),
    )


def _card(result: ResultPart, anchors: Mapping[str, str], tags: Mapping[str, str]) -> WriterCardView:
    lines = {line.name: line for line in card_lines(result)}
    why = [line for name, line in lines.items() if name not in (*_ON_TOP, *_WORK)]
    return WriterCardView(
        anchor=anchors[result.id],
        question=one_line(result.question, chars_max=300),
        tags=keys_of(result, tags),
        asked=_("Asked {how_often}", how_often=words.asked_a_month(result.asked_per_month))
        if result.asked_per_month is not None
        else "",
        reason=look.why(result),
        also=" · ".join(one_line(other) for other in result.also_asked[:5]),
        work=tuple(_line(lines[name]) for name in _WORK if name in lines),
        lines=tuple(_line(line) for line in why),
    )


def _line(line: CardLine) -> CardLineView:
    page = link(line.url) if line.url and line.quoted else None
    return CardLineView(label=line.label, text=line.text, quoted=line.quoted, page=page)


def _review(result: ResultPart, anchors: Mapping[str, str], tags: Mapping[str, str]) -> ReviewView:
    return ReviewView(
        anchor=anchors[result.id],
        question=one_line(result.question, chars_max=300),
        tags=keys_of(result, tags),
        why=look.why(result),
        expected=look.expected(result.expected),
        evidence=tuple(evidence_view(item) for item in result.evidence[:_PROPOSED_MAX]),
    )


def keys_of(result: ResultPart, tags: Mapping[str, str]) -> str:
    """The keys of the question's tags, one word each."""
    return " ".join(tags[tag] for tag in result.tags)
