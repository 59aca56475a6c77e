"""Reasons that lie with a page that answers, or with one that says something else."""

from __future__ import annotations

from dataclasses import replace

from selfserve_check.diagnosis.case import (
    Case,
    Diagnosed,
    best_of,
    failed,
    in_clicks,
    own_of,
    page_at,
    title_of,
    where_they_looked,
)
from selfserve_check.diagnosis.lookout import Sighting, path_text
from selfserve_check.diagnosis.parting import Parting, parting_of, ranked
from selfserve_check.diagnosis.reasons_stopped import dead_way
from selfserve_check.model.card import Place
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.journey import Ending
from selfserve_check.model.result import Outcome, Reason
from selfserve_check.model.verdict import Evidence


def contradictory(case: Case) -> Diagnosed | None:
    """A visitor read a fact that must not be shown, and somewhere the site shows the expected one."""
    shown, right = _read_wrong(case), case.seen.nearest()
    if shown is None or right is None:
        return None
    said = f"The page {shown.url} says “{shown.quote}”, which is not the expected answer."
    if right.url.partition("#")[0] == shown.url.partition("#")[0]:
        text = f"{said} The same page gives the expected one, too: “{right.quote}”."
        remedy = "Make the page say one thing."
    else:
        text = f"{said} Another page, {right.url}, gives the expected one: “{right.quote}”."
        remedy = "Make both pages say the same, and link one to the other."
    return failed(
        Reason.CONTRADICTORY,
        text,
        url=shown.url,
        remedy=remedy,
        quotes=(Quote(url=shown.url, text=shown.quote), Quote(url=right.url, text=right.quote)),
        clicks_min=right.clicks,
        place=_place_of(case, shown),
    )


def wrong(case: Case) -> Diagnosed | None:
    """A visitor read a fact that must not be shown, and no page shows the expected one."""
    shown = _read_wrong(case)
    if shown is None:
        return None
    return failed(
        Reason.WRONG,
        f"The page {shown.url} says “{shown.quote}”, which is not the expected answer.",
        url=shown.url,
        remedy="Correct the page, or the expected answer if the page is right.",
        quotes=(Quote(url=shown.url, text=shown.quote),),
        place=_place_of(case, shown),
    )


def _read_wrong(case: Case) -> Evidence | None:
    record = best_of(case.result)
    if record is None or record.journey.ending is not Ending.READ_WRONG or not case.result.evidence:
        return None
    return case.result.evidence[0]


def _place_of(case: Case, shown: Evidence) -> Place:
    heading = shown.headings[-1] if shown.headings else ""
    return replace(page_at(case, shown.url), heading=heading)


def too_deep(case: Case) -> Diagnosed | None:
    """The shortest way by links takes more clicks than the budget has."""
    right = case.seen.linked
    if right is None or right.clicks is None or right.clicks <= case.result.scenario.budget:
        return None
    text = (
        f"The answer stands on {right.url}: “{right.quote}”. "
        f"That is {in_clicks(right.clicks)} from the start ({path_text(right)}); "
        f"at most {case.result.scenario.budget} were allowed."
    )
    return failed(
        Reason.TOO_DEEP,
        text,
        url=right.url,
        remedy=f"Link to {right.url} from a page nearer to the start, in the customers' words.",
        quotes=(Quote(url=right.url, text=right.quote),),
        clicks_min=right.clicks,
        place=where_they_looked(case),
    )


def misled(case: Case) -> Diagnosed | None:
    """The answer is linked within the budget, and visitors followed other links."""
    right = case.seen.linked
    if right is None or right.clicks is None:
        return None
    parting = parting_of([record.journey for record in own_of(case.result)], right)
    hardly_any = _hardly_any_finds(case)
    said = [
        f"The answer stands on {right.url}, {in_clicks(right.clicks)} from the start ({path_text(right)}).",
        _parting_text(case, parting),
        _rank_text(case, right, parting),
        f"Fewer than {case.misled_below * 100:.0f} % of visitors are expected to find it."
        if hardly_any
        else "",
        f"The page says: “{right.quote}”",
    ]
    text = " ".join(sentence for sentence in said if sentence)
    label = _right_label(right, parting)
    finding = Finding(
        kind=Reason.MISLED.value,
        text=text,
        url=right.url,
        remedy=f"Say in the link “{label}” what the customer asks for, "
        "or link the answer from where they looked.",
        quotes=(Quote(url=right.url, text=right.quote),),
    )
    lost = _parted_at(case, parting)
    return Diagnosed(
        reason=Reason.MISLED,
        finding=finding,
        outcome=Outcome.FAILED if hardly_any else Outcome.NEEDS_REVIEW,
        clicks_min=right.clicks,
        place=lost or where_they_looked(case),
        lost=lost,
    )


