"""A table of deadlines that a script sorts anew after the page is shown."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = """<main><h1>Returns and refunds</h1><table id=t><thead><tr><th>You bought</th><th><button
onclick="sortRows()">Days to return it</button></th></tr></thead><tbody><tr><td>Lamp shades</td><td>30 days</td></tr>
<tr><td>Bulbs</td><td>14 days</td></tr><tr><td>Gift cards</td><td>5 days</td></tr></tbody></table></main><script>
function sortRows() { const body = t.tBodies[0];
  [...body.rows].sort((a, b) => parseInt(a.cells[1].textContent) - parseInt(b.cells[1].textContent))
    .forEach((row) => body.append(row)); }
sortRows();</script>"""

TROUBLE = Trouble(
    tells="the row with the answer moves; its cells belong together",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    question="How many days do I have to return lamp shades?",
    outcome=Outcome.PASSED,
    quote="Lamp shades | 30 days",
    clicks=1,
)
