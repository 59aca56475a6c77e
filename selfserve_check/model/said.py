"""Sentences of ours that remember what they were made of, so that they can be said again in another language.

A :class:`Said` is its English text, and is used as any text. Beside that it keeps the words with places
(which the catalogues of the reports hold in other languages) and what stands in the places: a text of
somebody else's (a title, an address, a quote), which no language changes, a figure, or another sentence.
Whatever is done to the text itself (an f-string, ``+``, ``[:500]``) gives plain text again, which stays
English; put sentences together with :func:`say` and :func:`row`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


class Said(str):
    """A text in English, and in ``made_of`` what it was made of."""

    __slots__ = ("made_of",)
    made_of: MadeOf

    def __new__(cls, text: str, made_of: MadeOf) -> Said:
        said = super().__new__(cls, text)
        said.made_of = made_of
        return said

    def __getnewargs__(self) -> tuple[str, MadeOf]:  # type: ignore[override]  # str's own knows of the text alone
        return str(self), self.made_of

    def changed(self, change: Callable[[str], str]) -> str:
        """The sentence with ``change`` applied to all that is not ours in it. Where that leaves something for
        ``change`` to do, the text alone counts, and nothing is left of what it was made of."""
        made_of = _changed(self.made_of, change)
        text = self if made_of == self.made_of else _told(made_of)
        whole = change(text)
        return text if whole == text else whole


Value = str | int | Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """``says`` with ``values`` in the places that it names in braces."""

    says: str
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """``one`` or ``many``, as ``count`` has it, which stands at ``{count}``."""

    one: str
    many: str
    count: int
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One after the other, with ``between`` between them."""

    parts: tuple[str, ...]
    between: str


MadeOf = Phrase | Counted | Row


def say(says: str, **values: Value) -> Said:
    """``says`` with ``values`` in its places. ``says`` is written out where this is called: what collects
    the sentences for the catalogues reads the code."""
    return _told(Phrase(says=says, values=tuple(values.items())))


def say_n(one: str, many: str, count: int, **values: Value) -> Said:
    """The form that goes with ``count``, likewise."""
    return _told(Counted(one=one, many=many, count=count, values=tuple(values.items())))


def row(parts: Iterable[str], between: str = " ") -> Said:
    """``parts`` one after the other; those that are "" are left out."""
    return _told(Row(parts=tuple(part for part in parts if part), between=between))


def quoted(texts: Iterable[str], between: str = ", ") -> Said:
    """Each of ``texts`` in quotation marks."""
    return row((say("“{text}”", text=text) for text in texts), between)


def without_dot(text: str) -> str:
    """``text`` without the full stop that it may end in, to stand within a sentence."""
    return text.rstrip(".") if text.endswith(".") else text


def _told(made_of: MadeOf) -> Said:
    match made_of:
        case Phrase(says=says, values=values):
            text = says.format(**_texts(values)) if values else says
        case Counted(one=one, many=many, count=count, values=values):
            text = (one if count == 1 else many).format(count=f"{count:,}", **_texts(values))
        case Row(parts=parts, between=between):
            text = between.join(parts)
    return Said(text, made_of)


def _texts(values: tuple[tuple[str, Value], ...]) -> dict[str, str]:
    return {name: f"{value:,}" if isinstance(value, int) else str(value) for name, value in values}


def _changed(made_of: MadeOf, change: Callable[[str], str]) -> MadeOf:
    match made_of:
        case Phrase(says=says, values=values):
            return Phrase(says=says, values=_changed_values(values, change))
        case Counted(one=one, many=many, count=count, values=values):
            return Counted(one=one, many=many, count=count, values=_changed_values(values, change))
        case Row(parts=parts, between=between):
            return Row(parts=tuple(_changed_text(part, change) for part in parts), between=between)


def _changed_values(
    values: tuple[tuple[str, Value], ...], change: Callable[[str], str]
) -> tuple[tuple[str, Value], ...]:
    return tuple(
        (name, value if isinstance(value, int) else _changed_text(value, change)) for name, value in values
    )


def _changed_text(text: str, change: Callable[[str], str]) -> str:
    return text.changed(change) if isinstance(text, Said) else change(text)
