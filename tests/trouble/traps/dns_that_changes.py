"""DNS that gives one address to whoever checks it, and a forbidden one ever after (DNS rebinding)."""

from collections import Counter

from troubles import Told, Trouble, shop

from selfserve_check.browser.addresses import Resolve
from selfserve_check.model.result import Outcome

ASKED: Counter[str] = Counter()


def resolver() -> Resolve:
    ASKED.clear()

    async def resolve(host: str, _port: int) -> tuple[str, ...]:
        ASKED[host] += 1
        return ("127.0.0.1",) if ASKED[host] == 1 else ("169.254.169.254",)

    return resolve


def also(told: Told) -> None:
    """The name was looked up once, and every page came from the address that was checked then."""
    assert ASKED == {"shop.test": 1}
    assert {ask.path for ask in told.received} >= {"/", "/returns"}


TROUBLE = Trouble(
    tells="the site's name has another address from the second look-up on",
    app=lambda _places: shop(),
    outcome=Outcome.PASSED,
    clicks=1,
    also=also,
    host="shop.test",
    resolver=resolver,
    settings=lambda _places: {"pace": {"per_host_s": 0}},
)
