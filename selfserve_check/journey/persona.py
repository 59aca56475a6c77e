"""How a visitor behaves. Personas are frozen values; a walk reads them and nothing else of the visitor."""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.errors import UserError
from selfserve_check.journey.attention import AS_MOST, Attention


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """``searches_first``: uses the site's search box as soon as one is in sight.

    ``enough`` is the scent at which a link in front of the visitor is followed without thinking of
    pages left behind; ``back_cost`` is the scent that one step back must gain to be worth it
    (information foraging: a patch is left when it is poorer than what was left behind;
    Pirolli and Card 1999, Fu and Pirolli 2007). ``attention`` is what the visitor goes by in a label;
    ``first_screen_only`` leaves what one must scroll to. ``worth`` is the scent below which a link is not
    worth a click.
    """

    name: str
    describes: str
    searches_first: bool = False
    enough: float = 0.60
    back_cost: float = 0.08
    attention: Attention = AS_MOST
    first_screen_only: bool = False
    worth: float = 0.04


MENU = Persona(name="menu", describes="reads the page and clicks what looks most like the answer")
SEARCH = Persona(
    name="search",
    describes="uses the site's search box first, then reads and clicks",
    searches_first=True,
    attention=Attention(parts=0.0),
)
"""More than half of all users go to the search box at once (Nielsen 1997, "search-dominant"). Goes by a label
as a whole, so that where there is no box this is yet another reader than ``menu``: of 110 questions ``menu``
finds 33, with ``thorough`` 38, and with this one 40 (bench/forager)."""

THOROUGH = Persona(
    name="thorough",
    describes="reads every part of a link and the text beside it, and looks for the very words asked for",
    enough=1.0,
    attention=Attention(parts=1.0, words=1.3),
)
"""Reads all of a page before choosing, as the older and the careful do (Nielsen Norman Group: "method of
scanning" against "commitment" reading, Pernice 2019)."""

SKIMMER = Persona(
    name="skimmer",
    describes="reads labels only, never scrolls, and leaves when nothing in sight smells",
    enough=0.45,
    back_cost=0.15,
    attention=Attention(parts=0.0),
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
