"""The answer would stand in a frame from elsewhere, whose script never ends."""

from troubles import LOREM, Places, Reply, Trouble, page, shop

from selfserve_check.model.result import Outcome


def answering(places: Places) -> Reply:
    frame = f"<iframe src='{places.other}/widget' width=600 height=300></iframe>"
    return page(f"<main><h1>Returns</h1><p>{LOREM}</p>{frame}</main>")


HANGING = page(
    "<p>One moment</p><script>addEventListener('load', () => setTimeout(() => { while (true) {} }))</script>"
)

TROUBLE = Trouble(
    tells="the frame that should show the answer hangs, so that nobody knows what it says",
    app=lambda places: shop({"/returns": answering(places), "/widget": HANGING}),
    outcome=Outcome.ERRORED,
    settings=lambda _places: {
        "allow_private": ["localhost"],
        "timeouts": {"page_s": 5, "step_s": 3, "settle_s": 3},
    },
)
