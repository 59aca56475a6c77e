"""What a model refuses, in the words of somebody who edits a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from selfserve_check.yaml_source import Loc

SHOWN_CHARACTERS_MAX = 60

_QUOTED = re.compile(r"'([^']*)'")


def messages(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Loc, bool, str]]:
    """Every error as (where, whether its key is meant rather than its value, what to tell the author)."""
    for detail in error.errors(include_url=False):
        loc = detail["loc"]
        if detail["type"] == "too_short" and detail["input"]:
            continue  # its entries were refused one by one, and each is told of
        if detail["type"] == "extra_forbidden":
            yield loc, True, unknown_key(str(loc[-1]), keys_at(model, loc[:-1]))
        elif detail["type"] == "missing":
            yield loc[:-1], False, f"the key '{loc[-1]}' is missing here"
        else:
            at = (detail.get("ctx") or {}).get("at", ())
            # an empty value has no place of its own: the parser finds its end on the next line
            of_key = detail["input"] is None or loc[-1:] == ("[key]",)
            yield (*loc, *at), of_key, _message(detail)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` for the nearest of ``known``, or "" when none is near."""
    by_small = {one.lower(): one for one in known}
    near = get_close_matches(word.lower(), by_small, n=1, cutoff=0.6)
    return f"; did you mean '{by_small[near[0]]}'?" if near else ""


def unknown_key(word: str, known: Iterable[str]) -> str:
    """The message for a key that no one reads."""
    keys = sorted(known)
    hint = did_you_mean(word, keys) or (f"; known here: {', '.join(keys)}" if keys else "")
    return f"unknown key '{_short(word)}'{hint}"


def keys_at(model: type[BaseModel], loc: Loc) -> set[str]:
    """The keys that may stand at ``loc`` of a file that ``model`` describes."""
    models: set[type[BaseModel]] = {model}
    for part in loc:
        annotations = [one.model_fields[str(part)].annotation for one in models if part in one.model_fields]
        if annotations:
            models = {found for annotation in annotations for found in _models_in(annotation)}
    return {key for one in models for key in one.model_fields}


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _message(detail: ErrorDetails) -> str:
    kind, given, ctx = detail["type"], detail["input"], detail.get("ctx") or {}
    if given is None:
        return "nothing is written here; write a value or remove the key"
    if kind in ("literal_error", "enum"):
        return _not_one_of(given, _QUOTED.findall(str(ctx.get("expected", ""))))
    if kind == "value_error":
        return str(ctx.get("error", detail["msg"]))
    template = _TEXTS.get(kind)
    if template is None:
        return detail["msg"]
    return template.format(given=_short(given), **ctx)


def _not_one_of(given: object, words: list[str]) -> str:
    hint = did_you_mean(given, words) if isinstance(given, str) else ""
    return f"{_shown(given)} is not one of: {', '.join(words)}{hint}"


def _shown(given: object) -> str:
    if isinstance(given, dict):
        return "a mapping"
    return "a list" if isinstance(given, list | tuple) else f"'{_short(given)}'"


def _short(given: object) -> str:
    text = " ".join(str(given).split())
    return text if len(text) <= SHOWN_CHARACTERS_MAX else f"{text[: SHOWN_CHARACTERS_MAX - 1]}…"


_TEXTS = {
    "int_parsing": "'{given}' is not a whole number",
    "int_from_float": "'{given}' is not a whole number",
    "int_parsing_size": "'{given}' is too large a number",
    "int_type": "a whole number belongs here",
    "float_parsing": "'{given}' is not a number",
    "float_type": "a number belongs here",
    "finite_number": "'{given}' is not a finite number",
    "bool_parsing": "'{given}' is neither true nor false",
    "bool_type": "true or false belongs here",
    "greater_than": "must be more than {gt:g}, not {given}",
    "greater_than_equal": "must be at least {ge:g}, not {given}",
    "less_than": "must be less than {lt:g}, not {given}",
    "less_than_equal": "must be at most {le:g}, not {given}",
    "string_type": "a text belongs here, not a list or a mapping",
    "string_too_short": "the text is empty",
    "string_too_long": "the text is longer than {max_length} characters; shorten it",
    "too_short": "the list is empty; write at least {min_length}",
    "too_long": "{actual_length} entries are too many; at most {max_length} are read",
    "tuple_type": "a list belongs here",
    "list_type": "a list belongs here",
    "dict_type": "a mapping (key: value) belongs here",
    "model_type": "a mapping (key: value) belongs here",
    "path_type": "the path of a file belongs here",
}
