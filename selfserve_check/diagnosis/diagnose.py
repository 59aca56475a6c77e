"""Why a question failed, by an ordered table over everything that was seen, and what to change.

A FAILED rests on proof that does not hang on our bot's taste: no page answers, none that answers is
linked, it is linked further away than the budget, the way is broken or walled, or a page shows another
fact. An answer that is linked within the budget and was not found is for a person to look at, unless hardly
any visitor is expected to find it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from selfserve_check.diagnosis.lookout import Sighting, Sightings, path_text, sightings_of
from selfserve_check.diagnosis.parting import Parting, parting_of
from selfserve_check.diagnosis.reach import Reaching, reach_of
from selfserve_check.diagnosis.survey import Surveyed
from selfserve_check.journey.outcome import nearness, own_records, with_findings
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.action import View
from selfserve_check.model.finding import Finding
from selfserve_check.model.journey import Ending, Move
from selfserve_check.model.observation import Observation
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult, Reach, Reason
from selfserve_check.model.scenario import NoAnswerGiven
from selfserve_check.model.verdict import Partial
from selfserve_check.site.graph import SiteGraph

# A page on the topic with less to read than this, that names the contact page, only deflects.
_DEFLECTING_TEXT_MAX = 600
_CONTACT_WORDS = ("contact us", "get in touch", "call us", "write to us", "ask our team", "speak to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One failed question with all that is known about it. Its ``result`` has the shares of visitors expected
    to find the answer; under ``misled_below`` (0: never) such a share is low."""

    result: QuestionResult
    graph: SiteGraph
    seen: Sightings
    surveyed: Surveyed
    misled_below: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosed:
    """The first rule that fits. ``outcome`` may soften a FAILED to NEEDS_REVIEW, never the other way."""

    reason: Reason
    finding: Finding
    outcome: Outcome = Outcome.FAILED
    clicks_min: int | None = None


Rule = Callable[[Case], Diagnosed | None]


def diagnose(
    result: QuestionResult,
    graph: SiteGraph,
    surveyed: Surveyed,
    view: View,
    reaching: Reaching | None = None,
    meaning: Closeness | None = None,
    seen: Sightings | None = None,
) -> QuestionResult:
    """``result`` with its reason, its finding, the fewest clicks known and, with ``reaching``, the share of
    visitors expected to find the answer in each view. Pure. ``seen`` is where the answer is, if known.

    A pass or a review learns only the figures; what could not be asked stays as it is.
    """
    if not has_reason(result):
        return result
    if seen is None:
        seen = sightings_of(result.scenario, graph, view, meaning)
    if reaching is not None:
        result = replace(result, reaches=_reaches(result, graph, {view: seen}, reaching, meaning))
    if result.outcome is not Outcome.FAILED:
        return replace(result, clicks_min=seen.clicks_min)
    below = reaching.misled_below if reaching is not None else 0.0
    case = Case(result=result, graph=graph, seen=seen, surveyed=surveyed, misled_below=below)
    found = next(diagnosed for rule in RULES if (diagnosed := rule(case)) is not None)
    result = replace(result, outcome=found.outcome, reason=found.reason, clicks_min=found.clicks_min)
    return with_findings(result, (found.finding,))


def has_reason(result: QuestionResult) -> bool:
    """Whether something can be said of it: it was asked, and the author said what the answer is."""
    known = not isinstance(result.scenario.answer, NoAnswerGiven)
    return known and result.outcome not in (Outcome.SKIPPED, Outcome.ERRORED)


def _reaches(
    result: QuestionResult,
    graph: SiteGraph,
    known: Mapping[View, Sightings],
    reaching: Reaching,
    meaning: Closeness | None,
) -> tuple[Reach, ...]:
    """One for each view that visitors of this question looked in."""
    views = {record.journey.view for record in result.records}
    reaches = []
    for site_map in reaching.site_maps:
        if site_map.view in views:
            seen = known.get(site_map.view) or sightings_of(result.scenario, graph, site_map.view, meaning)
            reaches.append(reach_of(result.scenario, site_map, seen.answering, reaching.scent_model))
    return tuple(reaches)


def _wrong(case: Case) -> Diagnosed | None:
    record = _best(case.result)
    if record is None or record.journey.ending is not Ending.READ_WRONG or not case.result.evidence:
        return None
    shown = case.result.evidence[0]
    right = case.seen.nearest()
    said = f"The page {shown.url} says “{shown.quote}”, which is not the expected answer."
    if right is None:
        return _failed(
            Reason.WRONG, said, shown.url, "Correct the page, or the expected answer if the page is right."
        )
    text = f"{said} Another page, {right.url}, gives the expected one: “{right.quote}”."
    remedy = "Make both pages say the same, and link one to the other."
    return _failed(Reason.CONTRADICTORY, text, shown.url, remedy, right.clicks)


