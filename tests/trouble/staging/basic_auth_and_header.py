"""Staging lets nobody in without a user name, a password and a header of its own."""

import base64
import gzip

from troubles import ABOUT, HOME, RETURNS, App, Ask, Places, Reply, Told, Trouble, page, redirect

from selfserve_check.model.result import Outcome

PASSWORD = "pa55-of-the-stage"
KEY = "k3y-of-the-stage-9"
BASIC = "Basic " + base64.b64encode(f"team:{PASSWORD}".encode()).decode()
REFUSED = Reply(status=401, body="<h1>401</h1>", headers=(("www-authenticate", 'Basic realm="stage"'),))


def app(places: Places) -> App:
    own = places.home.removeprefix("http://")
    served = {
        # The fonts and the counter come from elsewhere, straight and by a redirect.
        "/": page(HOME, head=f'<script src="{places.other}/fonts.js"></script><script src="/c.js"></script>'),
        "/returns": page(RETURNS, title="Returns"),
        "/about": page(ABOUT),
        "/c.js": redirect(f"{places.other}/counter.js"),
    }

    def answer(ask: Ask) -> Reply | None:
        if ask.host != own:
            return Reply(body="window.loaded = true", content_type="text/javascript")
        if ask.headers.get("authorization") != BASIC or ask.headers.get("x-stage") != KEY:
            return REFUSED
        return served.get(ask.path)

    return answer


def only_staging_got_the_secrets(told: Told) -> None:
    own = told.places.home.removeprefix("http://")
    others = [ask for ask in told.received if ask.host != own]
    assert {ask.path for ask in others} >= {"/fonts.js", "/counter.js"}
    for ask in others:
        assert "authorization" not in ask.headers
        assert "x-stage" not in ask.headers
    recording = gzip.decompress(told.finished.recording)
    for secret in (PASSWORD, KEY, BASIC):
        assert secret.encode() not in recording
        assert secret not in repr(told.finished.run)


def own_host(places: Places) -> str:
    return places.home.removeprefix("http://")


TROUBLE = Trouble(
    tells="a log-in by the browser and a header, both of one host only, while others are asked as well",
    app=app,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    settings=lambda places: {
        "allow_private": ["localhost"],
        "auth": {own_host(places): {"username_env": "STAGE_USER", "password_env": "STAGE_PASSWORD"}},
        "headers": {own_host(places): {"X-Stage": "${STAGE_KEY}"}},
    },
    environ=lambda _places: {"STAGE_USER": "team", "STAGE_PASSWORD": PASSWORD, "STAGE_KEY": KEY},
    also=only_staging_got_the_secrets,
)
