"""A home page that sends every visitor from here to the German pages."""

from pages_by_language import by_place
from troubles import Trouble

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the home page redirects by the visitor's address, whatever language the browser asks for",
    app=lambda _places: by_place(),
    question="Wie lange kann ich etwas zurückgeben?",
    facts=("30 Tage",),
    outcome=Outcome.PASSED,
    quote="innerhalb von 30 Tagen",
    clicks=1,
)
