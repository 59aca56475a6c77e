"""The answer stands in an area for customers; the session comes from a variable of the environment."""

import gzip
import json

from troubles import HOME, LOREM, RETURNS, App, Ask, Places, Reply, Told, Trouble, page, redirect

from selfserve_check.model.result import Outcome

SESSION = "c0ffee5e55ion7a1k5n0t"
LOGIN = """<main><h1>Log in</h1><form><label>E-mail <input type=email></label>
<label>Password <input type=password></label><button>Log in</button></form></main>"""


def app(places: Places) -> App:
    def answer(ask: Ask) -> Reply | None:
        known = f"customer={SESSION}" in ask.headers.get("cookie", "")
        if ask.path == "/":
            return page(HOME + f'<img src="{places.other}/badge.png" alt="" width=10 height=10>')
        if ask.path == "/login":
            return page(LOGIN, title="Log in")
        if ask.path == "/returns":
            return page(RETURNS + f"<p>{LOREM}</p>", title="Returns") if known else redirect("/login")
        return None

    return answer


def session(places: Places) -> dict[str, str]:
    cookie = {
        "name": "customer",
        "value": SESSION,
        "domain": "127.0.0.1",
        "path": "/",
        "expires": -1,
        "httpOnly": True,
        "secure": False,
        "sameSite": "Lax",
    }
    kept = {"origin": places.home, "localStorage": [{"name": "token", "value": SESSION}]}
    return {"SHOP_SESSION": json.dumps({"cookies": [cookie], "origins": [kept]}, indent=1)}


def the_session_goes_nowhere_else(told: Told) -> None:
    own = told.places.home.removeprefix("http://")
    others = [ask for ask in told.received if ask.host != own]
    assert others, "the page asks another host for a picture"
    assert not any(SESSION in str(ask.headers) for ask in others)
    assert SESSION.encode() not in gzip.decompress(told.finished.recording)
    assert SESSION not in repr(told.finished.run)


TROUBLE = Trouble(
    tells="whoever is not signed in is sent to a log-in; the session is a secret of one host",
    app=app,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    settings=lambda _places: {"storage_state_env": "SHOP_SESSION", "allow_private": ["localhost"]},
    environ=session,
    also=the_session_goes_nowhere_else,
)
