"""The verbs of the history, and what it does to a run: without a browser, over results that are given."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from nights import SITE, night, question, result
from nights import run as run_file
from typer.testing import CliRunner, Result

from selfserve_check.app.memory import STORE_NAME
from selfserve_check.app.run import Finished, Order
from selfserve_check.cli import common
from selfserve_check.cli.main import app
from selfserve_check.history.store import open_store
from selfserve_check.language.redact import Redactor
from selfserve_check.model.journey import Cause
from selfserve_check.model.result import Outcome, QuestionResult, Reason, Run, RunStats
from selfserve_check.report.run_json import render
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import Recording, pack

SCENARIOS = f"""\
site: {SITE}
questions:
  - id: a
    question: How long do I have to return something?
    answer: 30 days
  - id: b
    question: What does delivery cost?
    also_asked: [is delivery free]
    answer: 4.95 EUR
"""


class Nightly:
    """Runs of the command line whose site answers as it is told, one night after the other."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.outcomes: dict[str, Outcome] = {}
        self.asked: list[str] = []
        self.day = 0
        (folder / "scenarios.yaml").write_text(SCENARIOS)
        monkeypatch.chdir(folder)
        monkeypatch.setattr(common, "_run", self._run)

    async def _run(self, order: Order, _: Callable[[object], None]) -> Finished:
        self.day += 1
        self.asked = [scenario.id for scenario in order.scenarios]
        moment = f"2026-03-{self.day:02d}T02:00:00+00:00"
        results = tuple(
            QuestionResult(
                scenario=scenario,
                outcome=(outcome := self.outcomes.get(scenario.id, Outcome.PASSED)),
                reason=Reason.MISSING if outcome is Outcome.FAILED else None,
                error=Cause(kind="timeout", detail="too slow") if outcome is Outcome.ERRORED else None,
            )
            for scenario in order.scenarios
        )
        found = Run(
            run_id=f"night-{self.day}",
            started_at=moment,
            finished_at=moment,
            tool_version="0.1.0",
            browser="none",
            site=order.site,
            complete=True,
            results=results,
            stats=RunStats(wall_s=120.0),
        )
        return Finished(run=found, recording=b"")

    def night(self, *flags: str, **outcomes: Outcome) -> Result:
        self.outcomes = outcomes
        return self.invoke("run", "scenarios.yaml", *flags)

    def invoke(self, *words: str) -> Result:
        return CliRunner().invoke(app, list(words))


@pytest.fixture
def nightly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nightly:
    return Nightly(tmp_path, monkeypatch)


FAILED, ERRORED = Outcome.FAILED, Outcome.ERRORED


def test_only_new_failures_fail_the_build(nightly: Nightly) -> None:
    """Red the night it breaks, not the nights after; could-not-ask is still 3."""
    first = nightly.night("--fail-on", "new", b=FAILED)
    assert first.exit_code == 1
    assert "no earlier run to compare with, so every failure counts as new" in first.stderr
    second = nightly.night("--fail-on", "new", b=FAILED)
    assert second.exit_code == 0
    assert "Still not answered: What does delivery cost?" in second.stdout
    assert "since 1 March 2026, 02:00 (UTC)" in second.stdout
    third = nightly.night("--fail-on", "new", a=FAILED, b=FAILED)
    assert third.exit_code == 1
    assert "Newly not answered: How long do I have" in third.stdout
    assert nightly.night("--fail-on", "new", a=ERRORED, b=FAILED).exit_code == 3
    assert nightly.night(a=FAILED).exit_code == 1
    assert nightly.night("--fail-on", "blocker", a=FAILED).exit_code == 0
    assert nightly.night("--fail-on", "score<50", a=FAILED).exit_code == 0
    low = nightly.night("--fail-on", "score<51", a=FAILED)
    assert (low.exit_code, "50.0% is under 51 %" in low.stderr) == (1, True)
    assert nightly.night("--fail-on", "nothing").exit_code == 2


