"""JUnit XML: one test case a question, for every tool that shows test results."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from selfserve_check.report import look, look_changes, words
from selfserve_check.report.links import host_of
from selfserve_check.report.run_file import ResultPart, RunFile
from selfserve_check.report.text import clean_run, one_line

_ATTACHMENT = "[[ATTACHMENT|"


def render(run: RunFile) -> str:
    """``run`` as a JUnit document of one suite.

    A test case is red exactly where the exit code is: not answered at severity ``error`` or ``blocker`` is
    a ``failure``, and what could not be asked is an ``error``. A question to check, one that is switched
    off, a ``warn`` that is not answered and a known failure are ``skipped`` with the reason as their
    message: they must not turn a green run red, and as a plain pass nobody would see them. A pass that took a
    second try is a pass with a ``flakyFailure`` in it, as Surefire writes one; those are counted among the
    properties. The text of a failure can be read alone. Characters that XML forbids are dropped.
    """
    return render_with_pictures(run, "")


def render_with_pictures(run: RunFile, folder: str) -> str:
    """The same, naming pictures as they lie in ``folder``, which is where the report is from the top of the
    project: GitLab and Jenkins show them beside the question. "" names none."""
    shown = clean_run(run)
    cases = [_case(shown, result, folder) for result in look.ordered(shown)]
    attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in _suite(shown).items())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<testsuites>",
        f"  <testsuite {attributes}>",
        *_properties(shown),
        *(line for case in cases for line in case),
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def kind_of(result: ResultPart, excuse: str = "") -> str:
    """What a question becomes: ``passed``, ``failure``, ``error`` or ``skipped``. A failure with an
    ``excuse`` does not fail the build: skipped, with a message, as pytest writes what it expects to fail."""
    if result.outcome == "failed":
        return "skipped" if excuse or result.severity in ("warn", "off") else "failure"
    return {"passed": "passed", "errored": "error"}.get(result.outcome, "skipped")


def _suite(run: RunFile) -> dict[str, str]:
    kinds = [kind_of(result, look_changes.excuse_of(run, result.id)) for result in run.results]
    return {
        "name": host_of(run.site),
        "tests": str(len(kinds)),
        "failures": str(kinds.count("failure")),
        "errors": str(kinds.count("error")),
        "skipped": str(kinds.count("skipped")),
        "time": f"{run.stats.wall_s:.3f}",
        "timestamp": run.started_at[:19],
        "id": run.run_id,
    }


def _properties(run: RunFile) -> list[str]:
    pairs = {
        "site": run.site,
        "tool": f"{run.tool.name} {run.tool.version}",
        "browser": run.tool.browser,
        "complete": "yes" if run.complete else "no",
        "flaky": str(look.flaky_count(run)),
        "score": "" if run.score is None else f"{run.score:.4f}",
    }
    lines = [
        f"      <property name={quoteattr(name)} value={_attribute(value)}/>" for name, value in pairs.items()
    ]
    return ["    <properties>", *lines, "    </properties>"]


def _case(run: RunFile, result: ResultPart, folder: str) -> list[str]:
    name = f"{one_line(result.question)} [{one_line(result.id)}]"
    head = f"    <testcase classname={_attribute(host_of(run.site))} name={_attribute(name, 500)}"
    inside = [*_verdict(result, look_changes.excuse_of(run, result.id)), *_output(result, folder)]
    return [head + ">", *inside, "    </testcase>"] if inside else [head + "/>"]


def _verdict(result: ResultPart, excuse: str) -> list[str]:
    kind = kind_of(result, excuse)
    if kind == "passed":
        if not result.flaky:
            return []
        kind = "flakyFailure"
    element = f"      <{kind} message={_attribute(_message(result, excuse), 500)}"
    if kind != "skipped":
        element += f" type={_attribute(_type(result))}"
    return [f"{element}>{escape(details(result))}</{kind}>"]


def _type(result: ResultPart) -> str:
    if result.error:
        return result.error.kind
    return "second_try" if result.flaky else result.reason or result.outcome


def _message(result: ResultPart, excuse: str) -> str:
    label = words.OUTCOMES[result.outcome]
    if excuse:
        label = f"Known failure ({excuse})"
    elif result.outcome == "failed" and result.severity == "warn":
        label = "Warning only: not answered"
    return f"{label}: {look.why(result)}"


def details(result: ResultPart) -> str:
    """Everything a reader of one failure needs, as lines of plain text."""
    lines = [
        f"Question: {one_line(result.question)}",
        f"Expected: {look.expected(result.expected)}",
        f"{words.OUTCOMES[result.outcome]}: {look.why(result)}",
    ]
    if result.outcome == "errored" and look.error_hint(result.error):
        lines.append(f"What to do: {look.error_hint(result.error)}")
    for finding in result.findings:
        lines.append(f"Found: {look.finding_text(finding)}")
        if finding.remedy:
            lines.append(f"What to change: {one_line(finding.remedy, chars_max=500)}")
    journey = look.best_journey(result)
    if journey and journey.steps:
        lines.append(f"Path: {look.path_text(journey)}")
        lines.append(f"Ended on: {look.last_look(result) or 'no page'}")
    if result.command:
        lines.append(f"Ask again: {one_line(result.command, chars_max=1_000)}")
    return "\n".join(lines)


def _output(result: ResultPart, folder: str) -> list[str]:
    lines = [f"“{one_line(item.quote, chars_max=500)}” - {item.url}" for item in result.evidence[:3]]
    if result.flaky:
        lines.insert(0, "Flaky: the answer was found on a second try only.")
    # What a page says names no file of this machine.
    lines = [line.replace(_ATTACHMENT, "[ [ATTACHMENT|") for line in lines]
    lines += [f"{_ATTACHMENT}{folder}/{path}]]" for path in _pictures(result) if folder]
    return [f"      <system-out>{escape(chr(10).join(lines))}</system-out>"] if lines else []


def _pictures(result: ResultPart) -> list[str]:
    """Where the deciding visitor ended, of a question that a person should look at."""
    journey = look.best_journey(result)
    wanted = journey is not None and result.outcome in ("failed", "errored", "needs_review")
    return [journey.end_picture.path] if wanted and journey and journey.end_picture else []


def _attribute(value: str, chars_max: int = 200) -> str:
    return quoteattr(one_line(value, chars_max=chars_max))
