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
from selfserve_check.model.said import Said, quoted, row, say, say_n

# What stands in the way is mended itself, before anything is put beside it.
_FIRST = (Reason.BROKEN, Reason.WALLED)
_ONLY_SOME = "only_some"
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
            remedy=row((one.remedy, say("If that cannot be: {change}", change=change)))
            if result.reason in _FIRST
            else change,
            effect=effect,
        )
        if one.kind == kind
        else one
        for one in result.findings
    ]
    return replace(result, findings=tuple(told), remedy=remedy)


def shown_first(result: QuestionResult) -> QuestionResult:
    """``result``; where an audit saw the answer that is missing to its visitors, to show it to them comes
    before what would be written elsewhere."""
    seen = [one.remedy for one in result.findings if one.kind == _ONLY_SOME and one.remedy]
    if result.reason is not Reason.MISSING or not seen:
        return result
    told = [
        replace(one, remedy=row((seen[0], say("If that cannot be: {change}", change=one.remedy))))
        if one.kind == Reason.MISSING and one.remedy
        else one
        for one in result.findings
    ]
    return replace(result, findings=tuple(told))


def change_text(edit: Edit) -> Said:
    """What to do, in one or two sentences."""
    match edit:
        case Rename(page=page, old=old, new=new, only_here=only_here):
            if only_here:
                return say("Rename “{old}” to “{new}” on {page}.", old=old, new=new, page=page)
            return say(
                "Rename “{old}” to “{new}” on {page}, and wherever else the site's header, menu or footer "
                "shows it.",
                old=old,
                new=new,
                page=page,
            )
        case AddLink(page=page, target=target, label=label):
            return say(
                "Put a link “{label}” to {target} at the top of the main part of {page}.",
                label=label,
                target=target,
                page=page,
            )
        case Reveal(page=page, label=label):
            return say(
                "Show what is behind “{label}” on {page} at once, without a click.", label=label, page=page
            )
        case AddPassage(page=page, text=text, instead_of=old) if old:
            return say(
                "On {page}, write “{new}” in place of “{old}”.", page=page, new=_short(text), old=_short(old)
            )
        case AddPassage(page=page, text=text, heading=heading):
            if not heading:
                return say("Say on {page}: “{text}”", page=page, text=_short(text))
            return say(
                "Say on {page} under the heading “{heading}”: “{text}”",
                page=page,
                heading=heading,
                text=_short(text),
            )


def effect_text(remedy: Remedy) -> Said:
    """What was measured: the visitors, the share of all, and what becomes of the other questions."""
    told = [visitors_text(remedy.effect), *(share_text(one) for one in remedy.effect.shares[:1])]
    told.append(others_text(remedy))
    return row(told)


def visitors_text(effect: QuestionEffect) -> Said:
    """ "2 of 2 visitors find it, the first in 2 clicks (before: none)." """
    after = [one.after for one in effect.visitors if one.after.fared is Fared.FOUND]
    before = [one.before for one in effect.visitors if one.before.fared is Fared.FOUND]
    unknown = sum(one.after.fared is Fared.UNKNOWN for one in effect.visitors)
    now = say_n(
        "{found} of {count} visitor finds it{clicks} (before: {before})",
        "{found} of {count} visitors find it{clicks} (before: {before})",
        len(effect.visitors),
        found=len(after),
        clicks=_in_clicks(after),
        before=_before(before) if before else say("none"),
    )
    if not unknown:
        return row((now, "."), between="")
    unsaid = say(
        "of {count} nobody knows, because their way leads to a page that was not seen.", count=unknown
    )
    return row((now, unsaid), between="; ")


def share_text(share: ShareEffect) -> Said:
    """ "Of all visitors 81 % are expected to find it (before: 18 %)." """
    after = _share(share.after, share.unknown_after)
    before = _share(share.before, share.unknown_before)
    return say(
        "Of all visitors {share} are expected to find it (before: {before}).", share=after, before=before
    )


def others_text(remedy: Remedy) -> Said:
    """What the change does to the other questions of the run."""
    told = [
        say("It makes these worse: {questions}.", questions=_named(remedy.worse))
        if remedy.worse
        else say("No other question gets worse."),
        say("It helps these, too: {questions}.", questions=_named(remedy.better)) if remedy.better else "",
        say("Nobody knows what it does to these: {questions}.", questions=_named(remedy.unknown))
        if remedy.unknown
        else "",
    ]
    return row(told)


def fare_text(fare: Fare) -> Said:
    """How one visitor fared, in a few words."""
    match fare.fared:
        case Fared.FOUND:
            return clicks_text(fare.clicks)
        case Fared.NOT_FOUND:
            return say("not found")
        case Fared.READ_WRONG:
            return say("read something wrong")
        case Fared.PROPOSED:
            return say("please check, {clicks}", clicks=clicks_text(fare.clicks))
        case Fared.UNKNOWN:
            return say("unknown")


def clicks_text(count: int) -> Said:
    return say_n("{count} click", "{count} clicks", count)


def _in_clicks(fares: Sequence[Fare]) -> str:
    if not fares:
        return ""
    fewest = clicks_text(min(fare.clicks for fare in fares))
    if len({fare.clicks for fare in fares}) == 1:
        return say(", in {clicks}", clicks=fewest)
    return say(", the quickest in {clicks}", clicks=fewest)


def _before(fares: Sequence[Fare]) -> Said:
    fewest = clicks_text(min(fare.clicks for fare in fares))
    return say_n("{count} in {clicks}", "{count}, the quickest in {clicks}", len(fares), clicks=fewest)


def _share(share: float, unknown: float) -> str:
    """Those of whom nobody knows may all find it, or none of them: a range."""
    least, most = (round(one * 100) for one in (share, min(1.0, share + unknown)))
    return f"{least} %" if least == most else say("{least} to {most} %", least=least, most=most)


def _named(effects: Sequence[QuestionEffect]) -> Said:
    named = quoted(one.question for one in effects[:_NAMED_MAX])
    rest = len(effects) - _NAMED_MAX
    return row((named, say("and {count} more", count=rest))) if rest > 0 else named


def _short(text: str) -> str:
    return text if len(text) <= _QUOTE_MAX else f"{text[: _QUOTE_MAX - 1].rstrip()}…"
