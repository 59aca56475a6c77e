"""A search whose results a script fetches by POST."""

from __future__ import annotations

from acting_pages import answer_json, home
from troubles import Ask, Reply, shop

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


TELLS = "the results are fetched by POST"
PATH = "/api/search"
