"""``pytest scenarios/`` in a real browser gives what ``run`` gives; and a question from a page of one's own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from plugin_words import plugin
from test_nights_smoke import served

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

HEAD = "<!doctype html><html lang=en><title>{0}</title><main><h1>{0}</h1>"
PAGES = {
    "index.html": "<a href=/r.html>Returns</a> <a href=/d.html>Delivery</a> <a href=/gone.html>Warranty</a>",
    "r.html": "<p>You can return anything within 30 days.</p> <a href=/d.html>Delivery</a>",
    "d.html": "<p>Delivery costs 4.95 EUR.</p> <a href=/x.html>Express</a>",
    "x.html": "<p>Express delivery takes one day.</p>",
}
ASKED = """\
site: {site}
budget: 2
questions:
  - {{id: returns, question: How long do I have to return something?, answer: 30 days, tags: [pre-launch]}}
  - {{id: delivery, question: What does delivery cost?, answer: 6.95 EUR}}
  - {{id: express, question: How fast is express delivery?, answer: one day, tags: [pre-launch]}}
  - {{id: pickup, question: Where can I pick it up?, answer: at the counter, severity: warn}}
  - {{id: open, question: How long is the warranty?}}
  - {{id: off, question: Do you sell gift cards?, answer: "yes", severity: off}}
"""
MORE = """\
site: {site}
questions:
  - {{id: staff, question: Who works here?, answer: at most twelve, start: "http://127.0.0.1:9/"}}
"""
CONFIG = "survey: {pages_max: 10}\nrun: {personas: [menu, search]}\n"


def project(folder: Path, site: str) -> None:
    (folder / "scenarios").mkdir()
    (folder / "scenarios/shop.yaml").write_text(ASKED.format(site=site))
    (folder / "scenarios/more.yaml").write_text(MORE.format(site=site))
    (folder / "playwright.config.yaml").write_text(CONFIG)


def site(folder: Path) -> Path:
    folder.mkdir()
    for name, body in PAGES.items():
        (folder / name).write_text(HEAD.format(name.partition(".")[0].title()) + body + "</main>")
    return folder


def called(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "NO_COLOR": "1", "PYTEST_ADDOPTS": ""}
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=environ, capture_output=True, text=True, check=False
    )


def outcomes_of(file: Path) -> dict[str, tuple[str, str]]:
    """By question: what became of its test, and the outcome and reason that it noted."""
    found = {}
    for case in etree.fromstring(file.read_bytes()).iter("testcase"):
        kind = next((child.tag for child in case if child.tag in ("failure", "error", "skipped")), "passed")
        noted = {one.get("name"): one.get("value") for one in case.iter("property")}
        said = f"{noted.get('outcome', '')} {noted.get('reason', '')} {noted.get('clicks', '')}"
        found[str(case.get("name"))] = ({"failure": "failed"}.get(kind, kind), said)
    return found


def test_two_workers_and_run_agree_question_by_question(tmp_path: Path) -> None:
    with served(site(tmp_path / "site")) as address:
        project(tmp_path, address)
        run = called(tmp_path, "selfserve_check", "run", "scenarios")
        assert run.returncode == 1, run.stdout + run.stderr
        words = [
            "scenarios",
            "-n",
            "2",
            "--junitxml=tests.xml",
            "--selfserve-report=out",
            "--selfserve-history",
        ]
        tests = called(tmp_path, "pytest", *plugin(), *words)
    results = run_in(tmp_path / "reports")["results"]
    by_run = {
        one["id"]: f"{one['outcome']} {one['reason'] or ''} {'' if one['clicks'] is None else one['clicks']}"
        for one in results
        if one["outcome"] != "skipped"
    }
    by_test = outcomes_of(tmp_path / "tests.xml")
    assert {name: said for name, (_, said) in by_test.items() if said.strip()} == by_run, tests.stdout
    assert {name: kind for name, (kind, _) in by_test.items()} == {
        "returns": "passed",
        "delivery": "failed",
        "express": "passed",
        "pickup": "skipped",  # expected to fail
        "open": "passed",
        "off": "skipped",
        "staff": "error",  # nobody answers there: we could not ask
    }
    assert re.search(r"1 failed, 3 passed, 1 skipped, 1 xfailed.*1 error", tests.stdout), tests.stdout
    assert "FAILED scenarios/shop.yaml::delivery" in tests.stdout
    assert "Expected: “6.95 EUR”" in tests.stdout
    assert "PleaseCheck: open: " in tests.stdout
    assert not list(tmp_path.glob(".selfserve-check/*.json.gz"))
    assert "selfserve-check: 2 of 5 questions answered: out/latest/index.html" in tests.stdout
    _are_one_run(tmp_path / "reports", tmp_path / "out")
    past = called(tmp_path, "selfserve_check", "history").stdout.splitlines()
    assert len([line for line in past if "127.0.0.1" in line]) == 2, past


def run_in(reports: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((reports / "latest/run.json").read_text(encoding="utf-8"))
    return found


def _are_one_run(reports: Path, joined: Path) -> None:
    """What the workers' results make is what ``run`` makes: results, figures, findings, map, all formats."""
    assert {file.name for file in (joined / "latest").iterdir()} == {
        file.name for file in (reports / "latest").iterdir()
    }
    one, other = run_in(reports), run_in(joined)
    assert [_told(result) for result in other["results"]] == [_told(result) for result in one["results"]]
    same = ("site", "complete", "totals", "score", "findings", "metrics", "site_map", "politeness")
    assert {name: other[name] for name in same} == {name: one[name] for name in same}
    assert other["changes"]["baseline"] == one["run_id"]
    assert {change["kind"] for change in other["changes"]["changes"]} <= {"still_failing", "could_not_ask"}
    assert other["stats"]["pages_loaded"] > 0


