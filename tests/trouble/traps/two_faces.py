"""A site that shows our bot another page than a browser. From inside one visit nobody can tell.

What can be said honestly is under which name we came: it stands in every report, so that whoever wonders can
ask the site again under another (``browser.user_agent`` cannot take our name away).
"""

from troubles import ANSWER, Ask, Reply, Told, Trouble, page

from selfserve_check.model.result import Outcome


def app(ask: Ask) -> Reply | None:
    ours = "selfserve-check/" in ask.headers.get("user-agent", "")
    body = f"<main><h1>Returns</h1><p>{ANSWER if ours else 'We take nothing back.'}</p></main>"
    return page(body) if ask.path == "/" else None


def also(told: Told) -> None:
    assert any(
        line.startswith("User-Agent:") and "selfserve-check/" in line for line in told.finished.run.politeness
    )


TROUBLE = Trouble(
    tells="the answer is shown to our User-Agent alone; the report names the User-Agent",
    app=lambda _places: app,
    outcome=Outcome.PASSED,
    clicks=0,
    also=also,
)
