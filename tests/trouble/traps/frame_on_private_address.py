"""The page that the link leads to shows the answer in a frame, whose host leads into a private network."""

from troubles import LOREM, RETURNS, Ask, Reply, Told, Trouble, page

from selfserve_check.browser.addresses import Resolve
from selfserve_check.model.result import Outcome


def app(port: str, ask: Ask) -> Reply | None:
    framed = f"""<main><h1>Returns and refunds</h1><p>{LOREM}</p>
    <iframe src="http://inside.test:{port}/policy" width=600 height=300 title="Our policy"></iframe></main>"""
    home = '<main><h1>Lamp shades</h1><a href="/returns">Returns and refunds</a></main>'
    return {"/": page(home), "/returns": page(framed), "/policy": page(RETURNS)}.get(ask.path)


def resolver() -> Resolve:
    async def resolve(_host: str, _port: int) -> tuple[str, ...]:
        return ("127.0.0.1",)

    return resolve


def also(told: Told) -> None:
    """The frame's host is never asked."""
    assert not any(ask.host.startswith("inside.test") for ask in told.received)


TROUBLE = Trouble(
    tells="the answer may stand in a frame that leads into a private network and is not loaded",
    app=lambda places: lambda ask: app(places.other.rpartition(":")[2], ask),
    outcome=Outcome.ERRORED,
    cause="private_address",
    says=("a frame of the page", "inside.test", "add allow_private"),
    also=also,
    host="shop.test",
    resolver=resolver,
    settings=lambda _places: {"pace": {"per_host_s": 0}},
)
