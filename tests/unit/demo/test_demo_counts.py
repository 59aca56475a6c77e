"""Two cases and two look-alikes of every reason, and of everything that an audit finds, in the demo itself.

A held table: a new reason or a new kind of finding is not done before it is planted here.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from selfserve_check.demo import expected, faults, look_alikes, planted_findings, reason_look_alikes
from selfserve_check.diagnosis.audits import AUDITS
from selfserve_check.model.result import Reason

# What each audit tells. "promise_unread" and "more" are about the run, and no fault of a site.
KINDS = {
    "promises": ("promise_broken", "promise_kept", "promise_not_corroborated", "promise_not_made"),
    "contradictions": ("contradiction",),
    "person": ("no_person", "go_away"),
    "dead_links": ("dead_link",),
    "only_some": ("only_some", "after_consent"),
    "files": ("file_only", "picture_only"),
    "structured_data": ("structured_data",),
    "vocabulary": ("vocabulary",),
}
ALL_KINDS = [kind for kinds in KINDS.values() for kind in kinds]
_AUDITS = Path(__file__).parents[3] / "selfserve_check/diagnosis/audits"


@pytest.mark.parametrize("reason", list(Reason))
def test_each_reason_has_two_planted_cases(reason: Reason) -> None:
    """Two questions fail for it, or are for a person to look at."""
    assert len({fault.id for fault in faults() if fault.reason == reason.value}) >= 2


@pytest.mark.parametrize("reason", list(Reason))
def test_each_reason_has_two_questions_that_only_look_like_it(reason: Reason) -> None:
    """And neither is listed to get it."""
    alike = {one.id for one in reason_look_alikes() if one.reason == reason.value}
    assert len(alike) >= 2
    assert alike <= set(expected())
    assert alike & {fault.id for fault in faults() if fault.reason == reason.value} == set()


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_each_kind_of_finding_has_two_planted_cases(kind: str) -> None:
    """Each known by words of its own."""
    planted = [one for one in planted_findings() if one.kind == kind]
    assert len({(one.question, one.says) for one in planted}) == len(planted)
    assert sum(one.cases for one in planted) >= 2


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_each_kind_of_finding_has_two_look_alikes(kind: str) -> None:
    """Each known by words of its own, none of which is a planted finding's."""
    alike = [one for one in look_alikes() if one.kind == kind]
    assert len({one.says for one in alike}) >= 2
    planted = {one.says for one in planted_findings() if one.kind == kind}
    assert {one.says for one in alike} & planted == set()


def test_the_table_names_every_audit_and_nothing_else_is_planted() -> None:
    """A misspelt kind would never be found, and as a look-alike never be mistaken."""
    assert set(KINDS) == {audit.name for audit in AUDITS}
    assert {one.kind for one in (*planted_findings(), *look_alikes())} == set(ALL_KINDS)
    assert {one.reason for one in reason_look_alikes()} == {reason.value for reason in Reason}


def test_the_table_names_every_kind_that_the_audits_can_find() -> None:
    """Read from their source: whoever adds a kind adds it here, and plants it."""
    told = Counter[str]()
    for file in _AUDITS.glob("*.py"):
        source = file.read_text(encoding="utf-8")
        told.update(re.findall(r"Finding\(\s*kind=f?\"([^\"]+)\"", source))
    promised = {f"promise_{state}" for state in ("broken", "kept", "not_corroborated", "not_made")}
    assert set(told) == {*ALL_KINDS, "more", "promise_{held.state}"} - promised
