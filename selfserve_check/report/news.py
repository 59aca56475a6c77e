"""What is worth telling people who did not look: states that changed, in one short message.

It says the questions, which their authors wrote, and reasons in our own words. Nothing that a page says is in
it: a message goes to services that may take it for markup.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from selfserve_check.report import look, words
from selfserve_check.report.links import host_of
from selfserve_check.report.run_file import ResultPart, RunFile
from selfserve_check.report.text import clean_run, one_line

WORST_MAX = 3
_QUESTION_MAX = 160
_HARMLESS = str.maketrans({"@": "@\u200b", "<": "‹", ">": "›", "`": "'", "[": "(", "]": ")"})
_COUNTING = ("error", "blocker")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What changed on one site. ``trouble`` says in a sentence that not everything could be asked, "" where
    that is no news."""

    site: str
    broken: tuple[ResultPart, ...] = ()
    mended: tuple[ResultPart, ...] = ()
    trouble: str = ""


def news_of(run: RunFile, occasions: Set[str], *, troubled_before: bool = False) -> News | None:
    """What ``run`` has to tell on these ``occasions``; None where nothing changed.

    Only questions that count are told (severity ``error`` and ``blocker``). Without an earlier run every
    failure is a first one. ``troubled_before``: the run before could not ask everything either.
    """
    shown = clean_run(run)
    kinds = _kinds(shown)
    counting = [one for one in look.ordered(shown) if one.severity in _COUNTING]
    worst = sorted(counting, key=lambda one: one.severity != "blocker")
    trouble = "" if troubled_before else trouble_of(shown)
    news = News(
        site=host_of(shown.site),
        broken=tuple(one for one in worst if kinds.get(one.id) == "new_failure")
        if "new_failure" in occasions
        else (),
        mended=tuple(one for one in worst if kinds.get(one.id) == "fixed") if "fixed" in occasions else (),
        trouble=trouble if "incomplete" in occasions else "",
    )
    return news if news.broken or news.mended or news.trouble else None


def trouble_of(run: RunFile) -> str:
    """That not everything could be asked, in a sentence; "" where it could."""
    asked = [result for result in run.results if result.outcome != "skipped"]
    if not run.complete:
        return "The run ended before every question was asked."
    if asked and all(result.outcome == "errored" for result in asked):
        return "No question could be asked."
    return ""


def message(news: Sequence[News], link: str) -> tuple[str, str]:
    """Title and text; ``link`` leads to the report."""
    said = [_title(one) for one in news]
    text = [line for one in news for line in _lines(one, alone=len(news) == 1)]
    return harmless(f"selfserve-check: {'; '.join(said)}"), "\n".join(
        [*text, *([f"Report: {link}"] if link else [])]
    )


def harmless(text: str) -> str:
    """``text`` without what calls people or begins markup where messages are shown."""
    return one_line(text, chars_max=300).translate(_HARMLESS)


def _kinds(run: RunFile) -> dict[str, str]:
    if run.changes is None or not run.changes.baseline:
        known = {one.id for one in run.changes.excused} if run.changes else set()
        return {
            one.id: "new_failure" for one in run.results if one.outcome == "failed" and one.id not in known
        }
    # With --fail-on new an excused failure is a known one; by other rules it is still news.
    known = {one.id for one in run.changes.excused} if run.changes.fail_on == "new" else set()
    told = [one for one in run.changes.changes if one.kind in ("new_failure", "fixed")]
    return {one.id: one.kind for one in told if one.id not in known}


def _title(news: News) -> str:
    parts = [
        f"{len(news.broken)} newly not answered" if news.broken else "",
        f"{len(news.mended)} answered again" if news.mended else "",
        "not everything could be asked" if news.trouble else "",
    ]
    return f"{news.site}: {', '.join(part for part in parts if part)}"


def _lines(news: News, *, alone: bool) -> list[str]:
    lines = [] if alone else [harmless(f"{news.site}:")]
    lines += [harmless(news.trouble)] if news.trouble else []
    if news.broken:
        lines.append("Newly not answered:")
        lines += [f"- {_question(one)}" for one in news.broken[:WORST_MAX]]
        rest = len(news.broken) - WORST_MAX
        lines += [f"and {rest:,} more"] if rest > 0 else []
    if news.mended:
        lines.append("Answered again:")
        lines += [f"- {_question(one, why=False)}" for one in news.mended[:WORST_MAX]]
        rest = len(news.mended) - WORST_MAX
        lines += [f"and {rest:,} more"] if rest > 0 else []
    return lines


def _question(result: ResultPart, *, why: bool = True) -> str:
    beside = ["blocker"] if result.severity == "blocker" else []
    if result.asked_per_month:
        beside.append(f"asked {words.times(result.asked_per_month)} a month")
    told = f" ({', '.join(beside)})" if beside else ""
    reason = f": {look.reason_word(result).lower()}" if why and result.reason else ""
    return harmless(f"{one_line(result.question, chars_max=_QUESTION_MAX)}{told}{reason}")
