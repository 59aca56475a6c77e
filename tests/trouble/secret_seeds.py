"""A shop in whose every corner a secret lies, and what a run over it is given to keep.

Each value is made up for this test. The configured ones are told to nobody but their host; the others are found
by their name, their place or their form.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import quote

from troubles import Ask, Places, Reply, page, redirect

CONFIGURED = {
    "header": "stg-4711-Waldmeister",
    "bearer header": "Zk3Lq9TtPw28sVbN",
    "password of auth": "Ofen&Rohr 99/x",
    "password of the site": "Quitte!71",
    "session cookie": "s%3A7hJk2Lm9Qw4Er6Ty",
    "token cookie": "plain-but-named-so-5",
    "token in localStorage": "Vb5Nm8Kj2Hg4Fd7Sa1Po",
    "token inside JSON in localStorage": "Aa1Bb2Cc3Dd4Ee5Ff6Gg",
    "JWT in localStorage": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlLWluLWxvY2Fsc3RvcmFnZQ",
}
FOUND = {
    "query of a link": "tok-q-8812",
    "api key of a link": "apikey8813",
    "fragment of a link": "frag8814",
    "session in a path": "9F8E7D6C5B4A",
    "token in a path": "3f9a8b7c6d5e4f3a2b1c",
    "ASP.NET session": "lit3py55t21z5v55vlm25s55",
    "form action": "formsid8815",
    "bearer in a text": "mF_9.B5f-4.1JqM8816",
    "basic in a text": base64.b64encode(b"root:toor8817").decode(),
    "password in a text": "hunter8818",
    "error of the server": "dbpass8819",
    "JWT in a title": "eyJ0eXAiOiJKV1QifQ.eyJ0aXRsZSI6InllcyJ9.dGl0bGUtc2lnbmF0dXJlLTg4MjA",
    "token in a title": "titletok8821",
    "query of a redirect": "redir8822",
    "password of a redirect": "redirpw8823",
    "blocked request": "blocked8824",
    "address of a frame": "frame8825",
    "file name": "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "label": "sk_live_" + "51H8xQ2eZvKYlo2C0abcd",
    "aria-label": "AKIA" + "IOSFODNN7EXAMPLE",
    "heading": "glpat-" + "xYz123AbC456dEf789Gh",
    "robots.txt": "robots8826",
    "site map": "map8827",
    "start page": "start8828",
    "cookie in a text": "cookie8829",
    "JSON in a text": "json8830",
}
KEPT = ("You can return anything within 30 days of delivery.", "LMP-2024-XK55-BRASS-0042")
"""What a customer reads must be there for all that."""


def home(places: Places, ask: Ask) -> Reply:
    f = FOUND
    body = f"""<header><nav><a href="/?token={f["query of a link"]}">Home</a>
    <a href="/about?api_key={f["api key of a link"]}&q=lamps">About us</a>
    <a href="/terms#access_token={f["fragment of a link"]}">Terms</a></nav></header>
    <main><h1>Lamp shades {f["heading"]}</h1><form action="/search?sid={f["form action"]}"><input type=search name=q
    aria-label="Search"></form>
    <ul><li><a href="/returns;jsessionid={f["session in a path"]}?auth=x">Returns and refunds</a></li>
    <li><a href="/reset/{f["token in a path"]}">Delivery cost and delivery time</a></li>
    <li><a href="/(S({f["ASP.NET session"]}))/warranty">Warranty: how long is it?</a></li>
    <li><a href="/hop?password={f["query of a redirect"]}">Gift cards</a></li>
    <li><a href="/files/{f["file name"]}.pdf">{f["label"]}</a></li>
    <li><a href="/jobs" aria-label="Jobs {f["aria-label"]}">Jobs</a></li></ul></main>
    <iframe src="/frame?signature={f["address of a frame"]}" width=300 height=80></iframe>"""
    return page(body, title=f"Lamp shades {f['JWT in a title']}")


def returns(ask: Ask) -> Reply:
    f, told = FOUND, ask.headers
    echoes = " ".join(
        (told.get("x-staging-key", ""), told.get("cookie", ""), quote(CONFIGURED["password of auth"]))
    )
    body = f"""<main><h1>Returns, token={f["token in a title"]}</h1>
    <p>{KEPT[0]} Article {KEPT[1]}. You sent {echoes} and {told.get("authorization", "")}.</p>
    <p>Returns by our service: Authorization: Bearer {f["bearer in a text"]} or Basic {f["basic in a text"]} or
    password={f["password in a text"]} or Cookie: sid={f["cookie in a text"]} or
    {{"api_key": "{f["JSON in a text"]}"}}</p>
    <p id=stored></p></main><script>
    stored.textContent = 'Returns kept: ' + JSON.stringify({{...localStorage}});
    fetch('/track?session={f["blocked request"]}', {{method: 'POST', body: 'x'}});</script>"""
    return page(body, title=f"Returns ?token={f['token in a title']}")


def banner(ask: Ask) -> Reply:
    """A cookie banner that stays, and says what it was sent and what looks like a secret."""
    echo = f"{ask.headers.get('x-staging-key', '')} token={FOUND['query of a link']}"
    return page(
        f"""<main><h1>Lamp shades</h1><p>We make lamp shades by hand.</p></main><div class=cookie-bar
        style="position:fixed;inset:auto 0 0 0;height:40vh;background:#fff"><p>We use cookies. You sent {echo}.</p>
        <button>Accept</button></div>"""
    )


def answer(places: Places, ask: Ask) -> Reply | None:
    f = FOUND
    if ask.path == "/banner":
        return banner(ask)
    if ask.path == "/":
        return home(places, ask)
    if ask.path.startswith("/returns"):
        return returns(ask)
    if ask.path.startswith("/reset/"):
        return Reply(
            status=500, body=f"<h1>Error</h1><p>postgres://shop:{f['error of the server']}@db/x refused</p>"
        )
    if ask.path == "/hop":
        host = places.other.removeprefix("http://")
        return redirect(
            f"http://ann:{f['password of a redirect']}@{host}/gifts?token={f['query of a redirect']}"
        )
    if ask.path == "/robots.txt":
        line = f"User-agent: *\nDisallow: /jobs?token={f['robots.txt']}\nSitemap: {places.home}/sitemap.xml?token={f['robots.txt']}\n"
        return Reply(body=line, content_type="text/plain")
    if ask.path == "/sitemap.xml":
        loc = f"<urlset><url><loc>{places.home}/hidden?token={f['site map']}</loc></url></urlset>"
        return Reply(body=loc, content_type="application/xml")
    if ask.path == "/hidden":
        return page(f"<main><h1>Warranty</h1><p>The warranty is 3 years, token={f['site map']}.</p></main>")
    if ask.path in ("/about", "/terms", "/frame"):
        return page("<main><h1>About us</h1><p>We make lamp shades by hand.</p></main>")
    return None


def write_files(folder: Path, places: Places) -> dict[str, str]:
    """The configuration, the scenarios and the signed-in session; gives the environment that goes with them."""
    host = places.home.removeprefix("http://")
    (folder / "playwright.config.yaml").write_text(
        f"""storage_state: state.json
