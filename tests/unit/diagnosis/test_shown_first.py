"""An answer that some are shown is shown to all, before anything is written elsewhere."""

from __future__ import annotations

import pytest
from asking import FACT, QUESTION
from worlds import HOME

from selfserve_check.diagnosis.remedy_words import shown_first
from selfserve_check.model.finding import Finding
from selfserve_check.model.result import Outcome, QuestionResult, Reason
from selfserve_check.model.scenario import Scenario

SCENARIO = Scenario(id="q", question=QUESTION, site=HOME, start=HOME, answer=FACT)
SHOW = Finding(kind="only_some", text="Seen only after a yes.", remedy="Show it to all.")


def result(reason: Reason, *findings: Finding) -> QuestionResult:
    return QuestionResult(scenario=SCENARIO, outcome=Outcome.FAILED, reason=reason, findings=findings)


def missing(remedy: str) -> Finding:
    return Finding(kind="missing", text="No page answers this.", remedy=remedy)


def test_showing_it_comes_first() -> None:
    told = shown_first(result(Reason.MISSING, missing("Say on /: “30 days”"), SHOW))
    assert [one.remedy for one in told.findings] == [
        "Show it to all. If that cannot be: Say on /: “30 days”",
        "Show it to all.",
    ]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(result(Reason.MISSING, missing("Say on /: “30 days”")), id="nobody is shown it"),
        pytest.param(result(Reason.MISSING, missing(""), SHOW), id="nothing would be written"),
        pytest.param(
            result(Reason.HIDDEN, Finding(kind="hidden", text="Not linked.", remedy="Link to it."), SHOW),
            id="it is not missing",
        ),
    ],
)
def test_all_else_stays_as_it_is(other: QuestionResult) -> None:
    assert shown_first(other) == other
