"""The answer is a picture with a text for those who cannot see it."""

from troubles import ANSWER, Reply, Trouble, page, shop

from selfserve_check.model.result import Outcome

SVG = (
    f"""<svg xmlns="http://www.w3.org/2000/svg" width="600" height="80"><text y="40">{ANSWER}</text></svg>"""
)
PAGE = (
    f"""<main><h1>Returns and refunds</h1><img src="/policy.svg" width=600 height=80 alt="{ANSWER}"></main>"""
)

TROUBLE = Trouble(
    tells="what the picture says stands in its alt text",
    app=lambda _places: shop(
        {"/returns": page(PAGE), "/policy.svg": Reply(body=SVG, content_type="image/svg+xml")}
    ),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
