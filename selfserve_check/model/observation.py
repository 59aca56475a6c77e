"""What a visitor sees in one page state, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from selfserve_check.model.claims import Claim


class Region(StrEnum):
    """The landmark an element stands in (nearest ancestor wins)."""

    NAVIGATION = "navigation"
    MAIN = "main"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    DIALOG = "dialog"
    NONE = "none"


class AffordanceKind(StrEnum):
    """What acting on it does, as far as a visitor can tell."""

    LINK = "link"
    BUTTON = "button"
    DISCLOSURE = "disclosure"
    MENU = "menu"
    HOVER_MENU = "hover_menu"
    TAB = "tab"
    SEARCH = "search"
    PAGER = "pager"
    CHAT = "chat"


class PassageKind(StrEnum):
    """Where the text of a passage comes from."""

    TEXT = "text"
    HEADING = "heading"
    TABLE_ROW = "table_row"
    ALT = "alt"
    FIELD = "field"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """CSS pixels from the top left corner of the document (frames already added up)."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One block of text that a sighted visitor can read (a paragraph, list item, table row, heading …).

    ``headings`` is the trail of headings above it, outermost first, its own text excluded.
    ``locator`` is a CSS path within the frame, for pictures and evidence.
    """

    text: str
    headings: tuple[str, ...] = ()
    kind: PassageKind = PassageKind.TEXT
    region: Region = Region.NONE
    frame: str = ""
    locator: str = ""
    in_first_screen: bool = True
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AffordanceKey:
    """Finds the same affordance again in another load of the same state.

    ``frame`` is "" for the page itself, else the path of frame ordinals ("0", "0.1"); ``nth`` counts
    from 0 among affordances of the same kind, name, target and frame, in document order.
    """

    kind: AffordanceKind
    name: str
    target: str = ""
    frame: str = ""
    nth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Affordance:
    """Something visible one can act on.

    ``key.name`` is the accessible name; ``label`` the visible text (may be empty for an icon).
    ``key.target`` is the absolute URL of a link, or of the form that a search is sent to.
    ``headings`` is the trail above it; ``context`` the text of the smallest block around it
    (a card, a list item), its own label excluded, at most 200 characters.
    ``expanded`` is None where the word has no meaning.
    ``plain`` is True when following it is certain to load ``target`` as a document: an ordinary link
    in a page where no script listens for clicks, so that going there directly is the same.
    ``in_page`` is True when ``target`` names a place in this very page: following it only scrolls.
    """

    key: AffordanceKey
    role: str
    label: str = ""
    headings: tuple[str, ...] = ()
    context: str = ""
    region: Region = Region.NONE
    in_first_screen: bool = True
    expanded: bool | None = None
    plain: bool = False
    in_page: bool = False
    new_tab: bool = False
    box: Box | None = None

    @property
    def kind(self) -> AffordanceKind:
        return self.key.kind

    @property
    def name(self) -> str:
        return self.key.name

    @property
    def target(self) -> str:
        return self.key.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """Marks in the page that say something about the page rather than about the topic."""

    password_field: bool = False
    captcha: bool = False
    loading: bool = False
    main_empty: bool = False
    error_state: bool = False
    consent_banner: bool = False
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Everything visible in one page state. ``url`` is the address after redirects. ``claims`` is what the
    page says of itself to machines, which nobody sees: for diagnosis only."""

    url: str
    title: str
    lang: str = ""
    passages: tuple[Passage, ...] = ()
    affordances: tuple[Affordance, ...] = ()
    signals: Signals = Signals()
    limits_met: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
