"""Whoever's browser asks for German is sent to the German pages, which do not answer this yet."""

from pages_by_language import by_wish
from troubles import Trouble

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the language of the browser decides which site one gets",
    app=lambda _places: by_wish,
    also_asked=("Wie lange kann ich etwas zurückgeben?",),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("In de-DE nobody finds the answer.",),
    settings=lambda _places: {"conditions": [{"locale": "de-DE"}]},
)
