"""A shop that keeps its session in a parameter."""

import secrets

from troubles import ABOUT, RETURNS, App, Ask, Reply, Trouble, page

from selfserve_check.model.result import Outcome


def shop_with_sessions() -> App:
    def answer(ask: Ask) -> Reply | None:
        sid = secrets.token_hex(16).upper()
        links = f"<nav><a href='/?sid={sid}'>Home</a> <a href='/about?sid={sid}'>About us</a></nav>"
        care = f"<main><h1>Customer care</h1><a href='/returns?sid={sid}'>Returns and refunds</a></main>"
        bodies = {
            "/": f"<main><h1>Lamp shades</h1><p><a href='/care?sid={sid}'>Customer care: returns</a></p></main>",
            "/care": care,
            "/returns": RETURNS,
            "/about": ABOUT,
        }
        body = bodies.get(ask.path.partition(";")[0])
        return page(links + body) if body else None

    return answer


TROUBLE = Trouble(
    tells="every link carries a sid= that differs at each load",
    app=lambda _places: shop_with_sessions(),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    also=lambda told: check_steady(told.result.flaky),
)


def check_steady(flaky: bool) -> None:
    """The second look found the links again, though their addresses were other ones."""
    assert not flaky
