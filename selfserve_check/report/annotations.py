"""GitHub's annotations of a run: at most nine, the worst first, and one line that counts the rest.

A line that starts with ``::`` is a command to GitHub's runner. What a page, a file or a question says stands
in such a line only where it is escaped, so that it can neither end the line nor begin another command.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from selfserve_check.report import look, look_changes
from selfserve_check.report.run_file import ResultPart, RunFile
from selfserve_check.report.text import clean_run, one_line

SHOWN_MAX = 9
"""GitHub shows ten of a kind for each step; the tenth counts the rest."""
_TITLE_MAX, _TEXT_MAX = 120, 700
_SOURCE = re.compile(r"(.+):(\d{1,7})$")
_COMMAND = re.compile(r"^(\s*)::|##(?=\[)", re.MULTILINE)
_LEVELS = ("error", "warning", "notice")


def annotation_lines(runs: Sequence[RunFile], place: Callable[[str], str] = lambda path: path) -> list[str]:
    """The lines to print. ``place`` gives a scenario file's path as it stands in the repository, "" where it
    lies elsewhere. Passes and what is switched off have none; a failure that does not fail the build is a
    notice."""
    told = [(level_of(run, result), result) for run in map(clean_run, runs) for result in look.ordered(run)]
    wanted = [(level, result) for level, result in told if level]
    wanted.sort(key=lambda one: (_LEVELS.index(one[0]), one[1].severity != "blocker"))
    lines = [_line(level, result, place) for level, result in wanted[:SHOWN_MAX]]
    rest = len(wanted) - SHOWN_MAX
    if rest > 0:
        lines.append(f"::notice title=selfserve-check::and {rest:,} more: see the summary and the report")
    return lines


def level_of(run: RunFile, result: ResultPart) -> str:
    """How loud a question is told of: error, warning, notice, or "" for not at all."""
    match result.outcome:
        case "failed" if look_changes.excuse_of(run, result.id):
            return "notice"
        case "failed":
            return "error" if result.severity in ("error", "blocker") else "warning"
        case "errored":
            return "warning"
        case "needs_review":
            return "notice"
    return "warning" if result.flaky else ""


def harmless(text: str) -> str:
    """``text`` so that no line of it is a command to GitHub's runner, in its old or its new form."""
    return _COMMAND.sub(lambda found: f"{found[1]}: :" if found[1] is not None else "# #", text)


def escaped_data(text: str) -> str:
    """``text`` behind the second ``::`` of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_value(text: str) -> str:
    """``text`` as the value of a property, which ends at a colon or a comma."""
    return escaped_data(text).replace(":", "%3A").replace(",", "%2C")


def _line(level: str, result: ResultPart, place: Callable[[str], str]) -> str:
    title = f"{look.outcome_word(result)}: {one_line(result.question, chars_max=_TITLE_MAX)}"
    where = _where(result.source, place)
    text = harmless(one_line(_text(result), chars_max=_TEXT_MAX))
    return f"::{level} {where}title={escaped_value(harmless(title))}::{escaped_data(text)}"


def _text(result: ResultPart) -> str:
    said = [look.why(result)]
    if result.outcome == "errored":
        said.append(look.error_hint(result.error))
    elif result.card and result.card.change:
        said.append(f"What to change: {result.card.change}")
    if result.command:
        said.append(f"Ask again: {result.command}")
    return " ".join(part for part in said if part)


def _where(source: str, place: Callable[[str], str]) -> str:
    found = _SOURCE.match(source)
    path = place(found[1]) if found else ""
    return f"file={escaped_value(path)},line={found[2]}," if found and path else ""
