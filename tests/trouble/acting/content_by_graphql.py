"""A page that shows its frame, and asks GraphQL for what stands in it."""

from acting_pages import answer_json
from troubles import ANSWER, HOME, LOREM, Ask, Reply, Trouble, page, shop

from selfserve_check.model.result import Outcome

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


TROUBLE = Trouble(
    tells="a part of the page of the answer comes by GraphQL, and its lack cannot be seen",
    app=lambda _places: answer,
    outcome=Outcome.ERRORED,
    cause="blocked_request",
    says=("allow_reads: [", "POST http://127.0.0.1:", "/graphql"),
    personas=("menu",),
)
