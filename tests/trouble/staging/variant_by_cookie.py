"""Half of the visitors get a home page without the link; a cookie says who."""

from troubles import HOME, RETURNS, Ask, Reply, Trouble, page

from selfserve_check.model.result import Outcome

SHORT = HOME.replace('<a href="/returns">Returns and refunds</a>', "Returns and refunds")


def answer(ask: Ask) -> Reply | None:
    if ask.path == "/returns":
        return page(RETURNS, title="Returns")
    if ask.path != "/":
        return None
    cookies = ask.headers.get("cookie", "")
    shown = page(HOME if "experiment=linked" in cookies else SHORT)
    if "experiment=" in cookies:
        return shown
    # Whoever comes without a group is put into one, for good.
    return Reply(body=shown.body, headers=(("set-cookie", "experiment=short; Path=/; Max-Age=86400"),))


TROUBLE = Trouble(
    tells="an A/B test by cookie puts new visitors into the variant without the link",
    app=lambda _places: answer,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    settings=lambda places: {
        "pin": {places.home.removeprefix("http://"): {"cookies": {"experiment": "${VARIANT}"}}}
    },
    environ=lambda _places: {"VARIANT": "linked"},
)
