"""A list of questions that grows with each press of a button."""

from acting_pages import home
from troubles import ANSWER, Reply, Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<h2>Frequent questions</h2><div id=list></div><p><button id=more>Load more</button></p>",
    after="""<script>
let portion = 0;
more.addEventListener('click', async () => {
  portion += 1;
  const reply = await fetch('/questions/' + portion);
  list.insertAdjacentHTML('beforeend', await reply.text());
  more.hidden = portion === 3;
});
</script>""",
)
PORTIONS = {
    "/questions/1": Reply(body="<h3>What is linen?</h3><p>A cloth of flax.</p>"),
    "/questions/2": Reply(body="<h3>Where is the workshop?</h3><p>By the sea.</p>"),
    "/questions/3": Reply(body=f"<h3>Returns and refunds</h3><p>{ANSWER}</p>"),
}

TROUBLE = Trouble(
    tells="the question stands on the third portion of the list",
    app=lambda _places: shop({"/": HOME, **PORTIONS}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=3,
)
