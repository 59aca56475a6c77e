"""One question as the HTML report tells it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from selfserve_check.report import look, words
from selfserve_check.report.card import card_lines
from selfserve_check.report.links import Link, link, page_link, readable
from selfserve_check.report.run_file import FindingPart, JourneyPart, PicturePart, ResultPart, StepPart
from selfserve_check.report.run_parts import WhyPart
from selfserve_check.report.speech import N_, Spoken, _, n_
from selfserve_check.report.text import clean, one_line
from selfserve_check.report.view_parts import (
    CardLineView,
    EndView,
    EvidenceView,
    FactView,
    FindingView,
    JourneyView,
    PictureView,
    QuestionView,
    RivalView,
    StepView,
    WhyView,
)

RIVALS_MAX = 4
CUES_MAX = 6
EVIDENCE_MAX = 4
NOTES_MAX = 20
PROGRAM = "selfserve-check"
# The findings above a card, and the facts below it, say these already.
_TOLD_ELSEWHERE = ("reason", "wordings", "asked")
_EVIDENCE_TITLES = Spoken(
    {
        "passed": N_("The answer"),
        "needs_review": N_("Is this the answer?"),
        "failed": N_("The nearest thing a visitor saw"),
        "errored": N_("Seen before it stopped"),
        "skipped": N_("Seen"),
    }
)

Sources = Mapping[str, str]


def question_view(
    result: ResultPart, *, anchor: str, tags: str, marks: str, sources: Sources
) -> QuestionView:
    """``result`` (cleaned) as a section; ``sources`` gives the address of each picture by its path."""
    return QuestionView(
        anchor=anchor,
        id=one_line(result.id),
        question=one_line(result.question, chars_max=300),
        outcome=result.outcome,
        outcome_word=words.OUTCOMES[result.outcome],
        marks=marks,
        asked_number=result.asked_per_month or 0,
        clicks_number=result.clicks or 0,
        reason_word=look.reason_word(result),
        flaky=result.flaky,
        harder=result.harder_to_find,
        is_open=result.outcome in ("failed", "errored", "needs_review"),
        tags=tags,
        why=look.why(result),
        hint=look.error_hint(result.error) if result.outcome == "errored" else "",
        where=link(result.error.url) if result.error and result.error.url else None,
        aside=_aside(result),
        facts=tuple(_facts(result)),
        findings=tuple(
            finding_view(finding, look.own_remedy(result, finding)) for finding in result.findings
        ),
        card=card_views(result),
        wording=look.wording_text(result),
        language=look.language_text(result),
        evidence_title=_evidence_title(result),
        evidence=tuple(_evidence(result)),
        doubt=look.doubt_text(result),
        journeys=_journeys(result, anchor, sources),
        whys=tuple(_why(found, result.start) for found in result.whys),
        why_command=_why_command(result),
        command=result.command,
    )


def _why(found: WhyPart, start: str) -> WhyView:
    sections = (
        (_("Was it seen?"), found.seen),
        (_("What leads there?"), found.leads),
        (_("What does it say?"), found.says),
        (_("What would have to change?"), found.changes),
    )
    return WhyView(
        page=page_link(found.url, start),
        title=one_line(found.title, chars_max=100),
        sections=tuple(
            (title, tuple(one_line(line, chars_max=600) for line in told)) for title, told in sections if told
        ),
        accepts=tuple(clean(one).rstrip("\n") for one in found.accepts),
    )


def _why_command(result: ResultPart) -> str:
    """What asks of any other page why it was not taken for the answer, "" where that cannot be asked."""
    if not result.whys:
        return ""
    return f"{PROGRAM} why run.json {shlex.quote(one_line(result.id))} URL"


def asked(result: ResultPart) -> str:
    """How often the question is asked, "" when nobody said."""
    return "" if result.asked_per_month is None else words.asked_a_month(result.asked_per_month)


def _aside(result: ResultPart) -> str:
    parts = [_("asked {how_often}", how_often=asked(result)) if asked(result) else "", _clicks(result)]
    return ", ".join(part for part in parts if part)


def _clicks(result: ResultPart) -> str:
    if result.clicks is None or result.outcome not in ("passed", "failed", "needs_review"):
        return ""
    return n_("{used} of {count} click", "{used} of {count} clicks", result.budget, used=result.clicks)


def _facts(result: ResultPart) -> list[FactView]:
    start = readable(result.start)
    pairs = {
        _("Expected answer"): look.expected(result.expected),
        _("Visitors start at"): start,
        _("Clicks allowed"): words.budget(result.budget),
        _("Shortest way known"): "" if result.clicks_min is None else words.clicks(result.clicks_min),
        _("Visitors expected to find it"): look.reach_text(result),
        _("Most are lost on"): look.lost_text(result),
        _("On bad days"): look.condition_text(result),
        _("Asked"): asked(result),
        _("Also put as"): " · ".join(one_line(other) for other in result.also_asked[:10]),
        _("Importance"): words.SEVERITIES.get(result.severity, ""),
        _("Tags"): ", ".join(one_line(tag, chars_max=60) for tag in result.tags),
        _("Written in"): result.source,
    }
    return [FactView(label=label, value=value) for label, value in pairs.items() if value]


def card_views(result: ResultPart) -> tuple[CardLineView, ...]:
    """The card but for what stands above it anyway."""
    return tuple(
        CardLineView(
            label=line.label,
            text=line.text,
            quoted=line.quoted,
            page=link(line.url) if line.url and line.quoted else None,
        )
        for line in card_lines(result)
        if line.name not in _TOLD_ELSEWHERE
    )


def finding_view(finding: FindingPart, remedy: str) -> FindingView:
    """A finding of a question, or of the site, with the ``remedy`` that is told beside it."""
    text = one_line(finding.text, chars_max=600)
    before, named, after = text.partition(finding.url) if finding.url else (text, "", "")
    return FindingView(
        before=before if named or not finding.url else f"{text} ",
        page=link(finding.url) if finding.url else None,
        after=after,
        remedy=one_line(remedy, chars_max=600),
        effect=one_line(finding.effect, chars_max=600) if remedy else "",
    )


def _evidence_title(result: ResultPart) -> str:
    if result.outcome == "failed" and result.reason in ("wrong", "contradictory"):
        return _("What the site says instead")
    if result.reason:
        return _EVIDENCE_TITLES["failed"]
    return _EVIDENCE_TITLES[result.outcome]


def _evidence(result: ResultPart) -> list[EvidenceView]:
    return [
        EvidenceView(
            quote=one_line(item.quote, chars_max=600),
            limits=look.limits_text(item),
            sure=look.sure_text(item),
            trail=" › ".join(one_line(heading, chars_max=80) for heading in item.headings[-4:]),
            page=link(item.url),
        )
        for item in result.evidence[:EVIDENCE_MAX]
    ]


def _journeys(result: ResultPart, anchor: str, sources: Sources) -> tuple[JourneyView, ...]:
    """The journey that decided comes first; a path told once is not told again."""
    decided = result.best_journey
    order = sorted(range(len(result.journeys)), key=lambda index: index != decided)
    told: dict[tuple[object, ...], Link] = {}
    views = []
    for index in order:
        journey = result.journeys[index]
        place, path = f"{anchor}/{index + 1}", _path(journey)
        views.append(_journey(result, index, place, told.get(path), sources))
        told.setdefault(path, Link(text=views[-1].title, href=f"#{place}"))
    return tuple(views)


def _path(journey: JourneyPart) -> tuple[object, ...]:
    steps = tuple(
        (step.action, step.label, step.url, step.picture and step.picture.path) for step in journey.steps
    )
    return (journey.ending, journey.end_picture and journey.end_picture.path, *steps)


def _journey(
    result: ResultPart, index: int, anchor: str, same_as: Link | None, sources: Sources
) -> JourneyView:
    journey = result.journeys[index]
    told = same_as is None
    return JourneyView(
        anchor=anchor,
        title=_journey_title(journey),
        wording="" if journey.wording == result.question else one_line(journey.wording),
        outcome=journey.outcome,
        outcome_word=words.OUTCOMES[journey.outcome],
        summary=_summary(journey),
        decided=index == result.best_journey,
        steps=_cards(journey, result.start, sources) if told else (),
        end=_end(journey, result.start, sources) if told and journey.steps else None,
        notes=tuple(one_line(note, chars_max=500) for note in _notes(journey, index == result.best_journey)),
        same_as=same_as,
    )


def _notes(journey: JourneyPart, decided: bool) -> list[str]:
    """What is told of a journey; where it ``decided``, its doubts stand beside the evidence instead."""
    text = _("The nearest passage does not count: {why}")
    doubts = [] if decided else [text.format(why=why) for why in journey.not_accepted]
    return [*doubts, *journey.notes][:NOTES_MAX]


def _journey_title(journey: JourneyPart) -> str:
    day = one_line(words.condition(journey.condition), chars_max=40)
    extra = "" if journey.condition == "normal" else f", {day}"
    return (
        f"{words.visitor_on(words.visitor(one_line(journey.persona, chars_max=40)), journey.device)}{extra}"
    )


def _summary(journey: JourneyPart) -> str:
    said = _(", went back {times}", times=words.times(journey.backs))
    backs = said if journey.backs else ""
    ending = words.ENDINGS.get(journey.ending, journey.ending)
    if journey.ending == "found" and journey.clicks == 0:
        return _("The start page shows the answer")
    return f"{ending[:1].upper()}{ending[1:]}: {words.clicks(journey.clicks)}{backs}"


def _cards(journey: JourneyPart, site: str, sources: Sources) -> tuple[StepView, ...]:
    """One card a step; an opening that went well is shown by the card after it and needs none of its own."""
    told = [
        step for step in journey.steps if step.action != "open" or step.picture or step.result != "arrived"
    ]
    return tuple(_step(number, step, site, sources) for number, step in enumerate(told, start=1))


def _step(number: int, step: StepPart, site: str, sources: Sources) -> StepView:
    chosen = step.action not in ("open", "back")
    return StepView(
        number=number,
        text=look.step_text(step.action, step.label),
        page=page_link(step.url, site),
        title=one_line(step.title, chars_max=90),
        price="" if step.action == "open" else words.clicks(step.clicks) if step.clicks else _("free"),
        trouble=words.RESULTS.get(step.result, step.result),
        note=one_line(step.note, chars_max=300),
        promise=words.promise(step.scent) if chosen else "",
        percent=_percent(step.scent),
        because=tuple(one_line(cue, chars_max=160) for cue in step.because[:CUES_MAX]),
        rivals=tuple(
            RivalView(
                label=one_line(rival.label, chars_max=60) or _("(no text)"),
                promise=words.promise(rival.scent),
                percent=_percent(rival.scent),
            )
            for rival in step.rivals[:RIVALS_MAX]
        ),
        picture=_picture(step.picture, sources),
    )


def _end(journey: JourneyPart, site: str, sources: Sources) -> EndView:
    return EndView(
        outcome=journey.outcome,
        text=words.ENDS.get(journey.ending, journey.ending),
        page=page_link(journey.end_url, site),
        title=one_line(journey.end_title, chars_max=90),
        picture=_picture(journey.end_picture, sources),
    )


def _picture(part: PicturePart | None, sources: Sources) -> PictureView | None:
    if part is None:
        return None
    width, height = min(max(part.width, 1), 10_000), min(max(part.height, 1), 10_000)
    source = sources.get(part.path, "")
    return PictureView(
        src=source,
        width=width,
        height=height,
        alt=one_line(part.caption, chars_max=300) or _("The page as the visitor saw it"),
        tall=height > width,
        absent=""
        if source
        else _("The picture is not in this file ({path})", path=one_line(part.path, chars_max=60)),
    )


def _percent(scent: float) -> int:
    return round(min(1.0, max(0.0, scent)) * 100)
