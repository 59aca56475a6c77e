"""A frame from elsewhere whose script never ends, beside the answer."""

from troubles import ANSWER, Places, Reply, Trouble, page, shop

from selfserve_check.model.result import Outcome


def answering(places: Places) -> Reply:
    return page(
        f"<main><h1>Returns</h1><p>{ANSWER}</p><iframe src='{places.other}/widget' width=300 height=200></iframe></main>"
    )


TROUBLE = Trouble(
    tells="a frame of another origin hangs on the page with the answer",
    app=lambda places: shop(
        {
            "/returns": answering(places),
            "/widget": page("<p>Rate us</p><script>setTimeout(() => { while (true) {} }, 50)</script>"),
        }
    ),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    settings=lambda _places: {
        "allow_private": ["localhost"],
        "timeouts": {"page_s": 5, "step_s": 3, "settle_s": 3},
    },
)
