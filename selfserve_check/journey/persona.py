"""How a visitor behaves. Personas are frozen values; a walk reads them and nothing else of the visitor."""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.errors import UserError


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """``searches_first``: uses the site's search box as soon as one is in sight.

    ``enough`` is the scent at which a link in front of the visitor is followed without thinking of
    pages left behind; ``back_cost`` is the scent that one step back must gain to be worth it
    (information foraging: a patch is left when it is poorer than what was left behind;
    Pirolli and Card 1999, Fu and Pirolli 2007).
    """

    name: str
    describes: str
    searches_first: bool = False
    enough: float = 0.30
    back_cost: float = 0.08


MENU = Persona(name="menu", describes="reads the page and clicks what looks most like the answer")
SEARCH = Persona(
    name="search", describes="uses the site's search box first, then reads and clicks", searches_first=True
)

PERSONAS = (MENU, SEARCH)


def persona_named(name: str) -> Persona:
    """The persona called ``name``; raises :class:`UserError` with the names there are."""
    for persona in PERSONAS:
        if persona.name == name:
            return persona
    known = ", ".join(persona.name for persona in PERSONAS)
    raise UserError(f"unknown persona '{name}'; there are: {known}")
