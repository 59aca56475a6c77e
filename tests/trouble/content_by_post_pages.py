"""A page whose text a script fetches by POST."""

from __future__ import annotations

from troubles import ANSWER, HOME, Ask, Reply, page, shop

LOADING = page(
    """<main id=root><p>Loading …</p></main><script>
fetch('/api/page', { method: 'POST', body: JSON.stringify({ path: location.pathname }) })
  .then((reply) => reply.text()).then((html) => { root.innerHTML = html; });
</script>""",
    title="Returns",
)
SHOP = shop({"/": page(HOME), "/returns": LOADING})


def answer(ask: Ask) -> Reply | None:
    if (ask.method, ask.path) == ("POST", "/api/page"):
        return Reply(body=f"<h1>Returns and refunds</h1><p>{ANSWER}</p>")
    return SHOP(ask)


TELLS = "the page of the answer fetches its text by POST, and shows nothing without it"
PATH = "/api/page"
