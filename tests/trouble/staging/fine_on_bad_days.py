"""Plain pages: whatever the day is like, the answer is found."""

from troubles import HOME, RETURNS, Told, Trouble, page, shop

from selfserve_check.model.condition import CONDITIONS
from selfserve_check.model.result import Outcome


def nothing_breaks_it(told: Told) -> None:
    outcomes = {record.journey.view.condition: record.outcome for record in told.result.records}
    assert outcomes == dict.fromkeys(("normal", *CONDITIONS, "locale: de-DE"), Outcome.PASSED), told.words
    assert not [finding for finding in told.result.findings if finding.kind.startswith("condition")]


TROUBLE = Trouble(
    tells="no condition may break what needs no scripts, no mouse, no other host and no speed",
    app=lambda _places: shop({"/": page(HOME), "/returns": page(RETURNS, title="Returns")}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    settings=lambda _places: {"conditions": [*CONDITIONS, {"locale": "de-DE"}]},
    also=nothing_breaks_it,
)
