"""Frames, pictures and scripts from this machine's network, in a page of a site that is not there."""

from troubles import ANSWER, Told, Trouble, page, shop

from selfserve_check.browser.addresses import Resolve
from selfserve_check.model.result import Outcome


def resolver() -> Resolve:
    async def resolve(host: str, _port: int) -> tuple[str, ...]:
        known = {
            "shop.test": ("127.0.0.1",),
            "inside.test": ("127.0.0.1",),
            "cloud.test": ("169.254.169.254",),
        }
        if host not in known:
            raise OSError("no such name")
        return known[host]

    return resolve


def home(other: str) -> str:
    port = other.rpartition(":")[2]
    return f"""<main><h1>Returns</h1><p>{ANSWER}</p></main>
    <iframe src="http://inside.test:{port}/frame"></iframe><iframe src="{other}/frame"></iframe>
    <img src="http://inside.test:{port}/picture"><script src="{other}/script"></script>
    <iframe src="http://cloud.test/latest/meta-data/"></iframe><img src="http://[::1]:{port}/six">
    <img src="http://[::ffff:127.0.0.1]:{port}/mapped"><img src="http://2130706433:{port}/number">"""


def also(told: Told) -> None:
    """Only the site itself was asked, by its own name."""
    assert {ask.host.partition(":")[0] for ask in told.received} == {"shop.test"}


TROUBLE = Trouble(
    tells="a page of another host makes the browser look into this machine's network",
    app=lambda places: shop({"/": page(home(places.other))}),
    outcome=Outcome.PASSED,
    clicks=0,
    also=also,
    host="shop.test",
    resolver=resolver,
    settings=lambda _places: {"pace": {"per_host_s": 0}},
)
