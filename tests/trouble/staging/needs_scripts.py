"""A script writes the answer into an empty place."""

from troubles import ANSWER, HOME, Told, Trouble, page, shop

from selfserve_check.model.result import Outcome

RETURNS = f"""<main><h1>Returns and refunds</h1><p id=policy></p></main>
<script>document.getElementById('policy').textContent = {ANSWER!r};</script>"""


def only_scripts_are_missed(told: Told) -> None:
    kinds = [finding.kind for finding in told.result.findings]
    assert kinds.count("condition") == 1, told.words
    conditions = {record.journey.view.condition: record.outcome for record in told.result.records}
    assert conditions == {
        "normal": Outcome.PASSED,
        "no_scripts": Outcome.FAILED,
        "small_screen": Outcome.PASSED,
    }


TROUBLE = Trouble(
    tells="without scripts the page has a heading and no answer",
    app=lambda _places: shop({"/": page(HOME), "/returns": page(RETURNS, title="Returns")}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("Without scripts nobody finds the answer.", "into the HTML that the server sends"),
    settings=lambda _places: {"conditions": ["no_scripts", "small_screen"]},
    also=only_scripts_are_missed,
)
