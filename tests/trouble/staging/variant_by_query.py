"""A preview parameter picks the variant, and no link of the site carries it on."""

from urllib.parse import parse_qs

from troubles import HOME, RETURNS, Ask, Reply, Told, Trouble, page, redirect

from selfserve_check.model.result import Outcome

GONE = "<main><h1>Returns</h1><p>Please ask our team about returns.</p></main>"


def answer(ask: Ask) -> Reply | None:
    new = parse_qs(ask.query).get("design") == ["new"]
    if ask.path == "/":
        return page(HOME.replace("/returns", "/r?from=home"))
    if ask.path == "/r":
        return redirect("/returns?from=home")
    if ask.path == "/returns":
        return page(RETURNS if new else GONE, title="Returns")
    return None


def addresses_stay_as_they_are(told: Told) -> None:
    assert [one.url for one in told.result.evidence][:1] == [f"{told.places.home}/returns?from=home"]
    shown = [step.url for record in told.result.records for step in record.journey.steps]
    assert not any("design=" in url for url in shown), shown


TROUBLE = Trouble(
    tells="the answer stands in the variant that ?design=new shows; links and redirects drop the parameter",
    app=lambda _places: answer,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    settings=lambda places: {"pin": {places.home.removeprefix("http://"): {"query": {"design": "new"}}}},
    also=addresses_stay_as_they_are,
)
