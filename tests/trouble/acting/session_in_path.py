"""A shop that keeps its session in the path, as Java does without cookies."""

import secrets

from troubles import ABOUT, RETURNS, App, Ask, Reply, Trouble, page

from selfserve_check.model.result import Outcome


def shop_with_sessions() -> App:
    def answer(ask: Ask) -> Reply | None:
        sid = secrets.token_hex(16).upper()
        links = (
            f"<nav><a href='/;jsessionid={sid}'>Home</a> <a href='/about;jsessionid={sid}'>About us</a></nav>"
        )
        care = (
            f"<main><h1>Customer care</h1><a href='/returns;jsessionid={sid}'>Returns and refunds</a></main>"
        )
        bodies = {
            "/": f"<main><h1>Lamp shades</h1><p><a href='/care;jsessionid={sid}'>Customer care: returns</a></p></main>",
            "/care": care,
            "/returns": RETURNS,
            "/about": ABOUT,
        }
        body = bodies.get(ask.path.partition(";")[0])
        return page(links + body) if body else None

    return answer


TROUBLE = Trouble(
    tells="every link carries a ;jsessionid= that differs at each load",
    app=lambda _places: shop_with_sessions(),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    also=lambda told: check_steady(told.result.flaky),
)


def check_steady(flaky: bool) -> None:
    """The second look found the links again, though their addresses were other ones."""
    assert not flaky
