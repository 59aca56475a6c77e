"""What fails the build, and what somebody accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from nights import result, run

from selfserve_check.cli.common import exit_code
from selfserve_check.errors import UserError
from selfserve_check.history.gate import FailOn, excused, fail_on, under_score
from selfserve_check.history.known import HEAD, KnownFailure, accepted, is_known, read_known, stale
from selfserve_check.report.run_parts import ChangePart, ChangesPart, ExcusedPart

TODAY = "2026-03-10"


def still(name: str, since: str = "2026-03-01T02:00:00+00:00") -> ChangePart:
    return ChangePart(id=name, kind="still_failing", was="failed", since=since)


def fresh(name: str) -> ChangePart:
    return ChangePart(id=name, kind="new_failure", was="passed")


FAILING = run(result(id="a", outcome="failed"), result(id="b", outcome="failed"), result(id="c"))


def excused_ids(rule: str, *changes: ChangePart, known: tuple[KnownFailure, ...] = ()) -> list[str]:
    return [one.id for one in excused(FAILING, fail_on(rule), changes, known, TODAY)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("any", FailOn()),
        (" NEW ", FailOn(rule="new")),
        ("blocker", FailOn(rule="blocker")),
        ("score<80", FailOn(rule="score", percent=80)),
        ("score < 92.5 %", FailOn(rule="score", percent=92.5)),
    ],
)
def test_each_rule_is_read(text: str, rule: FailOn) -> None:
    """And written back so that it is read again."""
    assert fail_on(text) == rule
    assert fail_on(str(rule)) == rule


@pytest.mark.parametrize("text", ["", "none", "score", "score<0.8", "score<101", "score>80", "new,any"])
def test_what_is_no_rule_is_refused_with_those_there_are(text: str) -> None:
    """A share in place of a percentage is the likely mistake."""
    with pytest.raises(UserError, match="any, new, blocker, or score<N"):
        fail_on(text)


def test_any_excuses_nothing() -> None:
    """Not even what was accepted: that is for those who ask for new failures only."""
    assert excused_ids("any", still("a"), known=(KnownFailure(id="a"),)) == []


def test_new_excuses_what_failed_before_and_what_was_accepted() -> None:
    """The rest is new."""
    assert excused_ids("new", still("a"), fresh("b")) == ["a"]
    assert excused_ids("new", still("a"), fresh("b"), known=(KnownFailure(id="b"),)) == ["a", "b"]


def test_new_without_anything_to_compare_with_is_any() -> None:
    """No earlier run and nothing accepted: every failure is new."""
    assert excused_ids("new") == []


def test_an_accepted_failure_counts_again_when_its_time_is_over() -> None:
    """Also where it failed in the baseline: whoever set the date wants to hear of it."""
    for expires, gone in (("2026-03-11", ["a"]), ("2026-03-10", [])):
        assert excused_ids("new", still("a"), known=(KnownFailure(id="a", expires=expires),)) == gone


def test_a_failure_that_now_tells_something_false_is_not_the_accepted_one() -> None:
    """Another reason for not finding it is."""
    known = KnownFailure(id="a", reason="hidden")
    assert is_known(known, result(id="a", outcome="failed", reason="misled"), TODAY)
    assert not is_known(known, result(id="a", outcome="failed", reason="wrong"), TODAY)
    assert is_known(
        KnownFailure(id="a", reason="wrong"), result(id="a", outcome="failed", reason="wrong"), TODAY
    )


def test_blocker_and_score_excuse_the_rest() -> None:
    """A score that is low enough to fail excuses nothing."""
    mixed = run(result(id="a", outcome="failed", severity="blocker"), result(id="b", outcome="failed"))
    assert [one.id for one in excused(mixed, fail_on("blocker"), (), (), TODAY)] == ["b"]
    scored = mixed.model_copy(update={"score": 0.9})
    assert len(excused(scored, fail_on("score<90"), (), (), TODAY)) == 2
    assert excused(scored, fail_on("score<91"), (), (), TODAY) == ()
    assert under_score(scored, fail_on("score<91"))
    assert not under_score(mixed.model_copy(update={"score": None}), fail_on("score<91"))


def test_an_excused_failure_does_not_turn_the_exit_code() -> None:
    """Nor under --strict; what could not be asked still does."""
    excuses = ChangesPart(
        fail_on="new", excused=[ExcusedPart(id="a", why="known"), ExcusedPart(id="b", why="known")]
    )
    green = FAILING.model_copy(update={"changes": excuses})
    assert (exit_code([FAILING], strict=False), exit_code([green], strict=False)) == (1, 0)
    assert exit_code([green], strict=True) == 0
    broken = run(result(id="a", outcome="failed"), result(id="x", outcome="errored"))
    assert exit_code([broken.model_copy(update={"changes": excuses})], strict=False) == 3


def test_accept_writes_what_can_be_read_and_committed(tmp_path: Path) -> None:
    """Failures alone, in the order of the run."""
    file = tmp_path / "known-failures.yaml"
    text, new, gone = accepted(
        file, run(result(id="a", outcome="failed", reason="hidden"), result(id="b")), TODAY
    )
    assert (new, gone) == (1, 0)
    assert text == (
        "".join(f"# {line}\n" for line in HEAD.splitlines())
        + f"known:\n  - id: a\n    outcome: failed\n    reason: hidden\n    since: '{TODAY}'\n"
    )
    file.write_text(text)
    assert read_known(file) == (KnownFailure(id="a", reason="hidden", since=TODAY),)


OWN = """\
# Our list. Ask Mia before adding.
known:
  - id: z            # the shop's own fault
    note: waits for the new help centre
    outcome: failed
    since: 2026-01-05
  # Legal wants this one.
  - id: a
    reason: hidden
    expires: 2026-03-01
  - id: c
"""


def test_accepting_again_keeps_comments_order_and_notes(tmp_path: Path) -> None:
    """What is answered leaves; what this run did not ask stays; what is new comes last."""
    file = tmp_path / "known-failures.yaml"
    file.write_text(OWN)
    text, new, gone = accepted(file, FAILING, TODAY)
    assert (new, gone) == (1, 1)
    for kept in (
        "# Our list. Ask Mia",
        "# the shop's own fault",
        "note: waits for",
        "# Legal wants this one.",
    ):
        assert kept in text
    file.write_text(text)
    assert [one.id for one in read_known(file)] == ["z", "a", "b"]
    assert [one.expires for one in read_known(file)] == ["", "", ""]
    assert accepted(file, FAILING, TODAY) == (text, 0, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("known: {a: b}", "must be a list"),
        ("known: [a]", "needs the id"),
        ("known:\n  - id: a\n    why: x", r"yaml:2: unknown key 'why'"),
        ("known:\n  - id: a\n    expires: soon", "expires is a date"),
        ("known:\n  - id: a\n    outcome: errored", "can only be 'failed'"),
        ("other: 1", "must hold the key 'known'"),
        ("known: [", r"yaml:\d+:\d+: "),
        ("- a", "must hold the key 'known'"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """With the place and what is wrong; nothing is overwritten."""
    file = tmp_path / "known-failures.yaml"
    file.write_text(text)
    with pytest.raises(UserError, match=said):
        read_known(file)
    with pytest.raises(UserError, match=said):
        accepted(file, FAILING, TODAY)


def test_accepted_failures_that_are_answered_are_named() -> None:
    """So that the list does not go stale."""
    assert stale((KnownFailure(id="c"), KnownFailure(id="a"), KnownFailure(id="gone")), FAILING) == ("c",)
    assert read_known(Path("/nonexistent/known-failures.yaml")) == ()
