"""Postal addresses as they are usually written in the UK, the US, Germany, France, Spain, Italy and the
Netherlands: street and number, post code and town. "12 High St., Leeds, LS1 4AB" is "12 High Street, Leeds
LS1 4AB".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfserve_check.language.kinds.found import Found
from selfserve_check.language.stopwords import STOP_WORDS

# Bounded, so that a hostile run of letters and dots is given up soon wherever one starts to read it.
_WORD = r"[^\W\d_]{1,30}(?:['.-][^\W\d_]{1,30}){0,4}\.?"
_NO_NAME = (
    r"(?!(?:to|of|in|at|on|for|per|or|and|a|an|is|are|was|will|you|we|your|our|from|by|with|within|after"
    r"|before"
    r"|days?|weeks?|months?|years?|hours?|minutes?|mins?|working|business|calendar|times?|people|persons?"
    r"|items?"
    r"|pieces?|per|percent|euros?|pounds?|dollars?|gb|mb|kg|km|m|cm|mm|am|pm|x)(?![\w]))"
)
_TYPES = {
    "street": "st|street",
    "calle": "c/|calle",
    "viale": "vle|viale",
    "road": "rd|road",
    "avenue": "av|ave|avda|avenue|avenida",
    "lane": "ln|lane",
    "boulevard": "bd|blvd|boulevard",
    "terrace": "terr?|terrace",
    "crescent": "cres|crescent",
    "parkway": "pkwy|parkway",
    "highway": "hwy|highway",
    "square": "sq|square",
    "drive": "dr|drive",
    "court": "ct|court",
    "place": "pl|place",
}
_CLEAR = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|boulevard|blvd|terrace|crescent|cres|parkway|pkwy|highway|hwy)"
)
_VAGUE = (
    r"(?:drive|dr|court|ct|place|pl|square|sq|way|close|row|hill|gardens|mews|wharf|yard|quay|park|parade"
    r"|broadway"
    r"|grove|gate|walk|green)"
)
_UK_CODE = r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}"
_US_CODE = r"(?P<us_state>[a-z]{2})\.? (?P<us>\d{5})(?:-\d{4})?"
_TOWN = rf"{_WORD}(?:[ -]{_WORD}){{0,3}}?"
_UNIT = r"(?:,? (?:suite|ste|unit|floor|flat|apt|room|#)\.? ?[\w-]{1,6}| ?#\d{1,5})?"
_END = r"(?=[ ]*(?:[,.;:)|]|$))"
_ENGLISH = re.compile(
    rf"(?<![\w.,/-])(?P<number>\d{{1,5}}[a-z]?(?:-\d{{1,5}})?),? (?P<street>(?:{_NO_NAME}(?:{_WORD}"
    rf"|\d+(?:st|nd|rd|th)) )"
    rf"{{1,4}}?(?:(?P<clear>{_CLEAR})|{_VAGUE}))(?!\w)\.?{_UNIT}"
    rf"(?:,? (?:(?P<locality>{_TOWN}), )?(?P<town>{_TOWN}),? (?:{_US_CODE}|(?P<uk>{_UK_CODE}))(?!\w)"
    rf"|,? (?P<uk_bare>{_UK_CODE})(?!\w)|, (?P<town_bare>{_TOWN}){_END})?"
)
_FIVE = r"(?:[a-z]{1,2}-)?(?P<code>\d{5})"
_AFTER = (
    rf"(?:,? (?:- ?)?(?:{_FIVE}|(?P<nl>[1-9]\d{{3}} ?[a-z]{{2}})),? (?P<town>{_TOWN})"
    r"(?: \([a-z]{2}\))?(?!\w)"
    r"|(?!\w))"
)
_BEFORE_NUMBER = (
    r"(?:(?:calle|c/|avenida|avda\.?|paseo|plaza|pza\.?|carrer|ronda|camino|carretera|travesía|glorieta"
    r"|via|viale|piazza|corso|largo|vicolo|piazzale|v\.le|p\.za)"
)
_NUMBER_LAST = re.compile(
    r"(?<![\w-])(?P<street>"
    rf"{_BEFORE_NUMBER} (?:{_WORD} ){{0,5}}?{_WORD})"
    rf"|(?:{_WORD} ){{0,2}}?(?:[^\W\d_-]*(?:[^\W\d_]+-)*(?:stra(?:ss|ß)e|str\.|weg|platz|allee|gasse|damm"
    r"|ufer|chaussee|straat|laan|plein|gracht|kade|singel|dijk|steeg|dreef)))"
    r",? (?:n(?:[o°.]|[uú]m\.?|\.o)? ?)?(?P<number>\d{1,4}(?: ?[a-z](?![\w'])|/\w{1,3}|-\d{1,3})?)" + _AFTER
)
_CODED = re.compile(
    rf"(?<![\w-])(?P<street>(?:{_WORD} ){{0,3}}{_WORD}) (?P<number>\d{{1,4}}(?: ?[a-z](?![\w'])|-\d{{1,3}})?)"
    rf",? (?:- ?)?(?:{_FIVE}|(?P<nl>[1-9]\d{{3}} ?[a-z]{{2}})) (?P<town>{_TOWN})(?!\w)"
)
_FRENCH = re.compile(
    r"(?<![\w.,/-])(?P<number>\d{1,4}(?: ?(?:bis|ter|quater))?),? (?P<street>(?:rue|avenue|av\.|boulevard"
    rf"|bd|place|pl\.|chemin|allée|impasse|quai|cours|route|square|passage|faubourg)"
    rf" (?:{_WORD} ){{0,5}}?{_WORD})"
    rf"(?:,? (?P<code>\d{{5}}) (?P<town>{_TOWN})(?!\w)|{_END})"
)
_UK_ALONE = re.compile(rf"(?<![\w-])(?P<uk>{_UK_CODE})(?!\w)")
_LIKELY = re.compile(r"\d")
_MORE_TOWN = re.compile(rf"(?:[ -]{_WORD}){{1,3}}?{_END}")
_STOP = frozenset().union(*STOP_WORDS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """``street`` in words, ``number`` as written, ``code`` without spaces; "" or () for what is not given."""

    street: tuple[str, ...]
    number: str
    code: str
    town: tuple[str, ...]

    @property
    def specificity(self) -> float:
        """A street with its post code is nobody else's; a street and number stand in many towns."""
        return 0.9 if self.code else 0.75 if self.town else 0.6

    def shown_by(self, other: object) -> bool:
        """The same street and number, and nothing against it in what both sides give of code and town.

        A page may leave out the code when it names the town or gives neither.
        """
        if not isinstance(other, Address):
            return False
        if self.street and (self.number != other.number or not _ends_alike(self.street, other.street)):
            return False
        if self.code and other.code:
            return self.code == other.code
        return bool(self.street) and (not self.town or not other.town or _ends_alike(self.town, other.town))


