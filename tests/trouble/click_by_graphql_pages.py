"""An accordion that asks GraphQL for its text when it is opened."""

from __future__ import annotations

from acting_pages import answer_json, home
from troubles import ANSWER, Ask, Reply, shop

ENTRY = "<h2><button id=question aria-expanded=false aria-controls=reply>Returns and refunds</button></h2><div id=reply></div>"
SCRIPT = """<script>
question.addEventListener('click', async () => {
  question.setAttribute('aria-expanded', 'true');
  const body = JSON.stringify({ query: '{ entry(id: 7) { text } }' });
  const { data } = await (await fetch('/graphql', { method: 'POST', body })).json();
  reply.innerHTML = `<p>${data.entry.text}</p>`;
});
</script>"""
SHOP = shop({"/": home(ENTRY, after=SCRIPT)})


def answer(ask: Ask) -> Reply | None:
    if (ask.method, ask.path) == ("POST", "/graphql"):
        return answer_json({"data": {"entry": {"text": ANSWER}}})
    return SHOP(ask)


TELLS = "what a click shows comes by GraphQL"
PATH = "/graphql"
