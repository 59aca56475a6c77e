"""A list of questions that grows when its end is scrolled to; the answer is in what comes then."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<main><h1>Questions about returns</h1><div id=list></div></main><script>
const parts = [...Array(12).fill('<h2>Service</h2><p>{LOREM}</p>'), '<h2>Return period</h2><p>{ANSWER}</p>'];
function grow() {{ for (const part of parts.splice(0, 12)) list.insertAdjacentHTML('beforeend', part); }}
grow();
addEventListener('scroll', () => {{
  if (innerHeight + scrollY > document.documentElement.scrollHeight - 100) grow();
}});</script>"""

TROUBLE = Trouble(
    tells="the answer is loaded when one comes to the end of the list",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    settings=lambda _places: {"viewport": {"desktop": {"width": 900, "height": 500}}},
)
