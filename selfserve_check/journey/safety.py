"""What a reading visitor leaves alone: anything that could change something or leave the web, and mere tools.

The guard of the browser refuses every request that is not a read; this keeps the bots from even trying.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.model.observation import Affordance, AffordanceKind

# Whole words, in the labels and in the paths of targets. Each stands for an act with consequences:
# ending a session, changing a basket, paying, ending a contract, deleting, sending something.
_UNSAFE_LABEL = re.compile(
    r"\b("
    r"log ?out|logoff|log off|sign ?out|abmelden|déconnexion|cerrar sesión|"
    r"delete|remove|löschen|entfernen|supprimer|eliminar|"
    r"add to (?:cart|basket|bag|wish ?list)|in den warenkorb|ajouter au panier|añadir al carrito|"
    r"buy now|buy it now|order now|place (?:your )?order|jetzt kaufen|"
    r"check ?out|proceed to payment|pay now|zur kasse|"
    r"view (?:cart|basket|bag)|(?:write|leave|add) a review|"
    r"unsubscribe|abbestellen|se désabonner|subscribe|sign me up|abonnieren|"
    r"submit|send message|upload|vote|rate this|like|dislike"
    r")\b",
    re.IGNORECASE,
)
# Whole labels: whoever looks for an answer does not change the page, and what an editor shows is no page.
_EDITING_LABEL = re.compile(
    r"(?:suggest (?:an )?)?edits?(?: (?:this|source|section|page|article|topic|on \w+|in \w+)\b.{0,40})?|"
    r"(?:(?:diese|die) seite |seite |quelltext |abschnitt )?bearbeiten|"
    r"modifier(?: (?:cette|la) page| le code| le wikicode)?|editar(?: (?:esta|la) página| código)?",
    re.IGNORECASE,
)
# Whole labels of buttons: tools for what is on the page already. Pressing one tells nobody anything new, and
# costs a click. "Close my account" and "Share a gift card" are none, nor is what opens ("More", "Show all").
_TOOL_LABEL = re.compile(
    r"(?:close|hide|dismiss|collapse|fold|copy|print|share|refresh|reload|bookmark|permalink|(?:un)?mute|"
    r"undo|redo|import|(?:exit |enter |toggle )?full ?screen|zoom (?:in|out)|"
    r"(?:scroll |go |back )?(?:to )?(?:the )?top|open in (?:another|a new|new) (?:window|tab))"
    r"(?: (?:this|the|all|others?|page|window|tab|menu|side ?bar|panel|dialog|pop-?up|overlay|link|url|"
    r"address|code|image|text|section|message|notification|to clipboard|"
    r"on (?:facebook|twitter|x|linkedin|whatsapp)))*|"
    r"schließen|ausblenden|drucken|teilen|(?:link |seite )?kopieren|aktualisieren|vollbild|nach oben|"
    r"fermer|masquer|imprimer|partager|copier(?: le lien)?|actualiser|plein écran|haut de page|"
    r"cerrar|ocultar|imprimir|compartir|copiar(?: enlace)?|actualizar|pantalla completa|"
    r"chiudi|nascondi|stampa|condividi|copia(?: link)?|aggiorna|schermo intero|torna su|"
    r"sluiten|verbergen|afdrukken|delen|kopiëren|vernieuwen|volledig scherm|"
    r"fechar|partilhar|compartilhar|atualizar|tela cheia",
    re.IGNORECASE,
)
# Whole segments of a path, and whole words of a query. A slug such as "delete-account" is about it.
_UNSAFE_SEGMENTS = frozenset(
    "logout log-out logoff signout sign-out delete remove add-to-cart add_to_cart addtocart cart basket "
    "checkout payment pay unsubscribe opt-out optout".split()
)
_READING_SEGMENTS = frozenset(
    "help faq faqs support docs doc guide guides article articles kb hc wiki".split()
)
_QUESTION_WORDS_MIN = 3
_NO_PAGE_SCHEMES = frozenset(
    {"mailto", "tel", "sms", "javascript", "data", "blob", "file", "ftp", "whatsapp"}
)


def unsafe_word(affordance: Affordance) -> str | None:
    """The word for which this affordance is left alone, or None when a reader may act on it."""
    if affordance.kind is AffordanceKind.CHAT:
        return "chat"
    if affordance.kind not in (AffordanceKind.LINK, AffordanceKind.BUTTON):
        return None
    follows = affordance.kind is AffordanceKind.LINK and bool(affordance.target)
    return _unsafe_in_target(affordance.target) or _unsafe_in_label(
        affordance.name or affordance.label, follows=follows
    )


@for_a_run(16384)
def _unsafe_in_label(text: str, *, follows: bool) -> str | None:
    label = " ".join(text.split())
    # Many an FAQ is made of buttons with questions on them; "Log out?" is still the act.
    if label.endswith("?") and len(label.split()) > _QUESTION_WORDS_MIN:
        return None
    if _EDITING_LABEL.fullmatch(label):
        return "edit"
    if not follows and _TOOL_LABEL.fullmatch(label):
        return "tool"
    # A page about cancelling or deleting is read like any other: a link must *be* the word to count.
    match = _UNSAFE_LABEL.fullmatch(label) if follows else _UNSAFE_LABEL.search(label)
    return match.group(1).lower() if match else None


@for_a_run(16384)
def _unsafe_in_target(target: str) -> str | None:
    parts = urlsplit(target)
    if parts.scheme in _NO_PAGE_SCHEMES:
        # A link whose script does the work is a button in disguise, and judged by its label.
        return None if parts.scheme == "javascript" else f"{parts.scheme}:"
    segments = [segment.lower() for segment in parts.path.split("/") if segment]
    for place, segment in enumerate(segments):
        word = segment.rsplit(".", 1)[0]
        if word in _UNSAFE_SEGMENTS and _READING_SEGMENTS.isdisjoint(segments[:place]):
            return word
    if not _READING_SEGMENTS.isdisjoint(segments):
        return None
    values = [value.lower() for value in re.split(r"[=&]", parts.query)]
    return next((value for value in values if value in _UNSAFE_SEGMENTS), None)
