"""Words of this program that sentences of several places use."""

from __future__ import annotations

from selfserve_check.model.said import Said, say, say_n

_DEVICES = {"desktop": say("computer"), "phone": say("phone"), "tablet": say("tablet")}

CAUSE_WORDS = {
    "timeout": say("took too long"),
    "unsettled": say("did not come to rest"),
    "network": say("no connection"),
    "dns": say("name not found"),
    "tls": say("no secure connection"),
    "server_error": say("error of the server"),
    "maintenance": say("closed for maintenance"),
    "rate_limited": say("asked to slow down"),
    "bot_wall": say("turned away"),
    "crash": say("crashed"),
    "browser": say("trouble with the browser"),
    "state_lost": say("changed in between"),
}
"""Causes that may pass, in a word or two."""


_VISITORS = {
    "menu": say("Visitor who reads and clicks"),
    "search": say("Visitor who searches first"),
    "thorough": say("Visitor who reads more before choosing"),
    "skimmer": say("Visitor who reads little and leaves early"),
    "last_path": say("Visitor who goes the way that worked before"),
}


def visitor_words(persona: str, device: str, wording: str) -> Said:
    """Who looked, with what, and how they put the question."""
    return say(
        "{visitor} ({device}), asking “{question}”",
        visitor=_VISITORS.get(persona, persona),
        device=device_words(device),
        question=wording,
    )


def clicks_words(count: int) -> Said:
    """ "1 click", "3 clicks"."""
    return say_n("{count} click", "{count} clicks", count)


def device_words(device: str) -> str:
    """What visitors look at the site with, as a reader calls it."""
    return _DEVICES.get(device, device)
