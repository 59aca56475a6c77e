"""A change and its measured effect in the words of people who write web pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selfserve_check.model.remedy import (
    AddLink,
    AddPassage,
    Edit,
    Fare,
    Fared,
    QuestionEffect,
    Remedy,
    Rename,
    Reveal,
    ShareEffect,
)
from selfserve_check.model.result import QuestionResult, Reason

# What stands in the way is mended itself, before anything is put beside it.
_FIRST = (Reason.BROKEN, Reason.WALLED)
_NAMED_MAX = 3
_QUOTE_MAX = 200


def with_remedy(result: QuestionResult, remedy: Remedy | None) -> QuestionResult:
    """``result`` with ``remedy``, told in its finding for the reason as well.

    A dead link is mended first, and a wall opened, though nobody can measure what lies behind: the change
    that was measured comes second there.
    """
    if remedy is None:
        return result
    kind = result.reason.value if result.reason is not None else ""
    change, effect = change_text(remedy.edit), effect_text(remedy)
    told = [
        replace(
            one,
            remedy=f"{one.remedy} If that cannot be: {change}" if result.reason in _FIRST else change,
            effect=effect,
        )
        if one.kind == kind
        else one
        for one in result.findings
    ]
    return replace(result, findings=tuple(told), remedy=remedy)


def change_text(edit: Edit) -> str:
    """What to do, in one or two sentences."""
    match edit:
        case Rename(page=page, old=old, new=new, only_here=only_here):
            wider = "" if only_here else ", and wherever else the site's header, menu or footer shows it"
            return f"Rename “{old}” to “{new}” on {page}{wider}."
        case AddLink(page=page, target=target, label=label):
            return f"Put a link “{label}” to {target} at the top of the main part of {page}."
        case Reveal(page=page, label=label):
            return f"Show what is behind “{label}” on {page} at once, without a click."
        case AddPassage(page=page, text=text, instead_of=old) if old:
            return f"On {page}, write “{_short(text)}” in place of “{_short(old)}”."
        case AddPassage(page=page, text=text, heading=heading):
            under = f" under the heading “{heading}”" if heading else ""
            return f"Say on {page}{under}: “{_short(text)}”"


def effect_text(remedy: Remedy) -> str:
    """What was measured: the visitors, the share of all, and what becomes of the other questions."""
    told = [visitors_text(remedy.effect), *(share_text(one) for one in remedy.effect.shares[:1])]
    told.append(others_text(remedy))
    return " ".join(sentence for sentence in told if sentence)


def visitors_text(effect: QuestionEffect) -> str:
    """ "2 of 2 visitors find it, the first in 2 clicks (before: none)." """
    count = len(effect.visitors)
    after = [one.after for one in effect.visitors if one.after.fared is Fared.FOUND]
    before = [one.before for one in effect.visitors if one.before.fared is Fared.FOUND]
    unknown = sum(one.after.fared is Fared.UNKNOWN for one in effect.visitors)
    was = f"{_in_clicks(before, len(before))}" if before else "none"
    now = f"{len(after)} of {count} visitors find it{_in_clicks(after, None)} (before: {was})"
    unsaid = (
        f"; of {unknown} nobody knows, because their way leads to a page that was not seen" if unknown else ""
    )
    return f"{now}{unsaid}."


def share_text(share: ShareEffect) -> str:
    """ "Of all visitors 81 % are expected to find it (before: 18 %)." """
    after = _share(share.after, share.unknown_after)
    before = _share(share.before, share.unknown_before)
    return f"Of all visitors {after} are expected to find it (before: {before})."


def others_text(remedy: Remedy) -> str:
    """What the change does to the other questions of the run."""
    told = [
        f"It makes these worse: {_named(remedy.worse)}." if remedy.worse else "No other question gets worse.",
        f"It helps these, too: {_named(remedy.better)}." if remedy.better else "",
        f"Nobody knows what it does to these: {_named(remedy.unknown)}." if remedy.unknown else "",
    ]
    return " ".join(sentence for sentence in told if sentence)


def fare_text(fare: Fare) -> str:
    """How one visitor fared, in a few words."""
    match fare.fared:
        case Fared.FOUND:
            return clicks_text(fare.clicks)
        case Fared.NOT_FOUND:
            return "not found"
        case Fared.READ_WRONG:
            return "read something wrong"
        case Fared.PROPOSED:
            return f"please check, {clicks_text(fare.clicks)}"
        case Fared.UNKNOWN:
            return "unknown"


def clicks_text(count: int) -> str:
    return "1 click" if count == 1 else f"{count} clicks"


def _in_clicks(fares: Sequence[Fare], count: int | None) -> str:
    if not fares:
        return ""
    fewest = clicks_text(min(fare.clicks for fare in fares))
    if count is not None:
        return f"{count} in {fewest}" if count == 1 else f"{count}, the quickest in {fewest}"
    return f", in {fewest}" if len({fare.clicks for fare in fares}) == 1 else f", the quickest in {fewest}"


def _share(share: float, unknown: float) -> str:
    """Those of whom nobody knows may all find it, or none of them: a range."""
    least, most = (round(one * 100) for one in (share, min(1.0, share + unknown)))
    return f"{least} %" if least == most else f"{least} to {most} %"


def _named(effects: Sequence[QuestionEffect]) -> str:
    named = [f"“{one.question}”" for one in effects[:_NAMED_MAX]]
    rest = len(effects) - _NAMED_MAX
    return ", ".join(named) + (f" and {rest} more" if rest > 0 else "")


def _short(text: str) -> str:
    return text if len(text) <= _QUOTE_MAX else f"{text[: _QUOTE_MAX - 1].rstrip()}…"
