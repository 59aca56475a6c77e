"""The command line as a person uses it, in a real browser, against the demo shop."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from selfserve_check.demo.server import DemoServer

pytestmark = pytest.mark.browser

CLI = (sys.executable, "-m", "selfserve_check")


def cli(
    folder: Path, *arguments: str, timeout_s: float = 600, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line in ``folder``."""
    return subprocess.run(
        (*CLI, *arguments),
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", **(environment or {})},
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )


def latest(folder: Path) -> dict[str, object]:
    run: dict[str, object] = json.loads((folder / "reports" / "latest" / "run.json").read_text("utf-8"))
    return run


def results(run: dict[str, object]) -> Sequence[dict[str, object]]:
    found = run["results"]
    assert isinstance(found, list)
    return found


def test_ask_finds_an_answer_and_shows_where_it_stands(tmp_path: Path) -> None:
    """``ask`` with a fact: exit 0, the path, the quote and its address."""
    with DemoServer() as shop:
        done = cli(tmp_path, "ask", shop.url, "What does delivery cost?", "--answer", "£6.95")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "PASS" in done.stdout
    assert "£6.95" in done.stdout
    assert "/delivery" in done.stdout


def test_ask_on_a_phone_opens_the_menu_behind_the_button(tmp_path: Path) -> None:
    """The same question with a phone's screen, touch and layout; the pictures are in the report."""
    with DemoServer() as shop:
        arguments = (
            "ask",
            shop.url,
            "Where can I find an installer in Leeds?",
            "-a",
            "Aireborough Interiors",
        )
        done = cli(tmp_path, *arguments, "--device", "phone", "--persona", "menu")
    assert done.returncode == 0, done.stdout + done.stderr
    journey = results(latest(tmp_path))[0]["journeys"]
    assert isinstance(journey, list)
    assert journey[0]["device"] == "phone"
    assert journey[0]["end_picture"]["width"] == 390
    assert all(step["picture"] for step in journey[0]["steps"][1:])


def test_ask_without_an_answer_leaves_the_judging_to_the_reader(tmp_path: Path) -> None:
    """``ask`` without a fact: exit 0, the passage, the question, and the lines to keep."""
    with DemoServer() as shop:
        done = cli(tmp_path, "ask", shop.url, "What does delivery cost?", "--persona", "menu")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Is this the answer?" in done.stdout
    assert "question: What does delivery cost?" in done.stdout.replace("'", "").replace('"', "")


def test_a_site_that_is_down_is_said_once_and_exits_3(tmp_path: Path) -> None:
    """Nobody answers on the port: could not ask, said once, no question FAILED."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
    scenarios = tmp_path / "two.yaml"
    scenarios.write_text(f"site: {address}\nquestions:\n  - What does it cost?\n  - Who are you?\n")
    done = cli(tmp_path, "run", str(scenarios))
    assert done.returncode == 3, done.stdout + done.stderr
    assert done.stdout.count("Could not open") == 1
    assert {result["outcome"] for result in results(latest(tmp_path))} == {"errored"}


def test_a_broken_scenario_file_names_every_mistake_and_exits_2(tmp_path: Path) -> None:
    """File, line and column, and the nearest right key; no browser is started."""
    scenarios = tmp_path / "shop.yaml"
    scenarios.write_text(
        "site: https://shop.example\nquestions:\n  - question: What?\n    anwser: 30 days\n    budget: 0\n"
    )
    done = cli(tmp_path, "run", str(scenarios))
    assert done.returncode == 2
    assert re.search(r"shop\.yaml:4:5: .*anwser.*answer", done.stderr)
    assert re.search(r"shop\.yaml:5:", done.stderr)
    assert not (tmp_path / "reports").exists()


def test_ctrl_c_still_writes_a_report_and_exits_3(tmp_path: Path) -> None:
    """An interrupted run says what is known; what was not asked is ERRORED, never FAILED."""
    with DemoServer(slow_s=30) as shop:
        scenarios = tmp_path / "slow.yaml"
        slow = f"{shop.url}/help/special-colours"
        scenarios.write_text(
            f"site: {shop.url}\nquestions:\n  - {{question: What does delivery cost?, answer: £6.95}}\n"
            f"  - {{question: What is the minimum order?, answer: 40 packs, start: {slow}}}\n"
        )
        process = subprocess.Popen(
            (*CLI, "run", str(scenarios), "--workers", "1", "--persona", "menu"),
            cwd=tmp_path,
            env={**os.environ, "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while not any("special-colours" in request.path for request in shop.requests):
            assert process.poll() is None, process.communicate()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert process.returncode == 3, out + err
    assert "stopping" in err
    run = latest(tmp_path)
    assert run["complete"] is False
    assert "failed" not in {result["outcome"] for result in results(run)}


def test_a_recording_is_asked_again_without_a_browser(tmp_path: Path) -> None:
    """``--record`` then ``--offline`` on a machine without a browser: the same outcome, no request."""
    with DemoServer() as shop:
        scenarios = tmp_path / "shop.yaml"
        scenarios.write_text(
            f"site: {shop.url}\nquestions:\n  - {{question: What does delivery cost?, answer: £6.95}}\n"
        )
        recording = tmp_path / "shop.rec"
        first = cli(tmp_path, "run", str(scenarios), "--record", str(recording))
        assert first.returncode == 0, first.stdout + first.stderr
        asked = len(shop.requests)
        again = cli(
            tmp_path,
            "run",
            str(scenarios),
            "--offline",
            str(recording),
            environment={"SELFSERVE_BROWSER__EXECUTABLE": str(tmp_path / "no-browser-here")},
        )
        assert again.returncode == 0, again.stdout + again.stderr
        assert len(shop.requests) == asked
    assert latest(tmp_path)["tool"] == {**dict(latest(tmp_path)["tool"]), "browser": "recording"}  # type: ignore[call-overload]  # a JSON object


VERBS = "demo ask run plan validate schema report history compare accept doctor".split()


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_with_an_example(tmp_path: Path, verb: str) -> None:
    """``--help`` of each verb."""
    done = cli(tmp_path, verb, "--help", timeout_s=60)
    assert done.returncode == 0
    assert "Example: selfserve-check" in done.stdout