def _too_deep(case: Case) -> Diagnosed | None:
    right = case.seen.linked
    if right is None or right.clicks is None or right.clicks <= case.result.scenario.budget:
        return None
    text = (
        f"The answer stands on {right.url}: “{right.quote}”. That is {_clicks(right.clicks)} from the start "
        f"({path_text(right)}); at most {case.result.scenario.budget} were allowed."
    )
    remedy = f"Link to {right.url} from a page nearer to the start, in the customers' words."
    return _failed(Reason.TOO_DEEP, text, right.url, remedy, right.clicks)


def _misled(case: Case) -> Diagnosed | None:
    right = case.seen.linked
    if right is None or right.clicks is None:
        return None
    parting = parting_of([record.journey for record in _own(case.result)], right)
    hardly_any = _hardly_any_finds(case)
    said = [
        f"The answer stands on {right.url}, {_clicks(right.clicks)} from the start ({path_text(right)}).",
        _parting_text(case, parting),
        f"Fewer than {case.misled_below * 100:.0f} % of visitors are expected to find it."
        if hardly_any
        else "",
        f"The page says: “{right.quote}”",
    ]
    text = " ".join(sentence for sentence in said if sentence)
    label = _right_label(right, parting)
    remedy = (
        f"Say in the link “{label}” what the customer asks for, or link the answer from where they looked."
    )
    finding = Finding(kind=Reason.MISLED.value, text=text, url=right.url, remedy=remedy)
    outcome = Outcome.FAILED if hardly_any else Outcome.NEEDS_REVIEW
    return Diagnosed(reason=Reason.MISLED, finding=finding, outcome=outcome, clicks_min=right.clicks)


def _hardly_any_finds(case: Case) -> bool:
    """Every visitor failed, and the model expects the same of nearly all, in every view. Whoever takes a way
    that nobody looked at may find the answer, and counts as one who does."""
    if not case.result.reaches or any(record.outcome is not Outcome.FAILED for record in _own(case.result)):
        return False
    return all(round(reach.share + reach.unknown, 6) < case.misled_below for reach in case.result.reaches)


def _own(result: QuestionResult) -> list[JourneyRecord]:
    return own_records(result.scenario, result.records)


def _right_label(right: Sighting, parting: Parting | None) -> str:
    if parting is not None:
        return parting.right
    return right.labels[-1] if right.labels else right.url


def _parting_text(case: Case, parting: Parting | None) -> str:
    """What was chosen and what leads to the answer, on the page where the ways part."""
    if parting is None:
        return "No visitor came to a page of that way."
    page = case.graph.states[parting.state].observation
    place = f"On “{page.title}” ({page.url})" if page.title else f"On {page.url}"
    chosen = ", ".join(f"“{label}”" for label in parting.chosen) or "nothing"
    return f"{place} visitors chose {chosen}; “{parting.right}” leads to the answer."


def _search_only(case: Case) -> Diagnosed | None:
    right = case.seen.searched
    if right is None:
        return None
    text = (
        f"Only the site's search leads to {right.url}, which answers: “{right.quote}”. No menu or link does."
    )
    remedy = f"Link to {right.url} from the help pages."
    return _failed(Reason.SEARCH_ONLY, text, right.url, remedy, right.clicks)


def _hidden(case: Case) -> Diagnosed | None:
    right = case.seen.unlinked
    if right is None:
        return None
    links = "No link that visitors can see leads there"
    scope = "" if case.surveyed.complete else f", as far as {case.seen.pages} page states show"
    text = f"{right.url} answers: “{right.quote}”. {links}{scope}."
    where = _where_they_looked(case.result)
    return _failed(Reason.HIDDEN, text, right.url, f"Link to it from {where}.")


def _broken(case: Case) -> Diagnosed | None:
    return _stopped_by(case, "broken", Reason.BROKEN, "Mend the link, or put the page back.")


def _walled(case: Case) -> Diagnosed | None:
    remedy = "Put the answer on a page that can be read without logging in."
    return _stopped_by(case, "walled", Reason.WALLED, remedy)


def _stopped_by(case: Case, result_word: str, reason: Reason, remedy: str) -> Diagnosed | None:
    """The journeys' most promising step that met ``result_word``, if it was the most promising one at all."""
    steps = [step for record in case.result.records for step in record.journey.steps]
    stopped = [step for step in steps if step.result == result_word]
    if not stopped:
        return None
    step = max(stopped, key=lambda candidate: candidate.scent)
    strongest = max((other.scent for other in steps if other.move is not Move.OPEN), default=0.0)
    if step.scent < strongest * 0.75:
        return None
    text = f"{step.note or step.label} (on {step.url}). It looked like the way to the answer."
    return _failed(reason, text, step.url, remedy)


