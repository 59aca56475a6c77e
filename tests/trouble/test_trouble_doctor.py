"""``doctor URL`` over the real thing: one page opened, once, by reads alone, and what stands in the way told."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from trouble_server import two_origins
from troubles import HOME, App, Ask, Reply, page, shop

from selfserve_check.app.first_look import first_look
from selfserve_check.cli.doctor import Level, Line
from selfserve_check.cli.doctor_site import is_askable, site_lines
from selfserve_check.settings import read_settings

pytestmark = pytest.mark.browser

BANNER = """<div id=c role=dialog aria-label="Cookies" style="position:fixed;inset:auto 0 0 0;height:50vh;
background:#fff">We use cookies to remember you. <button onclick="c.remove()">Accept all</button>
<button onclick="c.remove()">Reject all</button></div>"""
ASKING = """<script>fetch('/graphql', {method: 'POST', body: '{"query": "{ faq }"}'}).catch(() => 0);
fetch('https://www.google-analytics.com/collect', {method: 'POST', mode: 'no-cors'}).catch(() => 0);</script>"""
LOGIN = """<main><h1>Log in</h1><form><input type=email aria-label=E-mail>
<input type=password aria-label=Password><button>Log in</button></form></main>"""


def looked(app: App, chromium: Path, **settings: Any) -> tuple[tuple[Line, ...], list[Ask]]:
    with two_origins() as (places, stage):
        stage.app = app
        loaded = read_settings(None, {}, {"browser": {"executable": str(chromium)}, **settings})
        start = f"{places.home}/"
        look = asyncio.run(first_look(loaded.settings, loaded.secrets, start, start))
        return site_lines(look), list(stage.received.asks)


def words(lines: tuple[Line, ...]) -> str:
    return "\n".join(f"{line.level} {line.name}: {line.text} {line.mend}" for line in lines)


def test_one_page_is_opened_once_and_everything_met_is_told(chromium_path: Path) -> None:
    """Consent, a question by POST with the line that lets it, a tracker, and a host that links lead to."""
    body = f'{HOME}<p><a href="https://www.client.example/faq">Questions</a></p>{BANNER}{ASKING}'
    robots = Reply(body="User-agent: *\nCrawl-delay: 2\n", content_type="text/plain")
    lines, asks = looked(shop({"/": page(body), "/robots.txt": robots}), chromium_path)
    assert is_askable(lines)
    told = words(lines)
    assert "2 s between two pages" in told
    assert "A cookie banner was refused (“Reject all”)." in told
    assert "/graphql: POST is not a read" in told
    assert 'allow_reads: ["POST http://127.0.0.1' in told
    assert "that no answer hangs on (trackers" in told
    assert "1 link leads to www.client.example" in told
    assert [ask.path for ask in asks if ask.path == "/"] == ["/"]
    assert {ask.method for ask in asks} == {"GET"}


@pytest.mark.parametrize(
    ("replies", "name", "said"),
    [
        ({"/": Reply(status=403, body="<h1>Forbidden</h1>")}, "bot wall", "refuses us (403)"),
        ({"/": page(LOGIN, title="Log in")}, "log-in", "asked for, without a session"),
        ({"/robots.txt": Reply(body="User-agent: *\nDisallow: /\n")}, "robots.txt", "forbids 127.0.0.1"),
        ({"/": Reply(status=503)}, "page", "the server answers 503"),
    ],
)
def test_what_keeps_a_run_out_is_told(
    replies: dict[str, Reply], name: str, said: str, chromium_path: Path
) -> None:
    """The command leaves with 3, and something can be done."""
    lines, _ = looked(shop(replies), chromium_path)
    assert not is_askable(lines)
    line = next(line for line in lines if line.name == name)
    assert (line.level, said in line.text, bool(line.mend)) == (Level.LACKS, True, True), words(lines)
