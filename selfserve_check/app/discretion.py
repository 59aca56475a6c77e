"""Nothing secret leaves a run: what its redactor knows, and how log records and exceptions pass it.

The run itself is redacted where it ends (``run.py``); this file sees to the ways round that.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selfserve_check.language.redact import Redactor, is_secret, redactor_of
from selfserve_check.settings import Secrets
from selfserve_check.settings_notify import secrets_in

_CHAIN_MAX = 20
_DEPTH_MAX = 6
_STATE_BYTES_MAX = 5_000_000
_COOKIE_MIN = 6
_OF_OS_ERRORS = ("strerror", "filename", "filename2")
# What a store holds that is no key: a word, a date, a figure, a language, an address.
_ORDINARY = re.compile(r"[A-Za-z]{1,15}|[\d\s.,:/TZ+-]{1,30}|[a-z]{2}[-_][A-Za-z]{2}|https?://[^?#@]*")
_KEY_LIKE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w.~+/=:%|!*-]{16,8000}")


def discreet_redactor(secrets: Secrets, storage_state: Path | None) -> Redactor:
    """A redactor for all that is sent to one host only: headers, basic auth, pinned values, and the signed-in
    session."""
    session = (*_kept(_text_of(storage_state)), *_kept(secrets.storage_state))
    return redactor_of([*_sent(secrets), *secrets.pinned, *session])


@contextmanager
def discretion(redact: Redactor) -> Iterator[None]:
    """While inside, log records of every library and the exceptions that come out are redacted."""
    make = logging.getLogRecordFactory()

    def discreet(*args: Any, **more: Any) -> logging.LogRecord:
        record = make(*args, **more)
        record.msg, record.args = redact(_message(record)), None
        if record.exc_info:
            # A formatter takes the text where there is one, and never looks at the exception itself.
            record.exc_text = redact("".join(traceback.format_exception(*record.exc_info)).rstrip())
        return record

    logging.setLogRecordFactory(discreet)
    try:
        yield
    except BaseException as error:
        redact_exception(error, redact)
        raise
    finally:
        logging.setLogRecordFactory(make)


def redact_exception(error: BaseException, redact: Redactor) -> None:
    """Mask in place what ``error``, and what it came from, say."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting and len(seen) < _CHAIN_MAX:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        _redact_one(one, redact)
        waiting += [one.__cause__, one.__context__]
        waiting += one.exceptions if isinstance(one, BaseExceptionGroup) else ()


def _redact_one(error: BaseException, redact: Redactor) -> None:
    error.args = tuple(redact(said) if isinstance(said, str) else said for said in error.args)
    beside = vars(error) | {name: getattr(error, name, None) for name in _OF_OS_ERRORS}
    for name, value in beside.items():
        if isinstance(value, str):  # an error may keep its message beside args, as Playwright's do
            setattr(error, name, redact(value))
        elif name == "__notes__":
            error.__notes__ = [redact(str(note)) for note in value]


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # a library that logs with the wrong arguments
        return str(record.msg)


def _sent(secrets: Secrets) -> Iterator[str]:
    for fields in secrets.headers.values():
        for value in fields.values():
            yield value
            yield value.partition(" ")[2]  # "Bearer " is no part of the secret
    yield from secrets.history.secret
    yield from secrets_in(secrets.notify)
    for pair in secrets.auth.values():
        yield from (pair.password, f"{pair.username}:{pair.password}")


def _text_of(path: Path | None) -> str:
    """What is in a storage state's file. One that cannot be read is told of where it is used."""
    try:
        if path is None or path.stat().st_size > _STATE_BYTES_MAX:
            return ""
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _kept(text: str) -> Iterator[str]:
    """What of a storage state is a secret."""
    try:
        state = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return
    if not isinstance(state, dict):
        return
    for cookie in _dicts(state.get("cookies")):
        name, value = str(cookie.get("name", "")), str(cookie.get("value", ""))
        of_server = bool(cookie.get("httpOnly")) and len(value) >= _COOKIE_MIN
        if of_server and not _ORDINARY.fullmatch(value):
            yield value
        else:
            yield from _leaves(name, value, 0)
    for origin in _dicts(state.get("origins")):
        for item in _dicts(origin.get("localStorage")):
            yield from _leaves(str(item.get("name", "")), item.get("value"), 0)


def _leaves(name: str, value: Any, depth: int) -> Iterator[str]:
    """The secrets in a value of a store, which is often JSON in a text."""
    if depth > _DEPTH_MAX:
        return
    value = _parsed(value)
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(str(key), inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(name, inner, depth + 1)
    elif isinstance(value, str) and _is_key(name, value):
        yield value


def _is_key(name: str, value: str) -> bool:
    return not _ORDINARY.fullmatch(value) and bool(is_secret(name, value) or _KEY_LIKE.fullmatch(value))


def _parsed(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value


def _dicts(value: Any) -> Iterable[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
