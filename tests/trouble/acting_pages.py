"""Pages that the apps of ``acting/`` have in common: a home page whose way to the answer is the trouble."""

from __future__ import annotations

import json

from troubles import LOREM, Reply, page


def home(inside: str, *, after: str = "", head: str = "") -> Reply:
    """A home page with ``inside`` in its main part, and ``after`` (scripts) at its end."""
    return page(
        f"<header><nav aria-label=Main><a href=/>Home</a> <a href=/about>About us</a></nav></header>"
        f"<main><h1>Lamp shades</h1><p>{LOREM}</p>{inside}</main>{after}",
        head=head,
    )


def answer_json(value: object) -> Reply:
    """``value`` as an interface answers it."""
    return Reply(body=json.dumps(value), content_type="application/json")
