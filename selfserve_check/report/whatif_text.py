"""What a change would do, as lines for a terminal: every question, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from selfserve_check.diagnosis.remedy import gets_better, gets_worse, is_unknown
from selfserve_check.diagnosis.remedy_words import change_text, fare_text
from selfserve_check.model.remedy import Edit, QuestionEffect, VisitorEffect
from selfserve_check.report.text import one_line
from selfserve_check.report.words import percent, plural

_QUESTION_CHARS = 44
_FARE_CHARS = 26
_UNSEEN_MAX = 10
_WORSE, _BETTER, _UNKNOWN, _SAME = range(4)
_MARKS = {_WORSE: "-", _BETTER: "+", _UNKNOWN: "?", _SAME: " "}


def lines(
    edits: Sequence[Edit], places: Sequence[int], effects: Sequence[QuestionEffect], unlike: Sequence[str]
) -> list[str]:
    """The changes, a table of all questions (what gets worse first), a sum, and what nobody knows."""
    told = ["What if:"]
    for edit, count in zip(edits, places, strict=True):
        told.append(f"  {one_line(change_text(edit), chars_max=400)} ({plural(count, 'place', 'places')})")
    ranked = sorted(effects, key=_kind)
    visitors = list(dict.fromkeys(_column(one) for effect in effects for one in effect.visitors))
    told += ["", _row("", "Question", [*visitors, "Expected to find it"])]
    told += [_question(effect, visitors) for effect in ranked]
    return [*told, "", _sum(effects), *_unseen(effects), *_unlike(unlike)]


def _kind(effect: QuestionEffect) -> int:
    if gets_worse(effect):
        return _WORSE
    if is_unknown(effect):
        return _UNKNOWN
    return _BETTER if gets_better(effect) else _SAME


def _column(one: VisitorEffect) -> str:
    return f"{one.persona}, {one.view.device}"


def _question(effect: QuestionEffect, visitors: Sequence[str]) -> str:
    fares = {_column(one): _change(fare_text(one.before), fare_text(one.after)) for one in effect.visitors}
    share = next(
        (
            _change(_share(one.before, one.unknown_before), _share(one.after, one.unknown_after))
            for one in effect.shares
        ),
        "",
    )
    cells = [*(fares.get(visitor, "") for visitor in visitors), share]
    return _row(_MARKS[_kind(effect)], one_line(effect.question, chars_max=_QUESTION_CHARS), cells)


def _row(mark: str, question: str, cells: Sequence[str]) -> str:
    columns = "  ".join(cell.ljust(_FARE_CHARS) for cell in cells)
    return f"{mark or ' '} {question.ljust(_QUESTION_CHARS)}  {columns}".rstrip()


def _change(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _share(share: float, unknown: float) -> str:
    return percent(share) + (f" (+{percent(unknown)} ?)" if round(unknown, 2) else "")


def _sum(effects: Sequence[QuestionEffect]) -> str:
    kinds = [_kind(effect) for effect in effects]
    better, worse, unknown = (kinds.count(kind) for kind in (_BETTER, _WORSE, _UNKNOWN))
    told = [
        f"{plural(better, 'question gets', 'questions get')} better (+)",
        f"{plural(worse, 'gets', 'get')} worse (-)",
        f"of {plural(unknown, 'question', 'questions')} nobody knows (?)",
        f"{kinds.count(_SAME)} fare as before",
    ]
    return f"{', '.join(told)}. No site was asked: this is the run's recording."


def _unseen(effects: Sequence[QuestionEffect]) -> list[str]:
    met = [one.unseen for effect in effects for one in effect.visitors if one.unseen]
    places = list(dict.fromkeys(met))
    if not places:
        return []
    rest = len(places) - _UNSEEN_MAX
    told = [f"  {one_line(place, chars_max=300)}" for place in places[:_UNSEEN_MAX]]
    more = [f"  and {rest} more"] if rest > 0 else []
    return ["Unknown, because nobody in this run clicked these:", *told, *more]


def _unlike(ids: Sequence[str]) -> list[str]:
    if not ids:
        return []
    named = ", ".join(one_line(name, chars_max=60) for name in ids[:5])
    more = f" and {len(ids) - 5} more" if len(ids) > 5 else ""
    return [
        "Unknown, because their visitors did something else in the run than the recording shows: "
        f"{named}{more}."
    ]
