"""A home page that sends every visitor from here to the German pages, and a question in English."""

from pages_by_language import by_place
from troubles import Trouble

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="visitors are sent to German pages by their address, and the question is in English",
    app=lambda _places: by_place(),
    budget=1,
    outcome=Outcome.ERRORED,
    cause="language",
    says=("the question is in English", "in German", "let start: name the pages in English", "locale: de"),
)