def _told(result: dict[str, Any]) -> dict[str, Any]:
    """A result without what differs from one look to another: pictures."""
    kept = ("id", "outcome", "reason", "clicks", "evidence", "findings", "reaches", "card", "remedy", "error")
    ways = [[(step["action"], step["label"]) for step in way["steps"]] for way in result["journeys"]]
    return {**{name: result[name] for name in kept}, "ways": ways}


def test_last_failed_asks_again_what_failed_and_what_could_not_be_asked(tmp_path: Path) -> None:
    with served(site(tmp_path / "site")) as address:
        project(tmp_path, address)
        words = ["pytest", *plugin(), "scenarios", "-q", "-k", "returns or delivery or staff"]
        first = called(tmp_path, *words)
        assert re.search(r"1 failed, 1 passed, .*1 error", first.stdout), first.stdout
        again = called(tmp_path, *words, "--lf")
    assert re.search(r"1 failed, .*1 error", again.stdout), again.stdout
    assert "passed" not in again.stdout.splitlines()[-1]


def test_a_session_that_is_broken_off_is_a_run_that_is_not_complete(tmp_path: Path) -> None:
    """Without workers, too, there is a report; what was not reached is "could not ask", and nothing is kept."""
    with served(site(tmp_path / "site")) as address:
        project(tmp_path, address)
        words = ["scenarios", "-x", "-k", "delivery or express or off", "--selfserve-report=out"]
        done = called(tmp_path, "pytest", *plugin(), *words)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    run = run_in(tmp_path / "out")
    assert run["complete"] is False
    assert {one["id"]: (one["outcome"], (one["error"] or {}).get("kind")) for one in run["results"]} == {
        "delivery": ("failed", None),
        "express": ("errored", "cancelled"),
        "off": ("skipped", None),
    }
    assert not (tmp_path / ".selfserve-check/history.sqlite").exists()


OWN = """
import pytest
from selfserve_check.pytest_plugin import CouldNotAsk, NotAnswered


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {{**browser_type_launch_args, "executable_path": {chromium!r}, "args": ["--no-sandbox"]}}


def test_from_my_page(page, selfserve):
    page.goto("{site}d.html")
    seen = selfserve.ask(page, "How fast is express delivery?", answer="one day", budget=1)
    assert (seen.outcome, seen.clicks) == ("passed", 1)
    assert seen.url == "{site}x.html"
    assert "one day" in seen.quote
    page.reload()  # the page is as it was, and its loop still runs


def test_not_answered_from_here(page, selfserve):
    page.goto("{site}x.html")
    with pytest.raises(NotAnswered, match="Expected: “30 days”"):
        selfserve.ask(page, "How long do I have to return something?", answer="30 days", budget=1)


def test_no_page_is_open(page, selfserve):
    with pytest.raises(pytest.UsageError, match="open one first"):
        selfserve.ask(page, "How long do I have?")


def test_signed_in_as_the_page_is(page, selfserve):
    page.goto("{site}member.html")
    page.evaluate("localStorage.setItem('member', 'yes')")
    seen = selfserve.ask(page, "What is the members' discount?", answer="15 %", budget=1)
    assert seen.outcome == "passed"
"""
MEMBER = (
    "<p id=p></p><script>if (localStorage.getItem('member')) "
    "p.textContent = 'The discount for members is 15 %.'</script>"
)


def test_a_question_from_the_page_of_a_test(tmp_path: Path, chromium_path: Path) -> None:
    """pytest-playwright's page drives its own loop in this thread meanwhile."""
    folder = site(tmp_path / "site")
    (folder / "member.html").write_text(HEAD.format("Discount for members") + MEMBER + "</main>")
    with served(folder) as address:
        (tmp_path / "test_own.py").write_text(OWN.format(site=address, chromium=str(chromium_path)))
        done = called(tmp_path, "pytest", *plugin(), "test_own.py", "-q")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout
