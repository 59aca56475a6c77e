"""Telling people, over a real connection to a webhook on this machine."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from nights import result, run

from selfserve_check.app.discretion import discreet_redactor
from selfserve_check.app.memory import Recalled
from selfserve_check.app.notify import link_of, tell
from selfserve_check.cli.notify import tell_people
from selfserve_check.errors import UserError
from selfserve_check.report.news import News, news_of
from selfserve_check.report.write import ReportFiles
from selfserve_check.settings import read_settings
from selfserve_check.settings_notify import NotifyAddress, NotifySection

NEWS = news_of(run(result("a", "failed", question="What does it cost?")), {"new_failure"})
KEY = "T0KEN4711secret99"


@contextmanager
def webhook(status: int = 200, *, silent: threading.Event | None = None) -> Iterator[tuple[int, list[Any]]]:
    got: list[Any] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if silent is not None:
                silent.wait(60)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_address[1], got
    finally:
        if silent is not None:
            silent.set()
        server.shutdown()
        thread.join()
        server.server_close()


def address(port: int, variable: str = "HOOK") -> NotifyAddress:
    return NotifyAddress(variable=variable, url=f"json://127.0.0.1:{port}/hooks/{KEY}")


def news() -> list[News]:
    assert NEWS is not None
    return [NEWS]


def test_one_message_reaches_every_address() -> None:
    with webhook() as (port, got), webhook() as (other, too):
        notes = tell(news(), [address(port), address(other)], "https://ci.example/7", 30)
    assert notes == ()
    assert len(got) == len(too) == 1
    assert got[0]["title"] == "selfserve-check: shop.example: 1 newly not answered"
    assert "What does it cost?" in got[0]["message"]
    assert got[0]["message"].endswith("Report: https://ci.example/7")


def test_no_news_no_message() -> None:
    with webhook() as (port, got):
        assert tell([], [address(port)], "", 30) == ()
    assert got == []


def test_who_cannot_be_told_is_said_by_the_variable_and_the_others_are_told(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither the notes, nor a log, nor the terminal holds an address or a key of it."""
    caplog.set_level(logging.DEBUG)
    with webhook(500) as (broken, _), webhook() as (port, got):
        wrong = NotifyAddress(variable="WRONG", url=f"nosuchservice://{KEY}")
        notes = tell(news(), [address(broken, "BROKEN"), wrong, address(port)], "", 30)
    assert notes == (
        "notify: who is behind ${BROKEN} was not told; it refused or did not answer",
        "notify: ${WRONG} holds no address that apprise knows",
    )
    assert len(got) == 1
    said = capfd.readouterr()
    assert KEY not in caplog.text + said.out + said.err
    logging.getLogger("later").warning("logged again")
    assert "logged again" in caplog.text


def test_a_service_that_never_answers_is_not_waited_for() -> None:
    with webhook(silent=threading.Event()) as (port, _):
        notes = tell(news(), [address(port)], "", 0.2)
    assert notes == ("notify: not everybody was told within 0.2 s (notify.timeout_s)",)


@pytest.mark.parametrize(
    ("link", "environ", "said"),
    [
        ("https://ci.example/${JOB}", {"JOB": "7"}, "https://ci.example/7"),
        (
            "https://ci.example/${JOB}",
            {"BUILD_URL": "https://jenkins.example/9/"},
            "https://jenkins.example/9/",
        ),
        (
            None,
            {
                "GITHUB_SERVER_URL": "https://github.example",
                "GITHUB_REPOSITORY": "a/b",
                "GITHUB_RUN_ID": "5",
            },
            "https://github.example/a/b/actions/runs/5",
        ),
        (None, {"CI_JOB_URL": "https://gitlab.example/-/jobs/1"}, "https://gitlab.example/-/jobs/1"),
        (None, {}, "reports/latest/index.html"),
    ],
)
def test_the_link_leads_to_the_report(link: str | None, environ: dict[str, str], said: str) -> None:
    assert link_of(NotifySection(link=link), environ, "reports/latest/index.html") == said


def loaded(folder: Path, environ: dict[str, str]) -> Any:
    config = folder / "playwright.config.yaml"
    config.write_text('notify: {urls: ["${HOOK}"], link: "https://ci.example/?token=${HOOK_KEY}"}\n')
    return read_settings(config, environ)


def files(one: Any) -> ReportFiles:
    at = Path("reports/x")
    return ReportFiles(
        folder=at, run_json=at, junit=at, summary=at, html=at, recording=None, latest=None, run=one
    )


def test_a_run_tells_what_its_settings_name_and_masks_what_is_secret(tmp_path: Path) -> None:
    with webhook() as (port, got), webhook() as (second, too):
        both = f"json://127.0.0.1:{port}/{KEY}\n json://127.0.0.1:{second}/{KEY}"
        settings = loaded(tmp_path, {"HOOK": both})
        tell_people(settings, [(files(run(result("a", "failed"))), Recalled())], {"HOOK_KEY": KEY})
    assert len(got) == len(too) == 1
    assert KEY not in json.dumps(got)
    redact = discreet_redactor(settings.secrets, None)
    assert KEY not in redact(f"the page says {KEY}") and KEY not in redact(both)
    assert KEY not in repr(settings)


def test_a_variable_that_is_not_set_is_told_before_the_run(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="the environment variable HOOK is not set"):
        loaded(tmp_path, {})


def test_an_address_never_stands_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "playwright.config.yaml").write_text("notify: {urls: [json://127.0.0.1/key]}\n")
    with pytest.raises(
        UserError, match=r"playwright.config.yaml:1:\d+: the address of a service is a secret"
    ):
        read_settings(tmp_path / "playwright.config.yaml", {})
