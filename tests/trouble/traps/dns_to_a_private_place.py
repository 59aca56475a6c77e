"""The answer is linked on a second host, whose name leads to this machine."""

from troubles import ABOUT, RETURNS, Ask, Reply, Told, Trouble, page

from selfserve_check.browser.addresses import Resolve
from selfserve_check.model.result import Outcome


def app(port: str, ask: Ask) -> Reply | None:
    link = (
        f'<main><h1>Lamp shades</h1><a href="http://help.test:{port}/returns">Returns and refunds</a></main>'
    )
    return {"/": page(link), "/returns": page(RETURNS), "/about": page(ABOUT)}.get(ask.path)


def resolver() -> Resolve:
    async def resolve(_host: str, _port: int) -> tuple[str, ...]:
        return ("127.0.0.1",)

    return resolve


def also(told: Told) -> None:
    assert not any(ask.host.startswith("help.test") for ask in told.received)


TROUBLE = Trouble(
    tells="a public name that leads into a private network is not followed there",
    app=lambda places: lambda ask: app(places.other.rpartition(":")[2], ask),
    outcome=Outcome.ERRORED,
    cause="private_address",
    says=("allow_private",),
    also=also,
    host="shop.test",
    resolver=resolver,
    settings=lambda places: {
        "pace": {"per_host_s": 0},
        "hosts": [f"help.test:{places.other.rpartition(':')[2]}"],
    },
)
