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
from selfserve_check.diagnosis.other_value import read_otherwise
from selfserve_check.diagnosis.parting import Parting, parting_of, ranked
from selfserve_check.diagnosis.reasons_stopped import dead_way
from selfserve_check.model.card import Place
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.journey import Ending
from selfserve_check.model.result import Outcome, Reason
from selfserve_check.model.said import Said, quoted, row, say, say_n
from selfserve_check.model.verdict import Evidence


def contradictory(case: Case) -> Diagnosed | None:
    """A visitor read a fact that must not be shown, and somewhere the site shows the expected one."""
    shown, right = _read_wrong(case), case.seen.nearest()
    if shown is None or right is None:
        return None
    if right.url.partition("#")[0] == shown.url.partition("#")[0]:
        other = say("The same page gives the expected one, too: “{quote}”.", quote=right.quote)
        remedy = say("Make the page say one thing.")
    else:
        other = say(
            "Another page, {page}, gives the expected one: “{quote}”.", page=right.url, quote=right.quote
        )
        remedy = say("Make both pages say the same, and link one to the other.")
    return failed(
        Reason.CONTRADICTORY,
        row((_not_expected(shown), other)),
        url=shown.url,
        remedy=remedy,
        quotes=(Quote(url=shown.url, text=shown.quote), Quote(url=right.url, text=right.quote)),
        clicks_min=right.clicks,
        place=_place_of(case, shown),
    )


def wrong(case: Case) -> Diagnosed | None:
    """A visitor read a fact that must not be shown, and no page shows the expected one."""
    shown = _read_wrong(case)
    return _says_wrong(case, shown) if shown is not None else None


def otherwise(case: Case) -> Diagnosed | None:
    """A visitor read another value of the kind that was expected, and no page shows the expected one. Nobody
    forbade it, so that it comes after all that an answer on some page explains."""
    shown = read_otherwise(case)
    return _says_wrong(case, shown) if shown is not None else None


def _says_wrong(case: Case, shown: Evidence) -> Diagnosed:
    return failed(
        Reason.WRONG,
        _not_expected(shown),
        url=shown.url,
        remedy=say("Correct the page, or the expected answer if the page is right."),
        quotes=(Quote(url=shown.url, text=shown.quote),),
        place=_place_of(case, shown),
    )


def _not_expected(shown: Evidence) -> Said:
    return say(
        "The page {page} says “{quote}”, which is not the expected answer.",
        page=shown.url,
        quote=shown.quote,
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
    text = say(
        "The answer stands on {page}: “{quote}”. That is {clicks} from the start ({path}); at most {allowed} "
        "were allowed.",
        page=right.url,
        quote=right.quote,
        clicks=in_clicks(right.clicks),
        path=path_text(right),
        allowed=case.result.scenario.budget,
    )
    return failed(
        Reason.TOO_DEEP,
        text,
        url=right.url,
        remedy=say(
            "Link to {page} from a page nearer to the start, in the customers' words.", page=right.url
        ),
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
        say(
            "The answer stands on {page}, {clicks} from the start ({path}).",
            page=right.url,
            clicks=in_clicks(right.clicks),
            path=path_text(right),
        ),
        _parting_text(case, parting),
        _rank_text(case, right, parting),
        say("Fewer than {share} % of visitors are expected to find it.", share=round(case.misled_below * 100))
        if hardly_any
        else "",
        say("The page says: “{quote}”", quote=right.quote),
    ]
    label = _right_label(right, parting)
    finding = Finding(
        kind=Reason.MISLED.value,
        text=row(said),
        url=right.url,
        remedy=say(
            "Say in the link “{label}” what the customer asks for, or link the answer from where they "
            "looked.",
            label=label,
        ),
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


def _parting_text(case: Case, parting: Parting | None) -> Said:
    """What was chosen and what leads to the answer, on the page where the ways part."""
    if parting is None:
        return say("No visitor came to a page of that way.")
    page = case.graph.states[parting.state].observation
    return say(
        "On {page} visitors chose {chosen}; “{right}” leads to the answer.",
        page=say("“{title}” ({page})", title=page.title, page=page.url) if page.title else page.url,
        chosen=quoted(parting.chosen) or say("nothing"),
        right=parting.right,
    )


def _rank_text(case: Case, right: Sighting, parting: Parting | None) -> str:
    """How the right label stands among all that can be acted on there, and what looks better."""
    if parting is None or case.scent_model is None:
        return ""
    page = case.graph.states[parting.state].observation
    key = right.actions[right.states.index(parting.state)].key
    standing = ranked(page, key, case.result.scenario, case.scent_model)
    if standing is None or standing.rank == 1:
        return ""
    place = say(
        "It is number {rank} of {all} there by how promising it looks;", rank=standing.rank, all=standing.of
    )
    ahead = quoted(standing.ahead)
    if len(standing.ahead) == 1:
        return row((place, say("{label} looks more promising.", label=ahead)))
    return row((place, say("{labels} look more promising.", labels=ahead)))


def search_only(case: Case) -> Diagnosed | None:
    """Only the site's own search leads to a page that answers."""
    right = case.seen.searched
    if right is None:
        return None
    text = say(
        "Only the site's search leads to {page}, which answers: “{quote}”. No menu or link does.",
        page=right.url,
        quote=right.quote,
    )
    return failed(
        Reason.SEARCH_ONLY,
        text,
        url=right.url,
        remedy=say("Link to {page} from the help pages.", page=right.url),
        quotes=(Quote(url=right.url, text=right.quote),),
        clicks_min=right.clicks,
        place=where_they_looked(case),
    )


def hidden(case: Case) -> Diagnosed | None:
    """A page answers, and no way leads to it from where the question starts."""
    right = case.seen.unlinked
    if right is None:
        return None
    answers = say("{page} answers: “{quote}”.", page=right.url, quote=right.quote)
    unlinked = (
        say("No link that visitors can see leads there.")
        if case.surveyed.complete
        else say_n(
            "No link that visitors can see leads there, as far as {count} page view shows.",
            "No link that visitors can see leads there, as far as {count} page views show.",
            case.seen.pages,
        )
    )
    told = [answers, unlinked]
    place = where_they_looked(case)
    remedy = say("Link to it from {page}.", page=place.url)
    dead = dead_way(case)
    if dead is not None:
        told.append(
            say(
                "“{label}” on {page} looked like the way and leads to a dead end.",
                label=dead.label,
                page=dead.url,
            )
        )
        remedy = say("Let “{label}” on {page} lead there.", label=dead.label, page=dead.url)
        place = Place(url=dead.url, title=dead.title)
    return failed(
        Reason.HIDDEN,
        row(told),
        url=right.url,
        remedy=remedy,
        quotes=(Quote(url=right.url, text=right.quote),),
        place=place,
    )
