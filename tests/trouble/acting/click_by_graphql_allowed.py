"""An accordion that asks GraphQL for its text when it is opened. The settings name the request."""

from acting_pages import answer_json, home
from troubles import ANSWER, Ask, Reply, Trouble, shop

from selfserve_check.model.result import Outcome

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


TROUBLE = Trouble(
    tells="what a click shows comes by GraphQL, and the settings allow it",
    app=lambda _places: answer,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    settings=lambda places: {"allow_reads": [f"POST {places.home}/graphql"]},
    writes_allowed=("POST /graphql",),
    personas=("menu",),
)
