"""The register in each document: who listens for what, the closed shadow roots, what waits to be scrolled to.

``observe_init.js`` keeps it; the scripts that look into pages find it by a symbol whose name differs in every
process, so that a page cannot know it beforehand.
"""

from __future__ import annotations

import secrets
from functools import cache
from importlib.resources import files

_TOKEN = secrets.token_hex(8)
_PLACE = "// REGISTER"


@cache
def script(name: str) -> str:
    """The text of a script of this package, without anything filled in."""
    return files("selfserve_check.browser").joinpath(name).read_text(encoding="utf-8")


@cache
def with_register(name: str) -> str:
    """The script ``name`` with ``register`` and ``shadowOf`` (see ``register.js``) where it asks for them."""
    return script(name).replace(_PLACE, register_source(), 1)


def register_source() -> str:
    """What declares ``register`` and ``shadowOf``."""
    return script("register.js").replace("TOKEN", _TOKEN)


INIT_SCRIPT = script("observe_init.js").replace("TOKEN", _TOKEN)
"""Keeps the register. Whoever makes a context adds it with ``context.add_init_script(INIT_SCRIPT)``; without
it no link is ``plain``, fewer boxes are clickable, and closed shadow roots stay closed to us."""
