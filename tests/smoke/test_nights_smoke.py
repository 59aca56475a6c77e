"""Three nights over a small site in a real browser: answered, edited by somebody, known."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

HOME = (
    "<!doctype html><html lang=en><title>Shop</title><main><h1>Shop</h1>{}<a href=/d.html>Delivery</a></main>"
)
RETURNS = (
    "<!doctype html><html lang=en><title>Returns</title><main><h1>Returns</h1>"
    "<p>You can return anything within 30 days.</p></main>"
)
SCENARIOS = """\
site: {site}
budget: 2
questions:
  - {{id: return-window, question: How long do I have to return something?, answer: 30 days}}
"""
CONFIG = "survey: {enabled: false}\nrun: {personas: [menu]}\n"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def night(folder: Path) -> tuple[int, dict[str, Any]]:
    """The exit code, and the run.json, of one run with --fail-on new."""
    words = [sys.executable, "-m", "selfserve_check", "run", "scenarios.yaml", "--fail-on", "new"]
    done = subprocess.run(
        words, cwd=folder, env={**os.environ, "NO_COLOR": "1"}, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    run: dict[str, Any] = json.loads((folder / "reports/latest/run.json").read_text(encoding="utf-8"))
    return done.returncode, run


def test_a_build_is_red_the_night_it_breaks_and_says_what_was_changed(tmp_path: Path) -> None:
    """From the page to the exit code: kept in a real store, compared with a real run."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(HOME.format("<a href=/r.html>Returns</a> "))
    (site / "d.html").write_text(HOME.format(""))
    (site / "r.html").write_text(RETURNS)
    with served(site) as address:
        (tmp_path / "scenarios.yaml").write_text(SCENARIOS.format(site=address))
        (tmp_path / "playwright.config.yaml").write_text(CONFIG)
        assert night(tmp_path)[0] == 0
        (site / "index.html").write_text(HOME.format(""))
        code, run = night(tmp_path)
        assert code == 1
        (change,) = run["changes"]["changes"]
        assert (change["kind"], change["was"]) == ("new_failure", "passed")
        assert [(one["what"], one["was"]) for one in change["differences"]] == [("label_gone", "Returns")]
        code, run = night(tmp_path)
        assert code == 0
        assert [one["kind"] for one in run["changes"]["changes"]] == ["still_failing"]
