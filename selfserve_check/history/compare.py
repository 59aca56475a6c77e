"""This run beside its baseline: what is new, what still fails, what was mended. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from selfserve_check.history.differences import differences, differences_back, page_texts, stands_on
from selfserve_check.history.past import DECIDED, WORSE, PastQuestion, PastRun
from selfserve_check.report.run_parts import ChangePart

_ORDER = (
    "new_failure",
    "could_not_ask",
    "flaky",
    "to_check",
    "answer_changed",
    "harder_to_find",
    "longer",
    "fixed",
    "still_failing",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What a run is compared with: ``before`` holds, by question, the last result that says something about
    the site, from ``run`` or, where that could not ask it, from a night before. ``since`` is the first night
    of each failure that lasted until then."""

    run_id: str
    started_at: str
    before: Mapping[str, PastQuestion]
    since: Mapping[str, str] = field(default_factory=dict)


def baseline_of(run: PastRun) -> Baseline:
    """``run`` alone as a baseline: what it did not decide is unknown."""
    before = {one.id: one for one in run.questions if one.outcome in DECIDED}
    failing = {name: run.started_at for name, one in before.items() if one.outcome == "failed"}
    return Baseline(run_id=run.run_id, started_at=run.started_at, before=before, since=failing)


def compare(now: PastRun, baseline: Baseline) -> tuple[ChangePart, ...]:
    """Every change, the worst kind first, within each in the order of the questions.

    A question that the baseline did not decide has nothing to be compared with: where it fails it is a new
    failure, with ``was`` None. So is one that was not found before and now tells visitors something false.
    """
    found = [change for one in now.questions for change in _changes(one, baseline)]
    return tuple(sorted(found, key=lambda change: _ORDER.index(change.kind)))


def _changes(now: PastQuestion, baseline: Baseline) -> Iterable[ChangePart]:
    before = baseline.before.get(now.id)
    match now.outcome:
        case "failed":
            yield _failure(now, before, baseline.since.get(now.id, baseline.started_at))
        case "errored":
            yield _change("could_not_ask", now, before)
        case "needs_review" if before is not None and before.outcome == "passed":
            yield _change("to_check", now, before, differences(before, now))
        case "passed":
            yield from _passes(now, before)


def _failure(now: PastQuestion, before: PastQuestion | None, since: str) -> ChangePart:
    worse = before is not None and now.reason in WORSE and now.reason != before.reason
    if before is not None and before.outcome == "failed" and not worse:
        return _change("still_failing", now, before).model_copy(update={"since": since})
    told = differences(before, now) if before is not None else ()
    return _change("new_failure", now, before, told)


def _passes(now: PastQuestion, before: PastQuestion | None) -> Iterable[ChangePart]:
    if before is not None and before.outcome == "failed":
        yield _change("fixed", now, before, differences_back(before, now))
    if now.flaky:
        yield _change("flaky", now, before)
    if now.harder and not (before is not None and before.harder):
        told = differences(before, now) if before is not None and before.outcome == "passed" else ()
        yield _change("harder_to_find", now, before, told)
    if before is None or before.outcome != "passed":
        return
    if now.clicks is not None and before.clicks is not None and now.clicks > before.clicks:
        yield _change("longer", now, before, differences(before, now)).model_copy(
            update={"clicks_before": before.clicks}
        )
    if _answer_changed(now, before):
        yield _change("answer_changed", now, before).model_copy(
            update={"quote_before": before.quotes[0].text, "quote_now": now.quotes[0].text}
        )


def _answer_changed(now: PastQuestion, before: PastQuestion) -> bool:
    """Whether the passage that answered the question no longer stands where it stood. That another one
    answers it, too, is no change."""
    if not now.quotes or not before.quotes:
        return False
    old = before.quotes[0]
    if any(_plain(old.text) == _plain(quote.text) for quote in now.quotes):
        return False
    texts = page_texts(now.pages, old.url)
    if texts is not None:
        return not stands_on(texts, old)
    return any(quote.url == old.url for quote in now.quotes)


def _change(
    kind: str, now: PastQuestion, before: PastQuestion | None, told: Iterable[object] = ()
) -> ChangePart:
    return ChangePart.model_validate(
        {
            "id": now.id,
            "kind": kind,
            "was": before.outcome if before else None,
            "edited": before is not None and before.asked != now.asked,
            "differences": list(told),
        }
    )


def _plain(text: str) -> str:
    return " ".join(text.split())
