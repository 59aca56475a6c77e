"""The search asks by a script, shows an error where it fails, and a link leads to the answer as well."""

from troubles import LOREM, RETURNS, Ask, Reply, Told, Trouble, page

from selfserve_check.model.result import Outcome

HOME = f"""<header><form role=search id=f><input type=search name=q aria-label="Search">
<button>Search</button></form> <a href="/about">About us</a></header><main><h1>Lamp shades</h1>
<div id=found></div><p>{LOREM}</p><p><a href="/returns">Returns and refunds</a></p></main>
<script>f.onsubmit = (e) => {{ e.preventDefault();
fetch('/api/search?q=' + encodeURIComponent(f.q.value)).then((r) => r.ok ? r.text() : Promise.reject())
  .then((t) => {{ found.innerHTML = t; }})
  .catch(() => {{ found.innerHTML = '<p>Our search has a break. Please look around.</p>'; }}); }};</script>"""


def answer(ask: Ask) -> Reply | None:
    if ask.path == "/":
        return page(HOME)
    if ask.path == "/returns":
        return page(RETURNS, title="Returns")
    if ask.path == "/api/search":
        return Reply(body='<ul><li><a href="/returns">Returns and refunds</a></li></ul>')
    return None


def another_way_is_found(told: Told) -> None:
    down = [one for one in told.result.records if one.journey.view.condition == "search_down"]
    assert [one.outcome for one in down] == [Outcome.PASSED], told.words
    assert not [finding for finding in told.result.findings if finding.kind.startswith("condition")]


TROUBLE = Trouble(
    tells="the search fails and says so, and visitors still find the link",
    app=lambda _places: answer,
    outcome=Outcome.PASSED,
    personas=("search",),
    quote="within 30 days",
    settings=lambda _places: {"conditions": ["search_down"]},
    also=another_way_is_found,
)
