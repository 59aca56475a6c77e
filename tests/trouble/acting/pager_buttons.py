"""A list of questions in pages that a script turns by buttons."""

from acting_pages import home
from troubles import ANSWER, Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<h2>Returns and other questions</h2><div id=list></div>"
    "<nav aria-label=Pagination><button id=back>Previous</button> <button id=next>Next</button></nav>",
    after="""<script>
const leaves = ['<h3>What is linen?</h3><p>A cloth of flax.</p>', '<h3>Where is the workshop?</h3><p>By the sea.</p>',
  '<h3>Returns and refunds</h3><p>ANSWER</p>'];
let leaf = 0;
const turn = (by) => () => {
  leaf = Math.min(Math.max(leaf + by, 0), leaves.length - 1);
  list.innerHTML = leaves[leaf];
};
back.addEventListener('click', turn(-1));
document.getElementById('next').addEventListener('click', turn(1));
turn(0)();
</script>""".replace("ANSWER", ANSWER),
)

TROUBLE = Trouble(
    tells="the question stands on the third page of the list",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
)
