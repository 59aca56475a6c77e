"""The two ends that an app with a read sent by POST has: stopped and named, or let through by the line it names."""

from __future__ import annotations

from collections.abc import Callable

from troubles import Ask, Reply, Trouble

from selfserve_check.model.result import Outcome

Answer = Callable[[Ask], Reply | None]


def stopped(tells: str, answer: Answer, path: str, *, persona: str = "menu") -> Trouble:
    """The POST to ``path`` does not leave: the question could not be asked, and the line to add is named."""
    return Trouble(
        tells=tells,
        app=lambda _places: answer,
        outcome=Outcome.ERRORED,
        cause="blocked_request",
        says=("allow_reads: [", "POST http://127.0.0.1:", path),
        personas=(persona,),
    )


def allowed(tells: str, answer: Answer, path: str, *, persona: str = "menu", clicks: int = 1) -> Trouble:
    """With the line in the settings the same app answers the question."""
    return Trouble(
        tells=f"{tells}, and the settings allow it",
        app=lambda _places: answer,
        outcome=Outcome.PASSED,
        quote="within 30 days",
        clicks=clicks,
        settings=lambda places: {"allow_reads": [f"POST {places.home}{path}"]},
        writes_allowed=(f"POST {path}",),
        personas=(persona,),
    )
