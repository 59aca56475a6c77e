"""A home page with more to look into than a visitor may take steps, free ones included."""

from troubles import RETURNS, Trouble, page, shop

from selfserve_check.model.result import Outcome

STYLE = "<style>li ul { display: none } li:hover ul { display: block }</style>"
MENUS = "".join(
    f"<li><a href='/returns-{n}' aria-haspopup=true>Returns {n}</a>"
    f"<ul><li><a href='/about?{n}'>Number {n}</a></li></ul></li>"
    for n in range(8)
)

TROUBLE = Trouble(
    tells="a visitor whose steps end before the clicks and the pages do",
    app=lambda _places: shop(
        {"/": page(f"<nav><ul>{MENUS}</ul></nav><main><h1>Lamp shades</h1></main>", head=STYLE)}
        | {f"/returns-{n}": page("<main><h1>Returns</h1><p>Please ask.</p></main>") for n in range(8)}
        | {"/hidden": page(RETURNS)}
    ),
    outcome=Outcome.ERRORED,
    cause="limit",
    says=("limits.steps_max",),
    settings=lambda _places: {"limits": {"steps_max": 3}},
)
