"""What a page merely says back: the words that a visitor typed, with a search page's own words around them.

"10 pages found for 'send something back'" carries every word of the question and says nothing. A search
result with a text of its own is no echo: nothing may be left over but the query and such furniture.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.words import normalise, tokens
from selfserve_check.model.observation import Observation, Passage, PassageKind

_LENGTH_MAX = 300
_QUERY_MAX = 300
_WHOLE_QUERY_MIN = 3
_COVERED_MIN = 0.5

_PARAMETERS = frozenset(
    "q qs query search s searchterm searchtext search_query searchquery term terms keyword keywords kw wd "
    "words "
    "k text st ss find suche suchbegriff begriff recherche motcle buscar busqueda cerca ricerca zoek "
    "zoekterm "
    "pesquisa busca".split()
)
_SEARCH_PAGE = re.compile(
    r"search|suche|recherche|buscar|busqueda|ricerca|zoek|pesquisa|busca", re.IGNORECASE
)
_SEARCH_PATH = re.compile(
    r"/(?:search|find|suche|recherche|buscar|busqueda|ricerca|cerca|zoeken|pesquisa|busca)/([^/?#]+)",
    re.IGNORECASE,
)

_FURNITURE = frozenset(
    """
    search searches searched searching result results found find finds match matches matched matching hit hits
    query term terms keyword keywords mean meant instead
    suche suchergebnis suchergebnisse ergebnis ergebnisse treffer gefunden suchbegriff meinten
    recherche résultat résultats trouvé trouvés trouvée trouvées
    búsqueda buscar resultado resultados encontrado encontrados encontrada encontradas
    ricerca cerca risultato risultati trovato trovati trovata trovate
    zoeken zoekresultaat zoekresultaten resultaat resultaten gevonden zoekterm bedoelde
    pesquisa busca pesquisar resultados encontrados
    """.split()
)
"""Words that only a search page's own texts are made of."""

_FILLER = frozenset(
    """
    a about all and any again are article articles at by could couldn't did didn't display displaying do does
    for from have help home in is it item items list no none not nothing of on or our page pages post posts
    product products related relevant show showing shows sorry start that the there these this to topic topics
    total try up was we were what with you your yes
    alle auf bei das die der es für gibt ihre in keine kein leider mit nach nichts oder produkte seite seiten
    sie startseite und uns von wir wurde wurden zu zum
    à accueil aucun aucune avec dans de des du en et la le les nous page pages pour sur un une voici
    votre vous
    con el los las mostrar ningún ninguna no nos para por productos página páginas se sin su todos una inicio
    al alla che con da dei del della di e gli i il la nessun nessuna non per pagina pagine più prodotti sono
    aan de een er geen het in je met niet op pagina producten te uw van voor zijn
    ao com da do em foi foram não nenhum nenhuma os para por sem seu sua
    """.split()
)
"""Words that stand between those; they make no echo by themselves ("No returns" says something)."""

_OWN_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:(?:about|we|sorry,?) )?(?:found )?(?:\d[\d.,]*|no|0|keine|aucun|ning[uú]n|nessun|geen"
        r"|nenhum) (?:search )?"
        r"(?:(?:results?|hits?|matches|treffer|suchergebnisse|ergebnisse|r[ée]sultats?|resultados?"
        r"|risultat[oi]|resultaten)"
        r"(?: (?:was |were |wurden? )?(?:found|gefunden|trouvés?|encontrados?|trovat[oi]|gevonden))?"
        r"|(?:pages?|articles?|items?|products?|topics?|posts?|seiten?|artikel|produkte) (?:was |were "
        r"|wurden? )?(?:found|gefunden))"
        r"(?: (?:for|matching|containing|für|zu|pour|para|per|voor) (?P<rest>.+))?",
        r"(?:did you mean|do you mean|search instead for|showing results for|you searched for|your search for"
        r"|search results?(?: for)?|searching for|results for (?=[\"'])|meinten sie|sie suchten nach"
        r"|suchergebnisse für|ihre suche nach|suche nach (?=[\"'])|essayez avec l'orthographe"
        r"|résultats (?:de recherche )?pour|vouliez-vous dire|quiz[aá]s quisiste decir"
        r"|resultados (?:de búsqueda )?para|forse cercavi|risultati (?:della ricerca )?per"
        r"|bedoelde u|zoekresultaten voor|você quis dizer|resultados da pesquisa)\b:? ?(?P<rest>.*)",
        r"(?:we |sorry,? ?(?:but )?(?:we )?)?(?:could ?n't|could not|can ?not|did not|didn't) find "
        r"(?:any(?:thing)?|a|what) ?(?:[\w-]+ ){0,3}(?:for|matching|containing) (?P<rest>.+)",
    )
)
"""Whole texts of a search page, whatever its address says; ``rest`` is what was typed, or near it."""

