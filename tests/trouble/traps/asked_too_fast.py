"""A host that is no part of this machine by its name, and wants its documents at a person's pace."""

from troubles import Told, Trouble, shop

from selfserve_check.browser.addresses import Resolve
from selfserve_check.model.result import Outcome


def resolver() -> Resolve:
    async def resolve(_host: str, _port: int) -> tuple[str, ...]:
        return ("127.0.0.1",)

    return resolve


def also(told: Told) -> None:
    """There were documents enough for the pace to show; the canary of every app measures it."""
    assert len([ask for ask in told.received if ask.path in ("/", "/returns", "/about")]) >= 3


TROUBLE = Trouble(
    tells="the same host is asked again and again, never faster than the settings say",
    app=lambda _places: shop(),
    outcome=Outcome.PASSED,
    clicks=1,
    also=also,
    host="shop.test",
    resolver=resolver,
    settings=lambda _places: {"pace": {"per_host_s": 0.6}},
)
