"""What every clean session starts with: the user's sign-in, and the cookies that fix a variant."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast

from playwright.async_api import StorageState


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedCookie:
    """A cookie of ``domain`` (``.shop.example`` for all hosts below it) that is set before the first load."""

    domain: str
    name: str
    value: str = field(repr=False)


def pinned_cookie(host: str, name: str, value: str) -> PinnedCookie:
    """The cookie for a host as the settings write it: ``shop.example``, ``shop.example:8443``,
    ``*.shop.example``. Cookies know no ports."""
    bare = re.sub(r":[0-9]+$", "", host)
    return PinnedCookie(domain=bare.removeprefix("*"), name=name, value=value)


def seeded(session: StorageState | None, pins: tuple[PinnedCookie, ...]) -> StorageState | None:
    """``session`` with the pinned cookies in place of those of the same name that a page may have set."""
    if not pins:
        return session
    found: dict[str, Any] = dict(session or {})
    meant = {(pin.name, pin.domain.lstrip(".")) for pin in pins}
    kept = [
        cookie
        for cookie in found.get("cookies", ())
        if (cookie["name"], str(cookie["domain"]).lstrip(".")) not in meant
    ]
    cookies = [*kept, *(_cookie(pin) for pin in pins)]
    return cast(StorageState, {**found, "cookies": cookies, "origins": found.get("origins", [])})


def _cookie(pin: PinnedCookie) -> dict[str, Any]:
    return {
        "name": pin.name,
        "value": pin.value,
        "domain": pin.domain,
        "path": "/",
        "expires": -1,
        "httpOnly": False,
        # Browsers refuse cookies with these prefixes unless they say that they are secure.
        "secure": pin.name.startswith(("__Secure-", "__Host-")),
        "sameSite": "Lax",
    }
