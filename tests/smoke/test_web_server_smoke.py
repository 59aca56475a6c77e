"""``web_server:`` on the command line: started for a run, and gone with it, also when it is interrupted."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from plugin_words import plugin

pytestmark = pytest.mark.browser

PAGE = (
    "<!doctype html><html lang=en><title>Shop</title><main><h1>Returns</h1>"
    "<p>You can return anything within 30 days.</p></main>"
)
CONFIG = """\
site: http://localhost:{port}/
survey: {{enabled: false}}
run: {{personas: [menu], scenarios: [asked.yaml]}}
web_server:
  command: {python} -m http.server {port} --bind 127.0.0.1 --directory site
  url: http://localhost:{port}/
"""
ASKED = "questions: [{id: q, question: How long do I have to return something?, answer: 30 days}]\n"


def project(folder: Path) -> int:
    """A project whose configuration lies in a folder of its own; returns the port of its site."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    (folder / "shop/site").mkdir(parents=True)
    (folder / "shop/site/index.html").write_text(PAGE)
    (folder / "shop/asked.yaml").write_text(ASKED)
    (folder / "shop/playwright.config.yaml").write_text(CONFIG.format(port=port, python=sys.executable))
    return port


def started(folder: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "selfserve_check", "run", "--config", "shop/playwright.config.yaml"]
    if sys.platform == "linux":
        # A shell has the commands it sends into the background ignore interrupts, and theirs do, too.
        words = ["env", "--default-signal=INT", *words]
    return subprocess.Popen(
        words,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_run_starts_its_site_asks_it_and_stops_it(tmp_path: Path) -> None:
    """Found from elsewhere: the command runs in the folder of the configuration."""
    port = project(tmp_path)
    run = started(tmp_path)
    said, _ = run.communicate()
    assert run.returncode == 0, said
    assert "1 of 1 question answered" in said
    assert not is_taken(port)


def test_the_workers_of_pytest_share_one_server(tmp_path: Path) -> None:
    """Started before they ask, and stopped when the last has."""
    port = project(tmp_path)
    words = [sys.executable, "-m", "pytest", *plugin(), "asked.yaml", "-n", "2", "-q"]
    environ = {**os.environ, "NO_COLOR": "1", "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        words, cwd=tmp_path / "shop", env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
    assert not is_taken(port)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interrupted_run_leaves_no_server(tmp_path: Path) -> None:
    port = project(tmp_path)
    run = started(tmp_path)
    pause = threading.Event()
    while not is_taken(port) and run.poll() is None:
        pause.wait(0.02)
    run.send_signal(signal.SIGINT)
    run.communicate()
    assert run.returncode != 0
    while is_taken(port):
        pause.wait(0.02)
