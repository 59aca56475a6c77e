"""The link with the right words, and one that redirects, lead where robots.txt asks us to stay out."""

from troubles import HOME, RETURNS, Reply, Trouble, page, redirect, shop

from selfserve_check.model.result import Outcome

ROBOTS = Reply(
    body="User-agent: *\nDisallow: /returns\n",
    content_type="text/plain",
)

TROUBLE = Trouble(
    tells="robots.txt closes the way to the answer, whichever way it is taken",
    app=lambda _places: shop(
        {
            "/": page(f"{HOME}<p><a href='/hop'>How to return something</a></p>"),
            "/returns": page(RETURNS),
            "/hop": redirect("/returns"),
            "/robots.txt": ROBOTS,
        }
    ),
    outcome=Outcome.ERRORED,
    cause="robots",
    says=("robots.txt forbids", "robots: owner"),
)