def _hardly_any_finds(case: Case) -> bool:
    """Every visitor failed, and the model expects the same of nearly all, in every view. Whoever takes a way
    that nobody looked at may find the answer, and counts as one who does."""
    if not case.result.reaches or any(record.outcome is not Outcome.FAILED for record in own_of(case.result)):
        return False
    return all(round(reach.share + reach.unknown, 6) < case.misled_below for reach in case.result.reaches)


def _right_label(right: Sighting, parting: Parting | None) -> str:
    if parting is not None:
        return parting.right
    return right.labels[-1] if right.labels else right.url


def _parted_at(case: Case, parting: Parting | None) -> Place | None:
    if parting is None:
        return None
    page = case.graph.states[parting.state].observation
    return Place(url=page.url, title=title_of(page))


def _parting_text(case: Case, parting: Parting | None) -> str:
    """What was chosen and what leads to the answer, on the page where the ways part."""
    if parting is None:
        return "No visitor came to a page of that way."
    page = case.graph.states[parting.state].observation
    place = f"On “{page.title}” ({page.url})" if page.title else f"On {page.url}"
    chosen = ", ".join(f"“{label}”" for label in parting.chosen) or "nothing"
    return f"{place} visitors chose {chosen}; “{parting.right}” leads to the answer."


def _rank_text(case: Case, right: Sighting, parting: Parting | None) -> str:
    """How the right label stands among all that can be acted on there, and what looks better."""
    if parting is None or case.scent_model is None:
        return ""
    page = case.graph.states[parting.state].observation
    key = right.actions[right.states.index(parting.state)].key
    standing = ranked(page, key, case.result.scenario, case.scent_model)
    if standing is None or standing.rank == 1:
        return ""
    ahead = ", ".join(f"“{label}”" for label in standing.ahead)
    alike = "looks more promising" if len(standing.ahead) == 1 else "look more promising"
    return f"It is number {standing.rank} of {standing.of} there by how promising it looks; {ahead} {alike}."


def search_only(case: Case) -> Diagnosed | None:
    """Only the site's own search leads to a page that answers."""
    right = case.seen.searched
    if right is None:
        return None
    text = (
        f"Only the site's search leads to {right.url}, which answers: “{right.quote}”. No menu or link does."
    )
    return failed(
        Reason.SEARCH_ONLY,
        text,
        url=right.url,
        remedy=f"Link to {right.url} from the help pages.",
        quotes=(Quote(url=right.url, text=right.quote),),
        clicks_min=right.clicks,
        place=where_they_looked(case),
    )


def hidden(case: Case) -> Diagnosed | None:
    """A page answers, and no way leads to it from where the question starts."""
    right = case.seen.unlinked
    if right is None:
        return None
    links = "No link that visitors can see leads there"
    scope = "" if case.surveyed.complete else f", as far as {case.seen.pages} page views show"
    text = f"{right.url} answers: “{right.quote}”. {links}{scope}."
    place = where_they_looked(case)
    remedy = f"Link to it from {place.url}."
    dead = dead_way(case)
    if dead is not None:
        text += f" “{dead.label}” on {dead.url} looked like the way and leads to a dead end."
        remedy, place = f"Let “{dead.label}” on {dead.url} lead there.", Place(url=dead.url, title=dead.title)
    return failed(
        Reason.HIDDEN,
        text,
        url=right.url,
        remedy=remedy,
        quotes=(Quote(url=right.url, text=right.quote),),
        place=place,
    )
