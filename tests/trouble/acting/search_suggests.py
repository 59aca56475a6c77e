"""A search that only suggests: what is found stands in a list under the box, while one types."""

from acting_pages import answer_json, home
from troubles import Ask, Reply, Trouble, shop

from selfserve_check.model.result import Outcome

BOX = """<form class=finder role=search><input id=q name=q type=search placeholder="How can we help?" role=combobox
aria-controls=hints autocomplete=off><ul id=hints role=listbox hidden></ul></form>"""
SCRIPT = """<script>
let waiting;
q.addEventListener('keyup', (event) => {
  clearTimeout(waiting);
  if (event.key === 'Enter' || event.key === 'Escape') { hints.hidden = true; return; }
  waiting = setTimeout(async () => {
    const found = await (await fetch('/suggest?q=' + encodeURIComponent(q.value))).json();
    hints.innerHTML = found.map((one) => `<li role=option data-go="${one.url}">${one.title}</li>`).join('');
    hints.hidden = !found.length;
  }, 250);
});
q.form.addEventListener('submit', (event) => event.preventDefault());
hints.addEventListener('mousedown', (event) => { location.href = event.target.closest('[data-go]').dataset.go; });
</script>"""
STYLE = "<style>[role=option] { cursor: pointer } #hints { position: absolute; background: #fff }</style>"
PAGES = [{"title": "Returns and refunds", "url": "/returns"}, {"title": "About us", "url": "/about"}]
SHOP = shop({"/": home(BOX, after=SCRIPT, head=STYLE)})


def answer(ask: Ask) -> Reply | None:
    if ask.path == "/suggest":
        return answer_json([one for one in PAGES if "return" in ask.query and "return" in one["url"]])
    return SHOP(ask)


TROUBLE = Trouble(
    tells="Enter closes the list of suggestions, which is the only way to what was found",
    app=lambda _places: answer,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    personas=("search",),
)