def scan(text: str) -> tuple[Found, ...]:
    """Every address in normalised ``text``; where two readings overlap the longer one counts."""
    if not _LIKELY.search(text):
        return ()
    found = [
        one
        for pattern in (_ENGLISH, _FRENCH, _NUMBER_LAST, _CODED, _UK_ALONE)
        for match in pattern.finditer(text)
        if (one := _read(match, text))
    ]
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (each.start - each.end, each.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda each: each.start))


def _read(match: re.Match[str], text: str) -> Found | None:
    parts = match.groupdict()
    street = _street(parts.get("street") or "")
    code = next((parts[name] for name in ("uk", "uk_bare", "us", "code", "nl") if parts.get(name)), "")
    town = _words(parts.get("town") or parts.get("town_bare") or "")
    if "clear" in parts and not parts["clear"] and not (code or town) and not _stands_alone(match, text):
        return None
    end = match.end()
    if match.re in (_NUMBER_LAST, _CODED, _FRENCH) and town:
        end = _town_end(match, text)
        town = _words(text[match.start("town") : max(match.end("town"), end)].partition(" (")[0])
    value = Address(
        street=street,
        number=(parts.get("number") or "").replace(" ", ""),
        code=code.replace(" ", ""),
        town=town,
    )
    return Found(value=value, start=match.start(), end=end)


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """A street type that is also an everyday word needs an end behind it ("3 garden close" is none)."""
    return not text[match.end() :].strip(" .,;")


def _town_end(match: re.Match[str], text: str) -> int:
    """A town of several words ends where a comma or the text does, and has no everyday word in it."""
    end = match.end("town")
    more = _MORE_TOWN.match(text, end) if end == match.end() else None
    return more.end() if more and _STOP.isdisjoint(more[0].split()) else match.end()


def _street(written: str) -> tuple[str, ...]:
    return tuple(_full(word) for word in _words(re.sub(r"(?<=[^\W\d_])str\.", "straße", written)))


def _words(written: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w/]+", written.replace("ss", "ß").replace("'", "").replace("v.le", "vle")))


def _full(word: str) -> str:
    """A type of street in its long form; casefolding has made every "ß" a double "s" before."""
    word = word.replace("strasse", "straße")
    return next((full for full, short in _TYPES.items() if re.fullmatch(short, word)), word)


def _ends_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Words before a name may belong to the sentence ("our shop Hauptstraße"), so the ends decide."""
    short = min(len(one), len(other))
    return short > 0 and one[-short:] == other[-short:]
