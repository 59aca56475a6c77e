"""The sentences of ``run.json`` in the language spoken: each kept in English, with what it was made of.

Only fields marked as this program's own (``run_parts.Ours``) are said again; what a page, a person or a
server said stays, even where it reads like one of our sentences. What a sentence is made of comes from a
file: its words are looked up in the catalogues and never used themselves, so that no file can say how texts
are put together. A sentence that the catalogues do not know stays English as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel
from pydantic.functional_validators import WrapValidator

from selfserve_check.model.said import Counted, MadeOf, Phrase, Row, Said, Value
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.run_parts import (
    CountedPart,
    Ours,
    PhrasePart,
    RowPart,
    SaidPart,
    SentencePart,
)
from selfserve_check.report.speech import ENGLISH, counted, known, number, spoken

DEPTH_MAX = 12
"""Sentences within sentences: more than this is no sentence of ours, and stays English."""

T = TypeVar("T", bound=BaseModel)


def with_sentences(run: RunFile) -> RunFile:
    """``run`` with what its sentences were made of, as far as they still know it, beside what it says
    already."""
    said = {one.text: one for one in run.sentences}
    for text in _ours(run):
        if isinstance(text, Said) and text not in said:
            said[str(text)] = SentencePart(text=str(text), made_of=_part(text.made_of))
    return run.model_copy(update={"sentences": list(said.values())})


def in_spoken(run: RunFile) -> RunFile:
    """``run`` with its own sentences in the language spoken; those of older files stay English."""
    if spoken() == ENGLISH or not run.sentences:
        return run
    again = {one.text: said for one in run.sentences if (said := _again(one.made_of)) is not None}
    return _mapped(run, lambda text: again.get(text, text))


def _part(made_of: MadeOf) -> SaidPart:
    match made_of:
        case Phrase(says=says, values=values):
            return PhrasePart(says=says, values=_value_parts(values))
        case Counted(one=one, many=many, count=count, values=values):
            return CountedPart(one=one, many=many, count=count, values=_value_parts(values))
        case Row(parts=parts, between=between):
            return RowPart(parts=[_text_part(part) for part in parts], between=between)


def _value_parts(values: tuple[tuple[str, Value], ...]) -> dict[str, int | str | SaidPart]:
    return {name: value if isinstance(value, int) else _text_part(value) for name, value in values}


def _text_part(text: str) -> str | SaidPart:
    return _part(text.made_of) if isinstance(text, Said) else text


def _again(part: SaidPart, depth: int = 0) -> str | None:
    """The sentence in the language spoken; None where the catalogues do not know it."""
    if depth > DEPTH_MAX:
        return None
    if isinstance(part, RowPart):
        parts = [_value_again(one, depth) for one in part.parts]
        return part.between.join(one for one in parts if one is not None) if None not in parts else None
    form = known(part.says) if isinstance(part, PhrasePart) else counted(part.one, part.count)
    values = {name: _value_again(value, depth) for name, value in part.values.items()}
    if form is None or None in values.values():
        return None
    if isinstance(part, CountedPart):
        values["count"] = number(part.count)
    try:
        return form.format(**values) if values else form
    except (KeyError, IndexError):  # a file may leave out what the sentence needs
        return None


def _value_again(value: int | str | SaidPart, depth: int) -> str | None:
    if isinstance(value, str):
        return value
    return number(value) if isinstance(value, int) else _again(value, depth + 1)


def _ours(part: BaseModel) -> Iterator[str]:
    """Every text of a field that is marked as ours."""
    for name, ours in _fields(type(part)).items():
        value = getattr(part, name)
        if ours:
            yield from [value] if isinstance(value, str) else value
        else:
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, BaseModel):
                    yield from _ours(one)


def _mapped(part: T, change: Callable[[str], str]) -> T:
    """``part`` with ``change`` applied to every text of a field that is marked as ours."""
    new: dict[str, Any] = {}
    for name, ours in _fields(type(part)).items():
        value = getattr(part, name)
        if not value:
            continue
        if isinstance(value, list):
            new[name] = [change(one) if ours else _inside(one, change) for one in value]
        else:
            new[name] = change(value) if ours else _inside(value, change)
    return part.model_copy(update=new) if new else part


def _inside(value: Any, change: Callable[[str], str]) -> Any:
    return _mapped(value, change) if isinstance(value, BaseModel) else value


_OURS = next(one for one in get_args(Ours) if isinstance(one, WrapValidator))


@cache
def _fields(kind: type[BaseModel]) -> Mapping[str, bool]:
    """The fields of ``kind`` that may hold sentences, and whether they are marked as ours."""
    marked = {
        name: _OURS in field.metadata or _is_list_of_ours(field.annotation)
        for name, field in kind.model_fields.items()
    }
    return {
        name: ours for name, ours in marked.items() if ours or _has_parts(kind.model_fields[name].annotation)
    }


def _is_list_of_ours(annotation: Any) -> bool:
    return any(_OURS in getattr(one, "__metadata__", ()) for one in get_args(annotation))


def _has_parts(annotation: Any) -> bool:
    kinds = (annotation, *get_args(annotation))
    return any(
        isinstance(one, type) and issubclass(one, BaseModel) and one is not SentencePart for one in kinds
    )
