"""The last lines of a run in a terminal: what is not answered, why, and what to change."""

from __future__ import annotations

import textwrap

from selfserve_check.report import look, look_changes, words
from selfserve_check.report.links import readable
from selfserve_check.report.run_file import FindingPart, ResultPart, RunFile
from selfserve_check.report.text import clean_run, one_line

_MARKS = {
    "passed": "PASS",
    "failed": "FAIL",
    "needs_review": "CHECK",
    "errored": "COULD NOT ASK",
    "skipped": "OFF",
}


def lines(run: RunFile, *, report: str = "", width: int = 100, details_max: int = 25) -> list[str]:
    """``run`` as plain lines of at most ``width`` characters (a command or an address is never broken).

    Every question that needs a person is told in full, worst first, at most ``details_max`` of them, passes
    that something limits among them; then the totals and ``report``, the path of the report.
    """
    shown = clean_run(run)
    needing = [result for result in look.ordered(shown) if look.needs_a_look(result)]
    told = [line for result in needing[:details_max] for line in [*_question(result, width), ""]]
    rest = len(needing) - details_max
    if rest > 0:
        told += [f"… and {words.plural(rest, 'more question', 'more questions')}: see the report.", ""]
    return [
        *told,
        *_changes(shown, width),
        *_totals(shown, width),
        *([f"Report: {one_line(report, chars_max=500)}"] if report else []),
    ]


def _changes(run: RunFile, width: int, told_max: int = 25) -> list[str]:
    """What is new since the baseline: one line each, with what was changed on the pages below it."""
    told = look_changes.told(run)
    since = look_changes.since_text(run.changes) if run.changes else ""
    if not since:
        return []
    if not told:
        return [f"{since}: nothing changed.", ""]
    lines = [f"{since}:"]
    for one in told[:told_max]:
        lines += _wrapped(f"{one.head}: {one.question}", width, "  ", "    ")
        lines += [line for detail in one.details for line in _wrapped(detail, width, "      ", "      ")]
    rest = len(told) - told_max
    return [*lines, *([f"  and {rest:,} more: see the report."] if rest > 0 else []), ""]


def _question(result: ResultPart, width: int) -> list[str]:
    asked = f"  ({result.asked_per_month:,} a month)" if result.asked_per_month else ""
    mark = "FLAKY" if result.flaky else _MARKS[result.outcome]
    title = _wrapped(f"{mark:<6}{one_line(result.question)}{asked}", width, "", " " * 6)
    pairs = [
        ("Why", "" if result.outcome == "passed" and not result.flaky else _reason(result)),
        *_told(result),
        ("Wording", look.wording_text(result)),
        ("Bad days", look.condition_text(result)),
        *_reach(result),
    ]
    told = [line for label, text in pairs if text for line in _pair(label, text, width)]
    return [
        *title,
        *told,
        *([f"      {'Again':<9}{one_line(result.command, chars_max=1_000)}"] if result.command else []),
    ]


def _reason(result: ResultPart) -> str:
    """With a finding the reason's few words are enough: the finding is the sentence."""
    if result.reason and result.findings:
        return look.reason_word(result)
    return look.why(result)


def _told(result: ResultPart) -> list[tuple[str, str]]:
    if result.outcome == "errored":
        return [("To do", look.error_hint(result.error))]
    found = [pair for finding in result.findings[:3] for pair in _finding(finding)]
    if result.outcome == "passed":
        return [*_quoted(result), *found]
    return found or [("Ended on", look.last_look(result)), *_quoted(result)]


def _quoted(result: ResultPart) -> list[tuple[str, str]]:
    limits = look.limits_text(result.evidence[0]) if result.evidence else ""
    return [("Seen", _seen(result)), ("Limits", limits)]


def _reach(result: ResultPart) -> list[tuple[str, str]]:
    if result.outcome == "passed":
        return []
    reach = look.reach_text(result)
    return [
        ("Visitors", f"expected to find it: {reach}" if reach else ""),
        ("Lost on", look.lost_text(result)),
    ]


def _seen(result: ResultPart) -> str:
    if not result.evidence:
        return ""
    nearest = result.evidence[0]
    return f"“{one_line(nearest.quote, chars_max=160)}” ({readable(nearest.url)})"


def _finding(finding: FindingPart) -> list[tuple[str, str]]:
    told = [("Found", look.finding_text(finding))]
    changes = [
        ("Change", one_line(finding.remedy, chars_max=600)),
        ("Effect", one_line(finding.effect, chars_max=600)),
    ]
    return [*told, *(pair for pair in changes if pair[1])]


def _pair(label: str, text: str, width: int) -> list[str]:
    return _wrapped(text, width, f"      {label:<9}", " " * 15)


def _wrapped(text: str, width: int, first: str, then: str) -> list[str]:
    return textwrap.wrap(
        text,
        width=max(width, 40),
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _site_findings(run: RunFile) -> str:
    """How much was found besides the questions; a screen is no place for all of it."""
    count = words.plural(len(run.findings), "thing", "things")
    return f"Also found on the site, with what to change in the report: {count}."


def _totals(run: RunFile, width: int) -> list[str]:
    said = ", ".join(look.counts(run).values())
    score = (
        ""
        if run.score is None
        else f" Score: {words.percent(run.score)} (weighted by how often each is asked)."
    )
    facts = (
        f"{words.duration(run.stats.wall_s)}, {words.plural(run.stats.pages_loaded, 'page', 'pages')} loaded"
    )
    text = [
        f"{look.headline(run)}{': ' + said if said else ''}.{score}",
        *(f"{each}." for each in look.asides(run)),
        *(f"{each}." for each in (look_changes.gate_text(run),) if each),
        *([_site_findings(run)] if run.findings else []),
    ]
    return [line for sentence in [*text, f"{facts}."] for line in _wrapped(sentence, width, "", "  ")]
