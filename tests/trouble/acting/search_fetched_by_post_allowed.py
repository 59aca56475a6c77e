"""A search whose results a script fetches by POST. The settings name the request."""

from acting_pages import answer_json, home
from troubles import Ask, Reply, Trouble, shop

from selfserve_check.model.result import Outcome

BOX = "<form id=finder role=search><input id=q type=search placeholder=Search></form><div id=found></div>"
SCRIPT = """<script>
finder.addEventListener('submit', async (event) => {
  event.preventDefault();
  const body = JSON.stringify({ query: q.value });
  const hits = await (await fetch('/api/search', { method: 'POST', body })).json();
  found.innerHTML = hits.map((one) => `<p><a href="${one.url}">${one.title}</a></p>`).join('');
});
</script>"""
SHOP = shop({"/": home(BOX, after=SCRIPT)})


def answer(ask: Ask) -> Reply | None:
    if (ask.method, ask.path) == ("POST", "/api/search"):
        return answer_json([{"title": "Returns and refunds", "url": "/returns"}])
    return SHOP(ask)


TROUBLE = Trouble(
    tells="the results are fetched by POST, and the settings allow it",
    app=lambda _places: answer,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    settings=lambda places: {"allow_reads": [f"POST {places.home}/api/search"]},
    writes_allowed=("POST /api/search",),
    personas=("search",),
)
