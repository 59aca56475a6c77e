"""A redirect to a new address, which redirects to a new address, and so on for ever."""

from troubles import Ask, Reply, Told, Trouble, redirect, shop

from selfserve_check.model.result import Outcome, Reason

SHOP = shop()


def app(ask: Ask) -> Reply | None:
    if ask.path.startswith("/returns"):
        return redirect(f"/returns/{int('0' + ask.path.rpartition('/')[2].replace('returns', '')) + 1}")
    return SHOP(ask)


def also(told: Told) -> None:
    assert len({ask.path for ask in told.received if ask.path.startswith("/returns")}) <= 11


TROUBLE = Trouble(
    tells="each hop of the redirect has an address that nobody has seen",
    app=lambda _places: app,
    outcome=Outcome.FAILED,
    reason=Reason.BROKEN,
    says=("redirects more than 10 times",),
    also=also,
)
