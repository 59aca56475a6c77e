"""Answers behind tabs."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<main><h1>Linen shade</h1><div role=tablist>
<button role=tab aria-selected=true aria-controls=p1 id=t1>Description</button>
<button role=tab aria-selected=false aria-controls=p2 id=t2>Delivery and returns</button></div>
<div role=tabpanel id=p1 aria-labelledby=t1><p>{LOREM}</p></div>
<div role=tabpanel id=p2 aria-labelledby=t2 hidden><p>{ANSWER}</p></div></main><script>
for (const tab of document.querySelectorAll('[role=tab]')) tab.onclick = () => {{
  for (const one of document.querySelectorAll('[role=tab]')) {{
    one.setAttribute('aria-selected', one === tab);
    document.getElementById(one.getAttribute('aria-controls')).hidden = one !== tab;
  }}
}};</script>"""

TROUBLE = Trouble(
    tells="the answer is in the tab that is not shown",
    app=lambda _places: shop({"/": page(PAGE)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
