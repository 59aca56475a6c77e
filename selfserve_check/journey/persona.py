"""How a visitor behaves. Personas are frozen values; a walk reads them and nothing else of the visitor."""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.errors import UserError
from selfserve_check.journey.rank import PARTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """``searches_first``: uses the site's search box as soon as one is in sight.

    ``enough`` is the scent at which a link in front of the visitor is followed without thinking of
    pages left behind; ``back_cost`` is the scent that one step back must gain to be worth it
    (information foraging: a patch is left when it is poorer than what was left behind;
    Pirolli and Card 1999, Fu and Pirolli 2007). ``parts`` is how much the visitor goes by the parts of a
    label and the text beside it rather than by the label as a whole; ``first_screen_only`` leaves what
    one must scroll to. ``worth`` is the scent below which a link is not worth a click.
    """

    name: str
    describes: str
    searches_first: bool = False
    enough: float = 0.60
    back_cost: float = 0.08
    parts: float = PARTS
    first_screen_only: bool = False
    worth: float = 0.04


MENU = Persona(name="menu", describes="reads the page and clicks what looks most like the answer")
SEARCH = Persona(
    name="search", describes="uses the site's search box first, then reads and clicks", searches_first=True
)
THOROUGH = Persona(
    name="thorough",
    describes="reads the text beside the links as well, and goes back as soon as another way looks better",
    enough=1.0,
    back_cost=0.02,
    parts=0.75,
)
"""Reads all of a page before choosing, as the older and the careful do (Nielsen Norman Group: "method of
scanning" against "commitment" reading, Pernice 2019)."""

SKIMMER = Persona(
    name="skimmer",
    describes="reads labels only, never scrolls, and leaves when nothing in sight smells",
    enough=0.45,
    back_cost=0.15,
    parts=0.0,
    first_screen_only=True,
    worth=0.15,
)
"""80.3 % of viewing time was above the fold and users read at most 28 % of the words of a page (Nielsen 2008,
2010)."""

PERSONAS = (MENU, SEARCH, THOROUGH, SKIMMER)


def persona_named(name: str) -> Persona:
    """The persona called ``name``; raises :class:`UserError` with the names there are."""
    for persona in PERSONAS:
        if persona.name == name:
            return persona
    known = ", ".join(persona.name for persona in PERSONAS)
    raise UserError(f"unknown persona '{name}'; there are: {known}")
