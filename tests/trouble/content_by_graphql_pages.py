"""A page that shows its frame, and asks GraphQL for what stands in it."""

from __future__ import annotations

from acting_pages import answer_json
from troubles import ANSWER, HOME, LOREM, Ask, Reply, page, shop

FRAME = page(
    f"<main><h1>Returns and refunds</h1><p>{LOREM}</p><div id=entries></div></main>"
    """<script>
const query = '{ entries(slug: "returns") { text } }';
const headers = { 'content-type': 'application/json' };
fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) })
  .then((reply) => reply.json())
  .then(({ data }) => { entries.innerHTML = data.entries.map((entry) => `<p>${entry.text}</p>`).join(''); })
  .catch(() => {});
</script>""",
    title="Returns",
)
SHOP = shop({"/": page(HOME), "/returns": FRAME})


def answer(ask: Ask) -> Reply | None:
    if (ask.method, ask.path) == ("POST", "/graphql"):
        return answer_json({"data": {"entries": [{"text": ANSWER}]}})
    return SHOP(ask)


TELLS = "a part of the page of the answer comes by GraphQL, and its lack cannot be seen"
PATH = "/graphql"
