"""What ``demo`` says of a run over the shop, held against the list of what is planted."""

from __future__ import annotations

from typing import Any

import pytest

from selfserve_check.cli.demo_compare import compared
from selfserve_check.demo import expected, faults, planted_findings
from selfserve_check.report.run_file import FindingPart, ResultPart, RunFile
from selfserve_check.report.run_parts import QuotePart


def finding(kind: str, text: str, quoted: str = "") -> FindingPart:
    quotes = [QuotePart.model_construct(url="", text=quoted)] if quoted else []
    return FindingPart.model_construct(kind=kind, text=text, quotes=quotes)


def as_listed(**reasons: str) -> RunFile:
    """A run in which everything is as it is listed, but for the ``reasons`` of questions (by id, with "_")."""
    other = {question.replace("_", "-"): reason for question, reason in reasons.items()}
    known = {fault.id: fault.reason for fault in faults()} | other
    found: dict[str, list[FindingPart]] = {}
    for one in planted_findings():
        found.setdefault(one.question, []).append(finding(one.kind, " and ".join(one.says)))
    results = [
        _result(
            id=question,
            outcome="failed" if question in other else outcome,
            reason=known.get(question),
            findings=found.get(question, []),
        )
        for question, outcome in expected().items()
    ]
    said: dict[str, Any] = {"results": results, "findings": found[""], "complete": True}
    return RunFile.model_construct(**said)


def _result(**said: Any) -> ResultPart:
    """What is compared of a question; all else that a report says of it plays no part."""
    return ResultPart.model_construct(**said)


def test_a_run_that_is_as_listed_is_told_in_three_counts() -> None:
    """And nothing beside them."""
    result = compared(as_listed())
    assert result.is_as_listed
    assert [line.partition(":")[0] for line in result.lines()] == [
        "Planted faults",
        "Planted findings",
        "Look-alikes",
    ]


def test_a_question_with_another_outcome_or_reason_is_named() -> None:
    """With what was listed, and the fault."""
    result = compared(as_listed(water_stain="missing"))
    assert not result.is_as_listed
    (line,) = result.outcomes
    assert line.startswith("water-stain: failed (missing), listed is failed (hidden) (The page that answers")
    assert result.met == len(faults()) - 1
    assert result.could_ask


def test_a_look_alike_that_gets_the_reason_it_smells_of_is_named() -> None:
    """As mistaken, beside the outcome that is not as listed."""
    result = compared(as_listed(tile_load="hidden"))
    assert not result.is_as_listed
    (line,) = result.mistaken
    assert line.startswith("a false hidden: tile-load (")
    assert any(f" {line}" in told for told in result.lines())


def test_a_look_alike_with_a_reason_of_its_own_is_let_go() -> None:
    """What it must not get is one reason."""
    assert compared(as_listed()).mistaken == ()


@pytest.mark.parametrize("of_site", [True, False])
def test_a_finding_that_a_look_alike_must_not_have_is_named(of_site: bool) -> None:
    """Whether it is the site's or a question's; its quotes count."""
    run = as_listed()
    false = finding("vocabulary", "Customers say", "“pipe”")
    (run.findings if of_site else run.results[0].findings).append(false)
    result = compared(run)
    assert not result.is_as_listed
    assert [line.startswith("a false vocabulary: Customers say") for line in result.mistaken] == [True]


def test_a_planted_finding_that_is_lacking_is_named() -> None:
    """With where it was to be, and its words."""
    run = as_listed()
    run.findings.clear()
    result = compared(run)
    assert not result.is_as_listed
    assert len(result.lacking) == sum(not one.question for one in planted_findings())
    assert any(line.startswith("the site: no dead_link that says") for line in result.lacking)


def test_where_all_that_differs_could_not_be_asked_nothing_is_said_against_the_bots() -> None:
    """The exit code says that we could not ask."""
    run = as_listed()
    question = next(one for one in run.results if one.id == "phone-number")
    run.results[run.results.index(question)] = question.model_copy(update={"outcome": "errored"})
    result = compared(run)
    assert (result.is_as_listed, result.could_ask) == (False, False)
