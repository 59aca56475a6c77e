"""A list of four hundred entries of which only those in sight are in the page."""

from troubles import ANSWER, Trouble, page, shop

from selfserve_check.model.result import Outcome, Reason

PAGE = f"""<style>#port{{height:400px;overflow-y:auto}} #all{{position:relative}} .row{{position:absolute;
height:40px;left:0;right:0}}</style><main><h1>Returns and refunds</h1><div id=port><div id=all></div></div></main>
<script>
const rows = Array.from({{length: 400}}, (_, i) => i === 333 ? '{ANSWER}' : 'Entry no. ' + i + ' of our rules');
all.style.height = rows.length * 40 + 'px';
function draw() {{
  const first = Math.floor(port.scrollTop / 40);
  all.replaceChildren(...rows.slice(first, first + 12).map((text, i) => {{
    const row = document.createElement('div');
    row.className = 'row';
    row.style.top = (first + i) * 40 + 'px';
    row.textContent = text;
    return row;
  }}));
}}
port.onscroll = draw;
draw();</script>"""

TROUBLE = Trouble(
    tells="what is not in sight is not in the page; we say that we could not read all of it",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    outcome=Outcome.NEEDS_REVIEW,
    reason=Reason.MISSING,
    says=("could not be read", "list"),
)
