"""A shop whose links carry a session that differs at each load, in one place or another of the address."""

from __future__ import annotations

import secrets

from troubles import ABOUT, RETURNS, App, Ask, Reply, Told, Trouble, page

from selfserve_check.model.result import Outcome


def trouble_with_session(tells: str, carries: str) -> Trouble:
    """``carries`` is what follows the path of every link, before the session itself."""
    return Trouble(
        tells=tells,
        app=lambda _places: _shop(carries),
        outcome=Outcome.PASSED,
        quote="within 30 days",
        clicks=2,
        also=check_steady,
    )


def check_steady(told: Told) -> None:
    """The second look found the links again, though their addresses were other ones."""
    assert not told.result.flaky


def _shop(carries: str) -> App:
    def answer(ask: Ask) -> Reply | None:
        end = f"{carries}{secrets.token_hex(16).upper()}"
        links = f"<nav><a href='/{end}'>Home</a> <a href='/about{end}'>About us</a></nav>"
        home = f"<h1>Lamp shades</h1><p><a href='/care{end}'>Customer care: returns</a></p>"
        care = f"<h1>Customer care</h1><a href='/returns{end}'>Returns and refunds</a>"
        bodies = {
            "/": f"<main>{home}</main>",
            "/care": f"<main>{care}</main>",
            "/returns": RETURNS,
            "/about": ABOUT,
        }
        body = bodies.get(ask.path.partition(";")[0])
        return page(links + body) if body else None

    return answer
