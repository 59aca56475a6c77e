"""The page gives its own server three seconds to answer, and then up; the answer comes with much else."""

from troubles import ANSWER, HOME, Reply, Trouble, page, shop

from selfserve_check.model.result import Outcome

RETURNS = """<main><h1>Returns and refunds</h1><div id=help><p>Loading</p></div></main><script>
fetch('/api/returns', {signal: AbortSignal.timeout(3000)}).then((r) => r.text())
  .then((t) => { help.textContent = t.split('|')[0]; })
  .catch(() => { help.textContent = 'Our help is not available right now.'; });</script>"""

TROUBLE = Trouble(
    tells="on a slow line the answer comes later than the page waits for it",
    app=lambda _places: shop(
        {
            "/": page(HOME),
            "/returns": page(RETURNS, title="Returns"),
            "/api/returns": Reply(body=f"{ANSWER}|{'.' * 300_000}", content_type="text/plain"),
        }
    ),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("On a slow line nobody finds the answer.",),
    settings=lambda _places: {"conditions": ["slow"]},
)