def _deflected(case: Case) -> Diagnosed | None:
    for page in case.seen.on_topic:
        text = " ".join(page.main_text.split())
        lowered = text.casefold()
        if len(text) <= _DEFLECTING_TEXT_MAX and any(word in lowered for word in _CONTACT_WORDS):
            said = (
                f"The page on the topic, {page.url}, only asks the customer to get in touch: “{page.quote}”."
            )
            remedy = "Write the answer on this page; keep the contact as a second way."
            return _failed(Reason.DEFLECTED, said, page.url, remedy)
    return None


_UNREADABLE = {
    "canvas": "a canvas, on which text is painted instead of written,",
    "pdf embed": "an embedded PDF",
    "embedded object": "an embedded object",
    "virtual list": "a long list of which only the entries in sight are in the page",
}
# A page with more to read than this beside its canvas is not about the canvas.
_BESIDE_CANVAS_MAX = 400


def _unreadable(case: Case) -> Diagnosed | None:
    """Visitors stood before something that people can read and we cannot: nobody knows what it says."""
    for record in case.result.records:
        for step in record.journey.steps:
            state = case.graph.states.get(step.landed) if step.landed is not None else None
            kinds = _unread_in(state.observation) if state is not None else ()
            if state is not None and kinds:
                url = state.observation.url
                what = _UNREADABLE.get(kinds[0], kinds[0])
                text = f"No page was seen to answer this, but {what} on {url} could not be read (by us)."
                remedy = "Look at that page; an answer that is there is better written as plain text."
                finding = Finding(kind="unreadable", text=text, url=url, remedy=remedy)
                return Diagnosed(reason=Reason.MISSING, finding=finding, outcome=Outcome.NEEDS_REVIEW)
    return None


def _unread_in(seen: Observation) -> tuple[str, ...]:
    """What of a page may hold what it is about. A canvas behind plenty of text is decoration."""
    little = sum(len(passage.text) for passage in seen.passages) <= _BESIDE_CANVAS_MAX
    return tuple(kind for kind in seen.signals.unreadable if kind != "canvas" or little)


def _missing(case: Case) -> Diagnosed | None:
    seen = f"{case.seen.pages} page states"
    if case.surveyed.unasked:
        text = (
            f"The answer was not found in {seen}; {case.surveyed.unasked} more could not be read, and it may "
            "be there."
        )
    elif case.surveyed.complete:
        text = f"No page answers this: {seen} were read, all that could be reached."
    else:
        text = f"The answer was not found in {seen}; the look around ended at survey.pages_max."
    remedy = (
        f"Write the answer in the customers' words, and link to it from {_where_they_looked(case.result)}."
    )
    record = _best(case.result)
    if (
        record is not None
        and isinstance(record.journey.verdict, Partial)
        and nearness(record.journey.verdict) > 0
    ):
        near = record.journey.verdict.evidence[0]
        text += f" The nearest passage is on {near.url}: “{near.quote}”."
        if record.journey.verdict.missing:
            text += f" It does not say {', '.join(record.journey.verdict.missing)}."
    return _failed(Reason.MISSING, text, "", remedy)


# Ordered: what a page says comes before where it stands, where it stands before what stopped a visitor.
# The last rule always fits.
RULES: tuple[Rule, ...] = (
    _wrong,
    _too_deep,
    _misled,
    _search_only,
    _hidden,
    _broken,
    _walled,
    _deflected,
    _unreadable,
    _missing,
)


def _failed(reason: Reason, text: str, url: str, remedy: str, clicks_min: int | None = None) -> Diagnosed:
    finding = Finding(kind=reason.value, text=text, url=url, remedy=remedy)
    return Diagnosed(reason=reason, finding=finding, clicks_min=clicks_min)


def _clicks(count: int) -> str:
    return "1 click" if count == 1 else f"{count} clicks"


def _best(result: QuestionResult) -> JourneyRecord | None:
    return result.records[result.best] if result.best is not None else None


def _where_they_looked(result: QuestionResult) -> str:
    """The last page with an address of its own that the journey got to by a click; a list of search results
    is nowhere to put a link."""
    record = _best(result)
    steps = record.journey.steps if record is not None else ()
    landed = [step.landed.url for step in steps if step.move is Move.CLICK and step.landed is not None]
    pages = [url for url in landed if "?" not in url]
    return pages[-1] if pages else result.scenario.start
