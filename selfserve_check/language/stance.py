"""How a sentence affirms or denies: small word lists, one set a language, for normalised text.

English is the widest. Another language has what help pages there write most; a text in one that is not
listed takes no stance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_KNOWN = ("en", "de", "fr", "es", "it", "nl", "pt")


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWords:
    """``yes_lead``, ``no_lead``: how a whole answer begins. ``yes``, ``no``: what says so inside a sentence.
    ``doubt``: what leaves it open. ``open_question``: how a question begins that is not for yes or no."""

    yes_lead: re.Pattern[str]
    no_lead: re.Pattern[str]
    yes: re.Pattern[str]
    no: re.Pattern[str]
    doubt: re.Pattern[str]


_YES_LEAD = {
    "en": r"yes\b(?! or no)|yep\b|of course\b(?! not)|certainly\b(?! not)|absolutely\b(?! not)|sure[,!.]",
    "de": r"ja\b|natürlich\b(?! nicht)|selbstverständlich\b(?! nicht)|gerne?\b",
    "fr": r"oui\b|bien s[uû]r\b|tout à fait\b|absolument\b(?! pas)",
    "es": r"s[ií][,.!]|s[ií]$|por supuesto\b|claro\b",
    "it": r"s[iì][,.!]|s[iì]$|certo\b|certamente\b|assolutamente s[iì]",
    "nl": r"ja\b|jazeker\b|natuurlijk\b(?! niet)|zeker\b(?! niet)",
    "pt": r"sim\b|claro\b|com certeza\b",
}
_NO_LEAD = {
    "en": r"no[,.!;:]|no$|no - |nope\b|unfortunately,? (?:not|no|we (?:do|can)|you can)(?:not|n't| not)?\b"
    r"|sorry,? (?:but )?(?:no|we (?:can|do)(?:not|n't| not))\b|not (?:at the moment|yet|currently"
    r"|at present)[,.!]?"
    r"|i(?:'m| am) afraid not",
    "de": r"nein\b|leider (?:nein|nicht|ist das nicht|können wir (?:das |dies )?nicht)",
    "fr": r"non\b|malheureusement,? (?:non|pas|ce n'est pas|il n'est pas|nous ne)",
    "es": r"no[,.!;:]|no$|lamentablemente,? no|desafortunadamente,? no|por desgracia,? no",
    "it": r"no[,.!;:]|no$|purtroppo,? (?:no|non)",
    "nl": r"nee\b|helaas (?:niet|kan|is dat niet)",
    "pt": r"não[,.!;:]|não$|infelizmente,? não",
}
_YES = {
    "en": r"can|may|able to|possible|allowed|permitted|welcome|accepted|available|eligible|entitled|included"
    r"|(?:we|our \w+) (?:also |do |happily |gladly |currently |now )?(?:offer|accept|provide|have|sell"
    r"|supply|support|"
    r"allow|take|give|do)s?|there (?:is|are)|you (?:will )?(?:get|receive|have)|free to|feel free|happy to"
    r"|refundable|returnable|supported|covered|optional",
    "de": r"k[oö]nnen|kannst|kann|d[uü]rfen|darfst|darf|möglich|erlaubt|gestattet|willkommen|akzeptiert"
    r"|verfügbar|erhältlich|inklusive|inbegriffen|wir (?:bieten|akzeptieren|haben|liefern|versenden)|es gibt",
    "fr": r"pouvez|peux|peut|peuvent|possible|autorisée?s?|permise?s?|acceptée?s?|bienvenue?s?|disponibles?"
    r"|inclus(?:es?)?|nous (?:proposons|acceptons|offrons|avons|livrons|expédions)|il y a",
    "es": r"puedes?|pueden|puede|podrás?|posible|permitid[oa]s?|aceptad[oa]s?|aceptamos|ofrecemos|tenemos"
    r"|bienvenid[oa]s?|disponibles?|incluid[oa]s?|enviamos|entregamos|hay",
    "it": r"pu[oò]i|pu[oò]|possono|potete|possibile|permess[oaie]|consentit[oaie]|ammess[oaie]|accettat[oaie]"
    r"|accettiamo|offriamo|abbiamo|benvenut[oaie]|disponibil[ei]|inclus[oaie]|spediamo|consegniamo",
    "nl": r"kunt|kun|kan|kunnen|mag|mogen|mogelijk|toegestaan|welkom|geaccepteerd|beschikbaar|inbegrepen"
    r"|wij (?:bieden|accepteren|hebben|leveren|verzenden)|we (?:bieden|accepteren|hebben|leveren"
    r"|verzenden)|er is|er zijn",
    "pt": r"pode(?:m|s|rá)?|possível|permitid[oa]s?|aceit[oae]s?|aceitamos|oferecemos|temos|bem-vind[oa]s?"
    r"|disponíve(?:l|is)|incluíd[oa]s?|enviamos|entregamos|há",
}
_NO = {
    "en": r"cannot|can ?n't|can not|may not|must not|mustn't|(?:do|does|did|is|are|was|were|will|would"
    r"|could|should)"
    r"(?: not|n't)|won't|not (?:possible|allowed|permitted|accepted|available|offered|refundable"
    r"|returnable|eligible"
    r"|included|covered|supported|yet)|non-?(?:refundable|returnable|transferable|exchangeable)|no longer"
    r"|unable to"
    r"|impossible|prohibited|forbidden|excluded|unavailable|never|not"
    r"|there (?:is|are) (?:no|not)|we (?:have|offer|accept|give|take|provide|sell|do) no|strictly no",
    "de": r"nicht|kein(?:e[nmrs]?)?|unmöglich|ausgeschlossen|verboten|untersagt|niemals?",
    "fr": r"n'|ne|pas|aucune?|impossible|interdite?s?|exclue?s?|jamais|non (?:remboursables?|échangeables?)",
    "es": r"no|imposible|prohibid[oa]s?|excluid[oa]s?|nunca|ningun[oa]?|ningún",
    "it": r"non|impossibile|vietat[oaie]|esclus[oaie]|mai|nessun[oa]?",
    "nl": r"niet|geen|onmogelijk|verboden|uitgesloten|nooit",
    "pt": r"não|impossível|proibid[oa]s?|excluíd[oa]s?|nunca|nenhuma?",
}
_DOUBT = {
    "en": r"not (?:all|every|always|necessarily)|some|most|many|sometimes|usually|depends?|depending"
    r"|may be able"
    r"|might|selected|certain|only|unless|except\w*|exclud\w+|ask us|contact us|please check"
    r"|at our discretion"
    r"|not (?:only|just)|otherwise|however",
    "de": r"nicht (?:alle|jede[rsnm]?|immer|nur)|einige|manche|meist(?:e|ens)?|manchmal|je nach|nur|außer"
    r"|ausser"
    r"|es sei denn|ausgenommen|eventuell|jedoch",
    "fr": r"pas (?:tous|toutes|toujours|seulement)|certaine?s?|parfois|selon|uniquement|seulement|sauf|hors"
    r"|à l'exception|dépend|ne \w+(?: \w+)? que|toutefois",
    "es": r"no (?:todos|todas|siempre|solo|sólo)|algun[oa]s|a veces|según|solo|sólo|únicamente|excepto"
    r"|salvo|depende"
    r"|sin embargo",
    "it": r"non (?:tutti|tutte|sempre|solo)|alcun[ie]|a volte|solo|soltanto|tranne|eccetto|salvo|dipende"
    r"|tuttavia",
    "nl": r"niet (?:alle|altijd|alleen)|sommige|soms|alleen|behalve|tenzij|uitgezonderd|afhankelijk|echter",
    "pt": r"nem (?:todos|todas|sempre)|não (?:só|apenas)|algun[s]|algumas|às vezes|só|somente|apenas"
    r"|exceto|salvo"
    r"|depende|porém",
}


def stance_words(lang: str) -> StanceWords | None:
    """The lists for ``lang`` ("de-AT"; English when ""), None for a language that has none."""
    code = (lang[:2] or "en").lower()
    return _words_of(code) if code in _KNOWN else None


@lru_cache(maxsize=8)
def _words_of(code: str) -> StanceWords:
    return StanceWords(
        yes_lead=re.compile(rf"(?:{_YES_LEAD[code]})"),
        no_lead=re.compile(rf"(?:{_NO_LEAD[code]})"),
        yes=_whole(_YES[code]),
        no=_whole(_NO[code]),
        doubt=_whole(_DOUBT[code]),
    )


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?:(?<=')|(?!\w))")
