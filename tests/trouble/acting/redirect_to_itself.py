"""A server that sets a cookie and sends the visitor to the same address, to see whether it comes back."""

from troubles import Ask, Reply, Trouble, shop

from selfserve_check.model.result import Outcome

SHOP = shop()


def answer(ask: Ask) -> Reply | None:
    if "seen=1" in ask.headers.get("cookie", ""):
        return SHOP(ask)
    return Reply(status=302, headers=(("location", ask.path), ("set-cookie", "seen=1; Path=/")))


TROUBLE = Trouble(
    tells="the first answer of every session is a redirect to the very address",
    app=lambda _places: answer,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
