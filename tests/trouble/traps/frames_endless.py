"""A page that shows itself in a frame, which shows itself in a frame."""

from troubles import ANSWER, Ask, Reply, Told, Trouble, page

from selfserve_check.model.result import Outcome


def app(ask: Ask) -> Reply | None:
    if ask.path != "/":
        return None
    depth = int(ask.query.removeprefix("depth=") or 0)
    frame = f'<iframe src="/?depth={depth + 1}" width=600 height=500></iframe>'
    return page(f"<main><h1>Returns</h1><p>{ANSWER}</p></main>{frame}")


def also(told: Told) -> None:
    assert len(told.received) < 5_000


TROUBLE = Trouble(
    tells="frames within frames without end",
    app=lambda _places: app,
    outcome=Outcome.PASSED,
    clicks=0,
    says=("limits.frames_deep_max",),
    also=also,
)
