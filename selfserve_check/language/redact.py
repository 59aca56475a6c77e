"""Keeps secrets out of what is written: values that were configured, and what looks like a secret.

Everything that leaves the program passes here: the run and with it every report, the recording, log records,
the terminal, exceptions. What looks like a secret is told by its name (``token=``, ``X-Api-Key:``), by its
place (``Bearer …``, a password in an address) or by its form (a JSON Web Token, keys of well-known makers).
A long word alone is none: product codes, file names and ids are what pages are made of.

Every pattern here is bounded, so that no text takes longer than its length.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast
from urllib.parse import quote, quote_plus

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.model.said import Said

MASK = "***"
SECRET_MIN = 4
"""A configured secret shorter than this would hide half of every page."""

_WORD_MIN = 8
_TRIES_MAX = 4
# Longer texts are rarely met twice, and would fill the memory.
_REMEMBERED_CHARS_MAX = 200
_SENTENCE_SIGNS = ").,:!?]}”’»"
T = TypeVar("T")

_STRONG = r"token|secret|passw(?:or)?d|passwort|passphrase|(?:api|access|private)[-_]?key|credential"
_NAME = rf"{_STRONG}|signature|pwd|jwt|session[-_]?(?:id|key)|jsessionid|phpsessid|asp\.net_sessionid"
_SECRET_NAME = re.compile(
    rf"{_NAME}|session$|otp$|^(?:sid|sig|auth|authorization|pass|csrf|xsrf)$", re.IGNORECASE
)
_NO_SECRET_NAME = re.compile(r"[-_](?:type|expires(?:[-_]?(?:in|at))?|length|hint|count)$", re.IGNORECASE)
# Names that are as often those of ordinary things: only a value in the form of a key makes a secret of them.
_DOUBTFUL_NAME = re.compile(
    r"^(?:key|code|state|nonce|ticket|hash|sso|saml\w*|access|login|id_hint)$", re.IGNORECASE
)
_KEYISH = re.compile(r"(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[\w.~+/=%-]{16,}")

_PAIR = re.compile(r"(?<=[?&;#])([\w.%\[\]-]{1,100})=([^&;#\s\"'<>]+)")
_CREDENTIALS = re.compile(r"(?<=://)(?:[^\s/?#@]*@)+")
_IN_PATH = re.compile(
    r"(?<=/)((?:[\w-]{1,30}[-_])?(?:token|reset(?:-password)?|magic(?:-link)?|invite|invitation|verify"
    r"|confirm|sso|session|login|signin|auth)/)([\w.~%=-]{16,500})",
    re.IGNORECASE,
)
_ASP_SESSION = re.compile(r"(?<=/)\(([A-Z]\([\w-]{8,100}\)){1,4}\)(?=/)")

_SEPARATOR = r"\"?'?\s{0,3}[:=]\s{0,3}\"?'?"
_HEADER = re.compile(
    r"\b((?:proxy-)?authorization|x-(?:[\w-]{1,40}-)?(?:key|token|secret|auth))"
    rf"({_SEPARATOR}(?:[A-Za-z]{{3,12}}\s{{1,3}})?)([^\s\"'<>,;]{{8,4000}})",
    re.IGNORECASE,
)
_COOKIE = re.compile(
    r"\b((?:set-)?cookie\"?'?\s{0,3}:\s{0,3}\"?'?)"
    r"[\w.-]{1,100}=[^\s;\"'<>]{1,4000}(?:;\s{0,3}[\w.-]{1,100}=[^\s;\"'<>]{1,4000}){0,50}",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b([\w-]{{0,40}}(?:{_NAME}))({_SEPARATOR})([^\s\"'<>,;&]{{6,2000}})", re.IGNORECASE)
_SCHEME = re.compile(r"\b(bearer|basic)(\s{1,3})([A-Za-z0-9._~+/-]{8,4000}={0,2})", re.IGNORECASE)
_MIXED = re.compile(r"\d|[a-z][A-Z]|[A-Z]{2}")
_FORMS = re.compile(
    r"\beyJ[\w-]{8,4000}\.[\w-]{8,8000}(?:\.[\w-]{0,4000})?"
    r"|\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,200}|\bsk-(?:[a-z]{2,10}-)?[\w-]{20,200}"
    r"|\bgh[opusr]_[A-Za-z0-9]{20,200}|\bgithub_pat_\w{20,200}|\bglpat-[\w-]{16,100}|\bxox[abeoprs]-[\w-]{10,200}"
    r"|\bA(?:KIA|SIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}|\bya29\.[\w-]{20,400}|\bnpm_[A-Za-z0-9]{30,60}"
    r"|\bSG\.[\w-]{16,40}\.[\w-]{30,60}|\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"
    r"|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\w+/=\s\\-]{0,8000}(?:-----END [A-Z ]{0,30}KEY-----)?"
)
_HINTS = re.compile(
    r"bearer|basic|authoriz|cookie|x-|eyJ|_live_|_test_|sk-|gh[opusr]_|github_pat|glpat-|xox|AKIA|ASIA|AIza"
    rf"|ya29|npm_|SG\.|shp|PRIVATE KEY|{_NAME}",
    re.IGNORECASE,
)
# The same for plain ASCII in small letters, or more: many times as fast to look for as the pattern, which
# alone knows what other letters count as these.
_PLAIN_HINTS = (
    "bearer basic authoriz cookie x- eyj _live_ _test_ sk- gho_ ghp_ ghu_ ghs_ ghr_ github_pat glpat- xox "
    "akia asia aiza ya29 npm_ sg. shp private token secret passw passphrase key credential signature pwd jwt "
    "session phpsessid"
).split()


@dataclass(frozen=True, slots=True)
class Redactor:
    """``redact(text)`` masks ``secrets`` and what looks like one. The same text gives the same text, and what
    was masked once stays as it is."""

    secrets: tuple[str, ...] = ()

    def __call__(self, text: str) -> str:
        # A sentence of ours is a text and more (``Said``): what is remembered is the text alone.
        return _remembered(self, str(text)) if len(text) <= _REMEMBERED_CHARS_MAX else self._whole(text)

    def _whole(self, text: str) -> str:
        for _ in range(_TRIES_MAX):  # what is taken out may bring together what is one more
            masked = self._masked(text)
            if masked == text:
                break
            text = masked
        return text

    def _masked(self, text: str) -> str:
        for secret in self.secrets:
            if secret in text:
                text = _without(text, secret)
        if "://" in text:
            text = _CREDENTIALS.sub("", text)
        if "=" in text:
            text = _PAIR.sub(_pair, text)
        if "/" in text:
            text = _IN_PATH.sub(_in_path, text)
            text = _ASP_SESSION.sub(f"({MASK})", text)
        if not _is_hinted(text):
            return text
        text = _FORMS.sub(MASK, text)
        text = _COOKIE.sub(rf"\1{MASK}", text)
        text = _HEADER.sub(_named, text)
        text = _SCHEME.sub(_scheme, text)
        return _NAMED.sub(_named, text)

    def __repr__(self) -> str:
        return f"Redactor({len(self.secrets)} secrets)"


@for_a_run(32_768)
def _remembered(redactor: Redactor, text: str) -> str:
    """A label stands in a result as often as its page was visited."""
    return redactor._whole(text)


def _is_hinted(text: str) -> bool:
    """Whether ``text`` has anything by which a secret would be known."""
    if not text.isascii():
        return _HINTS.search(text) is not None
    small = text.lower()
    return any(hint in small for hint in _PLAIN_HINTS)


def redactor_of(values: Iterable[str]) -> Redactor:
    """A redactor for ``values``, in every form in which they may turn up again: as they are, percent-encoded,
    escaped for HTML or JSON, in base64. Values under SECRET_MIN characters are left out."""
    forms = {form for value in values if len(value) >= SECRET_MIN for form in _forms(value)}
    return Redactor(tuple(sorted(forms, key=lambda form: (-len(form), form))))


def is_secret(name: str, value: str) -> bool:
    """Whether ``name=value`` of a query, a cookie or a store is a secret by its name or its form."""
    if not value or value == MASK:
        return False
    if (_SECRET_NAME.search(name) and not _NO_SECRET_NAME.search(name)) or _FORMS.search(value):
        return True
    return bool(_DOUBTFUL_NAME.search(name) and _KEYISH.fullmatch(value))


def redacted(value: T, redact: Redactor) -> T:
    """``value`` with every text in it redacted: dataclasses, tuples, lists and dicts are gone through; the
    words of enumerations, figures and bytes stay."""
    return cast(T, _redacted(value, redact))


def _redacted(value: Any, redact: Redactor) -> Any:
    if isinstance(value, Said):
        return value.changed(redact)
    if isinstance(value, str):
        return value if isinstance(value, Enum) else redact(value)
    if isinstance(value, tuple | list | frozenset):
        return type(value)(_redacted(item, redact) for item in value)
    if isinstance(value, dict):
        return {_redacted(key, redact): _redacted(item, redact) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        old = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        new = {name: _redacted(item, redact) for name, item in old.items()}
        same = all(new[name] is old[name] for name in old)
        return value if same else replace(value, **new)
    return value


def _forms(value: str) -> Iterator[str]:
    yield value
    yield from (quote(value, safe=""), quote(value), quote_plus(value), html.escape(value))
    yield json.dumps(value)[1:-1]
    yield json.dumps(value, ensure_ascii=False)[1:-1]
    if len(value) >= _WORD_MIN:
        packed = base64.b64encode(value.encode("utf-8", "surrogatepass")).decode("ascii")
        yield from (packed.rstrip("="), packed.rstrip("=").replace("+", "-").replace("/", "_"))


def _without(text: str, secret: str) -> str:
    """A short secret is hidden where it stands alone: "demo" as a password must not eat up "democracy"."""
    if len(secret) >= _WORD_MIN or not secret.isalnum():
        return text.replace(secret, MASK)
    return re.sub(rf"(?<![^\W_]){re.escape(secret)}(?![^\W_])", MASK, text)


def _pair(found: re.Match[str]) -> str:
    value, rest = found[2], ""
    if found.string[found.start() - 1] == ";":  # a parameter of the path ends where the query begins
        value, mark, rest = value.partition("?")
        rest = mark + rest
    bare = value.rstrip(_SENTENCE_SIGNS) or value
    return f"{found[1]}={MASK}{value[len(bare) :]}{rest}" if is_secret(found[1], bare) else found[0]


def _in_path(found: re.Match[str]) -> str:
    return f"{found[1]}{MASK}" if _KEYISH.fullmatch(found[2]) else found[0]


def _named(found: re.Match[str]) -> str:
    value = found[3]
    # "Password: at least 8 characters" is advice; "password: hunter2" is not.
    named = re.search(r"\d", value) and re.search(r"[A-Za-z]", value) and MASK not in value
    return f"{found[1]}{found[2]}{MASK}" if named else found[0]


def _scheme(found: re.Match[str]) -> str:
    """ "Basic packaging" stays: after that word stands a user name and a password in base64."""
    word, value = found[1].lower(), found[3]
    secret = _is_basic(value) if word == "basic" else _MIXED.search(value)
    return f"{found[1]}{found[2]}{MASK}" if secret else found[0]


def _is_basic(value: str) -> bool:
    try:
        return b":" in base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return False
