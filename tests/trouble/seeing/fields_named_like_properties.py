"""A form whose fields are called as the properties of a form are: title, children, id.

The browser then gives the field where the property is asked for.
"""

from troubles import ANSWER, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<main><h1>Help</h1>
<form style="display:flex" action=/search><input name=title><input name=id><input name=className><input name=style>
<select name=children><option>1<option>2</select><input name=parentElement><input name=textContent>
<p>{ANSWER}</p></form></main>"""

TROUBLE = Trouble(
    tells="the fields of a form are called like what a script asks of a form",
    app=lambda _places: shop({"/": page(PAGE)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
)
