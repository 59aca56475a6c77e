"""Caps that an observation met, in words: which setting, and what was left unread because of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from selfserve_check.model.journey import Cause, Ending
from selfserve_check.model.observation import Observation
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.said import Said, row, say, say_n


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A cap by its ``setting``. ``told`` says what it means; ``hides`` whether the answer, or the way to it,
    may lie in what was left out."""

    setting: str
    told: Said
    hides: bool = True


# By the words of ``Observation.limits_met``.
_LIMITS = {
    "affordances": Limit(
        setting="limits.affordances_max", told=say("not all links and buttons of a page were read")
    ),
    "passages": Limit(setting="limits.passages_max", told=say("not all passages of a page were read")),
    "nodes": Limit(setting="limits.nodes_max", told=say("not all elements of a page were looked at")),
    "page text": Limit(setting="limits.text_max", told=say("not all text of a page was read")),
    "frames": Limit(setting="limits.frames_max", told=say("not all frames of a page were looked at")),
    "screens": Limit(
        setting="limits.screens_max",
        told=say("a page that shows parts only when scrolled to was left before its end"),
    ),
    "silent frames": Limit(setting="timeouts.step_s", told=say("a frame of a page did not answer in time")),
    # A list of countries to choose from is the usual one: much text, and little in it.
    "text": Limit(
        setting="limits.passage_max", told=say("a long passage was read from its start only"), hides=False
    ),
}


def cut_short(seen: Observation) -> Cause | None:
    """Why a question that found nothing on this page was not asked of all of it; None where it was."""
    hiding = [limit for limit in _known(seen) if limit.hides]
    if not hiding:
        return None
    told = row(
        (say("{what} ({setting})", what=limit.told, setting=limit.setting) for limit in hiding), between="; "
    )
    hint = say(
        "raise {settings}, or look by hand why it is so large or slow",
        settings=" + ".join(limit.setting for limit in hiding),
    )
    return Cause(
        kind="limit", detail=say("the page could not be read whole: {why}", why=told), url=seen.url, hint=hint
    )


def limit_notes(pages: Iterable[Observation], mask: Callable[[str], str]) -> tuple[str, ...]:
    """A line for each cap that was met anywhere, with how many page states met it and the first of them, its
    address as ``mask`` gives it."""
    times: Counter[Limit] = Counter()
    first: dict[Limit, str] = {}
    for seen in pages:
        for limit in _known(seen):
            times[limit] += 1
            first.setdefault(limit, seen.url)
    return tuple(
        met_line(limit.setting, limit.told, count, mask(first[limit])) for limit, count in times.items()
    )


def step_notes(
    results: Iterable[QuestionResult], steps_max: int, mask: Callable[[str], str]
) -> tuple[str, ...]:
    """A line where visitors were stopped by their number of steps; others may have found the answer."""
    ended = [
        record.journey
        for result in results
        for record in result.records
        if record.journey.ending is Ending.STEP_LIMIT
    ]
    if not ended:
        return ()
    told = say_n(
        "a visitor took {count} step, and was sent no further",
        "a visitor took {count} steps, and was sent no further",
        steps_max,
    )
    return (met_line("limits.steps_max", told, len(ended), mask(ended[0].steps[-1].url)),)


def met_line(setting: str, told: str, times: int, url: str) -> Said:
    """The line for a cap that held ``times`` times, the first time at ``url``."""
    return say_n(
        "{setting} was met once, at {page}: {what}.",
        "{setting} was met {count} times, first at {page}: {what}.",
        times,
        setting=setting,
        page=url,
        what=told,
    )


def _known(seen: Observation) -> list[Limit]:
    return [_LIMITS[word] for word in seen.limits_met if word in _LIMITS]
