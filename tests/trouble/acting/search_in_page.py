"""A search over an index that the page fetches once: results come without a load."""

from acting_pages import answer_json, home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

BOX = "<form id=finder role=search><input id=q name=q type=search placeholder=Search></form><div id=found></div>"
SCRIPT = """<script>
let index;
finder.addEventListener('submit', async (event) => {
  event.preventDefault();
  index = index || await (await fetch('/index.json')).json();
  const words = q.value.toLowerCase().split(/\\s+/);
  const hits = index.filter((one) => words.some((word) => one.text.toLowerCase().includes(word)));
  found.innerHTML = hits.map((one) => `<p><a href="${one.url}">${one.title}</a></p>`).join('') || 'Nothing found';
});
</script>"""
INDEX = [
    {"title": "Returns and refunds", "url": "/returns", "text": "return something refund money back"},
    {"title": "Our workshop", "url": "/about", "text": "linen paper cotton"},
]

TROUBLE = Trouble(
    tells="the browser itself searches in a JSON file",
    app=lambda _places: shop({"/": home(BOX, after=SCRIPT), "/index.json": answer_json(INDEX)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    personas=("search",),
)