_REST_WORDS_MAX = 12
_QUOTES = frozenset("\"'“”„‘’«»")
_NOTHING_FOUND = re.compile(
    r"\b(?:no|0|zero|keine|aucune?|ning[uú]n|nessun|geen|nenhum) (?:[\w-]+ ){0,2}"
    r"(?:results?|pages?|articles?|items?|products?|hits?|match(?:es)?|topics?|treffer|ergebnisse|r[ée]sultats?"
    r"|resultados?|risultat[oi]|resultaten)\b"
    r"|\bnothing (?:was |were )?found\b|\b(?:did not|didn't|does not|doesn't) match any\b"
    r"|\b(?:could not|couldn't|did not|didn't|cannot|can't) find any(?:thing)?\b"
)
_SENTENCE_INSIDE = re.compile(r"[.!?;] +\w")


@lru_cache(maxsize=256)
def typed_in(url: str) -> tuple[str, ...]:
    """What the address says that a visitor typed: search parameters (of the query or the fragment), on a
    search page several words in any parameter, and the part behind ``/search/``. Normalised, each once."""
    parts = urlsplit(url)
    fragment = parts.fragment.partition("?")[2] or parts.fragment
    pairs = [*_pairs(parts.query), *_pairs(fragment)]
    searching = bool(_SEARCH_PAGE.search(f"{parts.path}#{parts.fragment}"))
    values = [
        value
        for name, value in pairs
        if name.lower() in _PARAMETERS or (searching and len(tokens(value)) > 1)
    ]
    behind = [unquote_plus(match[1]) for match in _SEARCH_PATH.finditer(f"{parts.path}/{parts.fragment}")]
    texts = (normalise(text[:_QUERY_MAX]) for text in (*values, *behind))
    return tuple(dict.fromkeys(text for text in texts if tokens(text)))


def is_echo(text: str, url: str) -> bool:
    """Whether ``text`` (a link's label, say) is nearly nothing but what the address says was typed, with a
    search page's words around it, or is such a page's "did you mean …" and the like.

    A label of one or two words that equals the query is no echo: it may be the very page looked for.
    """
    return _says_back(text, url, whole=_WHOLE_QUERY_MIN)


def says_nothing_found(observation: Observation) -> bool:
    """Whether the page a search led to says that it found nothing. Short texts of the page count, no more."""
    return any(
        len(passage.text) <= _LENGTH_MAX and _NOTHING_FOUND.search(normalise(passage.text))
        for passage in observation.passages
    )


def echoes(observation: Observation) -> frozenset[int]:
    """The passages of ``observation`` that echo what was typed; a heading or field that equals it, too."""
    typed = typed_in(observation.url)
    return frozenset(
        index
        for index, passage in enumerate(observation.passages)
        if len(passage.text) <= _LENGTH_MAX
        and (_is_furniture(passage.text) or (typed and _repeats_any(passage, typed)))
    )


def _repeats_any(passage: Passage, typed: tuple[str, ...]) -> bool:
    pointer = passage.kind in (PassageKind.HEADING, PassageKind.FIELD)
    whole = 1 if pointer else _WHOLE_QUERY_MIN
    return any(_repeats(passage.text, one, whole) for one in typed)


def echoes_whole(text: str, url: str) -> bool:
    """Like ``is_echo`` for a title or heading, which is an echo also when it equals a query of one word."""
    return _says_back(text, url, whole=1)


def _says_back(text: str, url: str, *, whole: int) -> bool:
    if not text or len(text) > _LENGTH_MAX:
        return False
    quoted = len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES
    # On a page of results a link in quotes is another spelling of what was typed.
    return (
        _is_furniture(text)
        or (quoted and bool(typed_in(url)))
        or any(_repeats(text, typed, whole) for typed in typed_in(url))
    )


@for_a_run(16384)
def _is_furniture(text: str) -> bool:
    """Whether the whole text is one that only a search page writes, with a short rest that was typed."""
    plain = normalise(text)
    for pattern in _OWN_WORDS:
        match = pattern.fullmatch(plain)
        if match and _is_short(match["rest"] or ""):
            return True
    return False


def _is_short(rest: str) -> bool:
    return len(tokens(rest)) <= _REST_WORDS_MAX and not _SENTENCE_INSIDE.search(rest)


@for_a_run(16384)
def _repeats(text: str, typed: str, whole: int) -> bool:
    """Whether nothing is left of ``text`` without the typed words and furniture.

    Without a word of furniture it must be the query itself, of at least ``whole`` words.
    """
    words, query = tokens(text), frozenset(tokens(typed))
    said = query.intersection(words)
    if len(said) < max(1, _COVERED_MIN * len(query)):
        return False
    rest = [word for word in words if word not in query]
    if not rest:
        return said == query and len(tokens(typed)) >= whole
    return any(word in _FURNITURE for word in rest) and all(
        word in _FURNITURE or word in _FILLER or word.isdigit() for word in rest
    )


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, max_num_fields=100)
    except ValueError:  # more fields than anyone types
        return []
