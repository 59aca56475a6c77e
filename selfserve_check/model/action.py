"""What a visitor can do, and the identity of the page states it leads to."""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.model.observation import AffordanceKey, AffordanceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How the site is looked at: everything that may change what a page shows."""

    device: str = "desktop"
    locale: str = "en-GB"
    condition: str = "normal"
    signed_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """Click, open, choose: one act on one affordance."""

    key: AffordanceKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Hover:
    """Point at a menu that opens by itself. Free."""

    key: AffordanceKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Type ``text`` into the site's search box and send it."""

    key: AffordanceKey
    text: str


Action = Click | Hover | Search


def clicks_of(action: Action) -> int:
    """What ``action`` takes from the click budget (design, section 5)."""
    return 0 if isinstance(action, Hover) else 1


def clicks_on(key: AffordanceKey) -> int:
    """What the act that ``action_on`` names takes."""
    return 0 if key.kind is AffordanceKind.HOVER_MENU else 1


def action_on(key: AffordanceKey, text: str = "") -> Action:
    """The act that the kind of an affordance asks for; ``text`` is what a search types."""
    if key.kind is AffordanceKind.SEARCH:
        return Search(key=key, text=text)
    if key.kind is AffordanceKind.HOVER_MENU:
        return Hover(key=key)
    return Click(key=key)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateId:
    """A page state: the document that was loaded, and what was done in it since.

    It never depends on the content or on the order of visits. It is reached again by loading ``url``
    (with its fragment) and repeating ``actions``. ``frames`` are (frame path, URL) of frames that a
    click navigated.
    """

    view: View
    url: str
    actions: tuple[Action, ...] = ()
    frames: tuple[tuple[str, str], ...] = ()