def test_junit_is_red_where_the_exit_code_is(nightly: Nightly) -> None:
    """A known failure is skipped, with why."""
    nightly.night("--fail-on", "new", b=FAILED)
    nightly.night("--fail-on", "new", b=FAILED)
    text = (nightly.folder / "reports/latest/junit.xml").read_text()
    assert 'failures="0"' in text
    assert "Known failure (not answered since 2026-03-01)" in text
    for name in ("summary.md", "index.html"):
        shown = (nightly.folder / "reports/latest" / name).read_text()
        assert "Still not answered" in shown
        assert "of 1 question that is not answered 1 does not count" in shown


def test_accepted_failures_are_known_on_a_machine_that_forgets(nightly: Nightly) -> None:
    """The file is committed; the history is gone every night."""
    assert nightly.night(b=FAILED).exit_code == 1
    said = nightly.invoke("accept", "reports/latest")
    assert said.exit_code == 0
    assert "known-failures.yaml: 1 newly accepted. Commit it" in said.stdout
    _forget(nightly.folder)
    night_after = nightly.night("--fail-on", "new", b=FAILED)
    assert (night_after.exit_code, night_after.stderr) == (0, "")
    _forget(nightly.folder)
    assert nightly.night("--fail-on", "new", a=FAILED).exit_code == 1
    mended = nightly.night("--fail-on", "new")
    assert "b is answered now; take it out" in mended.stderr


def _forget(folder: Path) -> None:
    for file in (folder / ".selfserve-check").glob("history.sqlite*"):
        file.unlink()


def test_only_what_failed_is_asked_again(nightly: Nightly) -> None:
    """Or what could not be asked; where nothing is left, nothing is asked."""
    assert "everything is asked" in nightly.night("--last-failed").stderr
    nightly.night(a=FAILED, b=ERRORED)
    nightly.night("--errored-only", b=ERRORED)
    assert nightly.asked == ["b"]
    nightly.night("--last-failed", a=FAILED)
    assert nightly.asked == ["a"]
    nightly.night("--last-failed", "--errored-only")
    assert nightly.asked == ["a", "b"]
    day = nightly.day
    nothing = nightly.night("--last-failed")
    assert (nothing.exit_code, nightly.day) == (0, day)
    assert "Nothing to ask again" in nothing.stdout


def test_a_run_without_a_history_is_as_before(nightly: Nightly) -> None:
    """Nothing kept, nothing compared, nothing said."""
    (nightly.folder / "playwright.config.yaml").write_text("history: {enabled: false}\n")
    nightly.night()
    assert nightly.night().stderr == ""
    assert not (nightly.folder / ".selfserve-check").exists()
    assert json.loads((nightly.folder / "reports/latest/run.json").read_text())["changes"] is None
    assert "history.enabled is false" in nightly.invoke("history").stderr


def test_a_store_that_cannot_be_used_changes_no_exit_code(nightly: Nightly) -> None:
    """The report is there, and one line says where the run is."""
    nightly.night(a=FAILED)
    store = nightly.folder / ".selfserve-check" / STORE_NAME
    _forget(nightly.folder)
    store.write_bytes(b"no database " * 100)
    for outcome, code in ((FAILED, 1), (Outcome.PASSED, 0)):
        done = nightly.night(a=outcome)
        assert done.exit_code == code
        assert "queued, and taken in next time" in done.stderr
    store.unlink()
    assert "took in 2 queued runs" in nightly.night().stderr


def test_the_history_lists_runs_and_tells_the_life_of_a_question(nightly: Nightly) -> None:
    """Since when it fails, how often it flipped, night by night."""
    assert "No runs yet" in nightly.invoke("history").stdout
    for outcome in (Outcome.PASSED, FAILED, Outcome.PASSED, FAILED, ERRORED, FAILED):
        nightly.night(b=outcome)
    listed = nightly.invoke("history", "--limit", "2").stdout.splitlines()
    assert len(listed) == 3
    assert "2026-03-06 02:00" in listed[1]
    assert "1 answered, 1 not answered" in listed[1]
    life = nightly.invoke("history", "show", "b").stdout
    assert "Not answered since 4 March 2026, 02:00 (UTC)." in life
    assert "6 runs, flipped 3 times, could not be asked once" in life
    assert "2026-03-05 02:00  Could not ask" in life
    unknown = nightly.invoke("history", "show", "bb")
    assert unknown.exit_code == 2
    assert "did you mean 'b'?" in unknown.stderr