headers:
  "{host}": {{X-Staging-Key: "${{STAGING_KEY}}"}}
  "{places.other.removeprefix("http://")}": {{Authorization: "Bearer ${{STAGING_TOKEN}}"}}
auth:
  help.example: {{username_env: HELP_USER, password_env: HELP_PASSWORD}}
run: {{workers: 2, personas: [menu]}}
survey: {{pages_max: 4}}
""",
        encoding="utf-8",
    )
    password = quote(CONFIGURED["password of the site"])
    (folder / "shop.yaml").write_text(
        f"""site: http://ann:{password}@{host}
budget: 2
start: /?token={FOUND["start page"]}
questions:
  - {{id: returns, question: How long do I have to return something?, answer: 30 days}}
  - {{id: delivery, question: What is the delivery cost and delivery time?, answer: 4.95 EUR}}
  - {{id: warranty, question: How long is the warranty?, answer: 3 years}}
  - {{id: gifts, question: Do you have gift cards?, answer: gift cards from 20 EUR}}
""",
        encoding="utf-8",
    )
    _write_state(folder / "state.json", places.home)
    return {
        "STAGING_KEY": CONFIGURED["header"],
        "STAGING_TOKEN": CONFIGURED["bearer header"],
        "HELP_USER": "ann",
        "HELP_PASSWORD": CONFIGURED["password of auth"],
    }


def _write_state(path: Path, origin: str) -> None:
    cookie = {"domain": "127.0.0.1", "path": "/", "expires": -1, "secure": False, "sameSite": "Lax"}
    store = {
        "theme": "dark",
        "authToken": CONFIGURED["token in localStorage"],
        "user": json.dumps({"name": "Ann", "access_token": CONFIGURED["token inside JSON in localStorage"]}),
        "id": CONFIGURED["JWT in localStorage"],
    }
    state = {
        "cookies": [
            {**cookie, "name": "connect.sid", "value": CONFIGURED["session cookie"], "httpOnly": True},
            {**cookie, "name": "auth_token", "value": CONFIGURED["token cookie"], "httpOnly": False},
            {**cookie, "name": "lang", "value": "en", "httpOnly": False},
        ],
        "origins": [
            {
                "origin": origin,
                "localStorage": [{"name": key, "value": value} for key, value in store.items()],
            }
        ],
    }
    path.write_text(json.dumps(state), encoding="utf-8")
