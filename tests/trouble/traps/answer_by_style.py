"""An answer in the ``content`` of a style, painted so that nobody sees it."""

from troubles import ANSWER, HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome, Reason

STYLE = f"""<style>.a::before {{ content: "{ANSWER}"; color: transparent; }}
.b::after {{ content: "{ANSWER}"; font-size: 0; }} .c::before {{ content: "{ANSWER}"; position: absolute; left: -9999px; }}
.d::marker {{ content: "{ANSWER}"; font-size: 0; }}</style>"""
PAGE = """<main><h1>Returns and refunds</h1><p class=a>Please see</p><p class=b>the leaflet</p>
<p class=c>that came with</p><p class=d>your lamp shade.</p></main>"""

TROUBLE = Trouble(
    tells="the answer is made by a style sheet, and cannot be seen",
    app=lambda _places: shop({"/": page(HOME), "/returns": page(STYLE + PAGE)}),
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
)
