"""Whoever's browser asks for German is sent to the German pages, and the question is in English only."""

from pages_by_language import by_wish
from troubles import Trouble

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the browser's language decides which site one gets, and nobody asked in that language",
    app=lambda _places: by_wish,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("In de-DE it could not be asked: the question is in English",),
    settings=lambda _places: {"conditions": [{"locale": "de-DE"}]},
)
