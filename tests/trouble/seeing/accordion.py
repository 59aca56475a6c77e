"""Answers in an accordion whose panels are folded to no height, not hidden."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<style>.body{{max-height:0;overflow:hidden;transition:max-height .3s}} .open .body{{max-height:300px}}
</style><main><h1>Help</h1>
<div class=item><button class=head>Where are you?</button><div class=body><p>{LOREM}</p></div></div>
<div class=item><button class=head>How long do I have to return things?</button><div class=body><p>{ANSWER}</p>
</div></div></main><script>document.querySelectorAll('.head').forEach((head) => {{
  head.onclick = () => head.parentElement.classList.toggle('open'); }});</script>"""

TROUBLE = Trouble(
    tells="the answer is folded away in a panel without height",
    app=lambda _places: shop({"/": page(PAGE)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