def test_prune_forgets(nightly: Nightly) -> None:
    """Runs of March 2026 are old, whatever today is."""
    nightly.night()
    assert "1 run forgotten" in nightly.invoke("history", "prune", "--keep-days", "0").stdout
    assert "No runs yet" in nightly.invoke("history").stdout


def test_a_plan_says_what_would_be_asked_and_sends_nothing(nightly: Nightly) -> None:
    """And about how long it takes, once there were runs."""
    first = nightly.invoke("plan", "scenarios.yaml")
    assert first.exit_code == 0
    assert "not known before the first run" in first.stdout
    nightly.night()
    day = nightly.day
    planned = nightly.invoke("plan", "scenarios.yaml", "--only", "b").stdout
    assert "4 visitors: menu, search, on a computer, in 2 wordings; at most 5 clicks" in planned
    assert "1 question; about 1 min, by the median of 1 earlier run" in planned
    assert nightly.day == day


def test_two_reports_are_compared(tmp_path: Path) -> None:
    """In the order of time, over one site."""
    old, new, other = (tmp_path / name for name in ("old.json", "new.json", "other.json"))
    old.write_text(
        render(run_file(result("a"), result("b", "failed"), started_at="2026-03-01T02:00:00+00:00"))
    )
    new.write_text(render(run_file(result("a", "failed"), result("b"))))
    other.write_text(render(run_file(result("a"), site="https://other.example")))
    done = CliRunner().invoke(app, ["compare", str(old), str(new)])
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "shop.example: from 1 March 2026, 02:00 (UTC) to 10 March 2026, 02:00 (UTC)",
        "2 questions were asked in several runs.",
        "Newly lost: 1; found again: 1.",
        "",
        "  1 March 2026, 02:00 (UTC)    50 %  1 answered, 1 not",
        "  10 March 2026, 02:00 (UTC)   50 %  1 answered, 1 not",
        "",
        "Newly lost:",
        "  What about a?",
        "",
        "Found again:",
        "  What about b?",
    ]
    assert "give the earlier one first" in CliRunner().invoke(app, ["compare", str(new), str(old)]).stderr
    beside = CliRunner().invoke(app, ["compare", str(old), str(other)]).stdout
    assert beside.splitlines()[0] == "shop.example beside other.example"


def test_a_baseline_can_be_named(nightly: Nightly) -> None:
    """A report kept as an artifact, or a run of the history."""
    nightly.night(b=FAILED)
    nightly.night()
    known = nightly.night("--fail-on", "new", "--baseline", "night-1", b=FAILED)
    assert known.exit_code == 0
    kept = nightly.folder / "kept.json"
    kept.write_text((nightly.folder / "reports/latest/run.json").read_text())
    assert nightly.night("--fail-on", "new", "--baseline", "kept.json", b=FAILED).exit_code == 0
    assert nightly.night("--baseline", "nothing").exit_code == 2


def test_a_recording_is_held_against_the_last_night_and_not_kept(nightly: Nightly) -> None:
    """It is not the site of tonight."""
    recording = pack(Recording(site=SITE, made_by="0", graph=SiteGraph()), Redactor())
    (nightly.folder / "kept.json.gz").write_bytes(recording)
    nightly.night()
    assert "Newly not answered" in nightly.night("--offline", "kept.json.gz", a=FAILED).stdout
    assert "1 run," in nightly.invoke("history", "show", "a").stdout


def test_what_the_history_shows_cannot_act_on_a_terminal(nightly: Nightly) -> None:
    """Text of a site is data there, too."""
    nightly.night()
    with open_store(f"sqlite:///{nightly.folder / '.selfserve-check' / STORE_NAME}") as store:
        store.add(night(20, question("a", quote="\x1b[31mred\u202e")))
    shown = nightly.invoke("history", "show", "a").stdout
    assert "Last seen" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
