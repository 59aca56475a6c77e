"""The language that reports speak: catalogues of messages, and numbers and dates as its readers write them.

Strings are written in English where they are used, in ``_()``, ``n_()`` or, in a table, ``N_()``; the
catalogues in ``locales/`` hold them in other languages (``make messages`` collects what is new). The language
holds for a block of code (:func:`speaking`), so that no function has to hand it on.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from selfserve_check.errors import UserError

ENGLISH = "en"
LANGUAGES = (ENGLISH, "de", "fr", "es")
CATALOGUES = "locales"
_LOCALES = {ENGLISH: "en_GB"}  # days before months, as everywhere but in one country


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The messages of one language: ``plain`` by the English text, ``counted`` by that of the singular, in
    the forms that ``form`` tells apart by a number."""

    language: str
    plain: Mapping[str, str] = field(default_factory=dict)
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = lambda count: int(count != 1)


_SPOKEN: ContextVar[Catalogue] = ContextVar("spoken", default=Catalogue(language=ENGLISH))  # noqa: B039 - frozen


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """``text``, marked for the catalogues; :func:`_` translates it where it is shown."""
    return text


def _(text: str, **values: object) -> str:
    """``text`` in the language spoken, with ``values`` in the places that it names in braces."""
    said = _SPOKEN.get().plain.get(text, text)
    return said.format(**values) if values else said


def n_(one: str, many: str, count: int, **values: object) -> str:
    """The form that goes with ``count``, which stands at ``{count}``."""
    catalogue = _SPOKEN.get()
    forms = catalogue.counted.get(one, (one, many))
    said = forms[min(catalogue.form(count), len(forms) - 1)]
    return said.format(count=number(count), **values)


def known(text: str) -> str | None:
    """``text`` in the language spoken, its places not filled; None where the catalogues do not hold it."""
    return _SPOKEN.get().plain.get(text)


def counted(one: str, count: int) -> str | None:
    """The same for the form that goes with ``count`` of the sentence whose singular is ``one``."""
    catalogue = _SPOKEN.get()
    forms = catalogue.counted.get(one)
    return forms[min(catalogue.form(count), len(forms) - 1)] if forms else None


def quoted(text: str) -> str:
    """``text``, which is somebody else's, in the quotation marks of the language."""
    return _("“{quote}”", quote=text)


class Spoken(Mapping[str, str]):
    """A table of marked texts that gives each in the language spoken when it is read."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __getitem__(self, key: str) -> str:
        return _(self._texts[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything said within is said in ``language``. Raises UserError where there is no catalogue of it."""
    token = _SPOKEN.set(catalogue(language))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> str:
    """The code of the language spoken now."""
    return _SPOKEN.get().language


@cache
def catalogue(language: str) -> Catalogue:
    """The messages of ``language``, read from the package."""
    if language == ENGLISH:
        return Catalogue(language=ENGLISH)
    if language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UserError(f"no report can be written in {language[:20]!r}; choose one of {known}")
    from babel.messages.pofile import read_po  # only for who reads another language than English

    place = files("selfserve_check.report") / CATALOGUES / f"{language}.po"
    with place.open("rb") as file:
        read = read_po(file, locale=language)
    plain, counted = {}, {}
    for message in read:
        if isinstance(message.id, str):
            if message.id and message.string and not message.fuzzy:
                plain[message.id] = str(message.string)
        elif message.string and all(message.string) and not message.fuzzy:
            counted[message.id[0]] = tuple(message.string)
    return Catalogue(language=language, plain=plain, counted=counted, form=gettext.c2py(read.plural_expr))


def number(value: float) -> str:
    """``value`` with the language's own marks for thousands and decimals."""
    if spoken() == ENGLISH:
        return f"{value:,}"
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale())


def money(value: float, currency: str) -> str:
    """``value`` of ``currency`` (as its owner writes it), with two decimals."""
    from babel.numbers import format_decimal

    return f"{currency} {format_decimal(value, format='#,##0.00', locale=_locale())}"


def date_of(when: datetime) -> str:
    """The day, written out: 14 March 2026."""
    from babel.dates import format_date

    return format_date(when, "long", locale=_locale())


def language_name(code: str) -> str:
    """What the language with this ``code`` is called, "" where nobody knows."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").get_language_name(_locale()) or ""
    except (UnknownLocaleError, ValueError, TypeError):
        return ""


def _locale() -> Any:
    return _LOCALES.get(spoken(), spoken())
