"""Pages that come with a good status and are not what was asked for: gone, turned away, closed for work.

Told by what they say of themselves in their title and headings, never by one of the many products that make
them. A page that has more than a little to read is about a topic, whatever its heading says.
"""

from __future__ import annotations

import re
from enum import StrEnum

from selfserve_check.model.observation import Observation, PassageKind, Region

# With more to read than this a page is about something, and its heading may be, too ("Page not found? ...").
LITTLE_TEXT = 1_000
# A heading longer than this is a sentence of its own.
_FACE_MAX = 90
_HEADINGS_MAX = 3
_OWN = (Region.MAIN, Region.NONE, Region.DIALOG)


class Pretence(StrEnum):
    """What such a page really is."""

    GONE = "gone"
    TURNED_AWAY = "turned_away"
    CLOSED = "closed"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_GONE = _any(
    r"^(?:error |http )?404(?:\s*[-–—:|.!(]|\s+error|\s+not found|$)",
    r"\b(?:error 404|404 (?:error|not found))\b",
    r"^not found\W*$",
    r"\bpages? (?:was |is |were )?(?:not|never) found\b",
    r"\bpage (?:\w+ ){0,6}?(?:can(?:no|')?t|could not|couldn't) be (?:found|displayed|located)\b",
    r"\bpage (?:\w+ ){0,6}?(?:does ?n[o']t|doesn't|no longer) exists?\b",
    r"\b(?:can't|cannot|couldn't|could not|unable to) find (?:that|this|the|your) page\b",
    r"\bseite (?:wurde |konnte )?(?:leider )?nicht gefunden\b",
    r"\bseite (?:existiert|gibt es) (?:leider )?nicht\b",
    r"\bpage (?:introuvable|non trouvée)\b|\bpage n'existe (?:pas|plus)\b",
    r"\bpágina no (?:encontrada|existe|disponible)\b|\bno (?:se )?(?:ha )?encontrad[oa] la página\b",
    r"\bpagina non (?:trovata|esiste)\b",
    r"\bpagina (?:is )?niet gevonden\b|\bpagina bestaat niet\b",
    r"\bpágina não (?:foi )?encontrada\b",
    r"\bnie znaleziono strony\b|\bstrona nie (?:istnieje|została znaleziona)\b",
    r"\bsidan (?:kunde inte hittas|hittades inte|finns inte)\b",
    r"\bsiden (?:blev|ble|kunne) ikke (?:fundet|funnet|finnes|findes)\b|\bsiden (?:findes|finnes) ikke\b",
    r"\bsivua ei (?:löytynyt|löydy)\b",
)
_TURNED_AWAY = _any(
    r"^just a moment\b",
    r"^(?:error )?(?:403\W*)?(?:access (?:was |is )?denied|forbidden)\W*$|\b403 forbidden\b",
    r"\baccess to this (?:page|site|website) (?:has been|is|was) (?:denied|blocked|restricted)\b",
    r"^attention required\b",
    r"\bpardon our interruption\b",
    r"\byou (?:have been|are|were) (?:temporarily )?blocked\b",
    r"\bchecking (?:your browser|if the (?:site )?connection is secure|the site connection)\b",
    r"\bverify(?:ing)? (?:that )?you are (?:a )?(?:human|not a (?:bot|robot))\b",
    r"\b(?:unusual|suspicious) (?:traffic|activity)\b.*\b(?:detected|network|computer|from)\b",
    r"\b(?:bot|ddos) protection\b|\b(?:bot|robot|automated access) (?:was )?detected\b",
    r"\bthe requested url was rejected\b|\brequest (?:was )?(?:blocked|unsuccessful)\b",
    r"^(?:der )?zugriff (?:wurde )?verweigert\W*$|\bzugang gesperrt\b",
    r"^accès (?:refusé|interdit)\W*$",
    r"^acceso denegado\W*$|^accesso negato\W*$|^acesso negado\W*$",
    r"^toegang geweigerd\W*$|^odmowa dostępu\W*$|^åtkomst nekad\W*$",
)
_PLACE = r"(?:site|website|web site|shop|store|page|service|system)"
_CLOSED = _any(
    rf"\b{_PLACE} (?:is )?(?:\w+ )?(?:down for|under|in|undergoing) (?:\w+ )?maintenance\b",
    r"^(?:we(?:'re| are) )?(?:currently )?(?:down for|under|undergoing) (?:\w+ )?maintenance\W*$",
    rf"^(?:{_PLACE}|scheduled|planned) maintenance\W*$|\bmaintenance mode\b",
    r"\bwe(?:'ll| will) be (?:right )?back (?:soon|shortly|in a)\b|^(?:we'll be )?(?:right )?back soon\W*$",
    rf"\b{_PLACE} is (?:temporarily|currently) (?:unavailable|offline|closed|down)\b",
    r"\bwartungsarbeiten\b|\bwartungsmodus\b|\bwir sind (?:gleich|bald|in kürze) (?:wieder|zurück)\b",
    r"\b(?:site|boutique|page) (?:est )?(?:actuellement )?en maintenance\b|^maintenance en cours\W*$",
    r"\b(?:sitio|web|página|tienda) en mantenimiento\b|\bvolvemos (?:pronto|enseguida)\b",
    r"\bsito (?:è )?in manutenzione\b|\bsite em manutenção\b",
    r"\b(?:site|website) (?:is )?in onderhoud\b|\bprzerwa techniczna\b|\bunderhåll pågår\b",
)
_TESTS = ((Pretence.TURNED_AWAY, _TURNED_AWAY), (Pretence.CLOSED, _CLOSED), (Pretence.GONE, _GONE))


def pretence_of(seen: Observation) -> Pretence | None:
    """What the page is instead of what was asked for; None for a page like any other."""
    own = [passage for passage in seen.passages if passage.region in _OWN]
    if sum(len(passage.text) for passage in own) > LITTLE_TEXT:
        return None
    headings = [passage.text for passage in own if passage.kind is PassageKind.HEADING]
    faces = [seen.title, *(headings or [passage.text for passage in own[:1]])[:_HEADINGS_MAX]]
    # Typographers' apostrophes, and the site's name that follows the title, make no difference.
    said = [" ".join(face.replace("’", "'").split()) for face in faces]
    said += [part for face in said[:1] for part in re.split(r"\s+[|·–—-]\s+", face)]
    for pretence, words in _TESTS:
        if any(len(face) <= _FACE_MAX and words.search(face) for face in said):
            return pretence
    return None
