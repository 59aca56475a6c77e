"""Cards that can be clicked as a whole, with links and buttons of their own in them."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

CARD = """<div class=card data-to="{to}"><h2>{title}</h2><p>{text}</p><a href="/about?about={to}">By our team</a>
<button type=button class=heart aria-label="Keep">&#9825;</button></div>"""
HOME = home(
    CARD.format(to="/returns", title="Returns and refunds", text="What to do with what you do not want.")
    + CARD.format(to="/about", title="Our workshop", text="Where it all is made."),
    head="<style>.card { cursor: pointer; border: 1px solid; padding: 16px }</style>",
    after="""<script>
for (const card of document.querySelectorAll('.card')) {
  card.addEventListener('click', (event) => {
    if (!event.target.closest('a, button')) location.href = card.dataset.to;
  });
}
for (const heart of document.querySelectorAll('.heart')) {
  heart.addEventListener('click', () => { heart.textContent = '\\u2665'; });
}
</script>""",
)

TROUBLE = Trouble(
    tells="a card leads to the answer; what is in it does not",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
