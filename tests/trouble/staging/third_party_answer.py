"""The help text is kept by another company, whose host the page asks."""

from troubles import ANSWER, HOME, App, Ask, Places, Reply, Trouble, page

from selfserve_check.model.result import Outcome


def app(places: Places) -> App:
    returns = f"""<main><h1>Returns and refunds</h1><div id=help><p>Loading our help</p></div></main>
    <script>fetch('{places.other}/widget/returns').then((r) => r.text()).then((t) => {{ help.innerHTML = t; }})
      .catch(() => {{ help.innerHTML = '<p>Help is not available at the moment.</p>'; }});</script>"""

    def answer(ask: Ask) -> Reply | None:
        if ask.path == "/":
            return page(HOME)
        if ask.path == "/returns":
            return page(returns, title="Returns")
        if ask.path == "/widget/returns":
            return Reply(body=f"<p>{ANSWER}</p>", headers=(("access-control-allow-origin", "*"),))
        return None

    return answer


TROUBLE = Trouble(
    tells="where other hosts are blocked, as by many companies' networks, the answer does not come",
    app=app,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    says=("Without other hosts nobody finds the answer.",),
    settings=lambda _places: {"conditions": ["no_third_parties"], "allow_private": ["localhost"]},
)
