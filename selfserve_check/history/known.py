"""``known-failures.yaml``: failures that somebody accepted, to be committed beside the questions.

``accept`` writes it. What stands in it stays as it is, comments and order included; what no longer fails
goes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from selfserve_check.errors import UserError
from selfserve_check.history.past import WORSE
from selfserve_check.report.run_file import ResultPart, RunFile

KNOWN_NAME = "known-failures.yaml"
HEAD = (
    "Failures that were accepted: with --fail-on new they are listed and do not fail the build.\n"
    "Made by: selfserve-check accept RUN.json. An entry may have a note, and a date from which it counts\n"
    "again (expires: 2030-01-31)."
)
_KEYS = ("id", "outcome", "reason", "since", "note", "expires")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BYTES_MAX = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFailure:
    """``since`` and ``expires`` are dates (ISO 8601); from ``expires`` on it counts again."""

    id: str
    outcome: str = "failed"
    reason: str = ""
    since: str = ""
    note: str = ""
    expires: str = ""


def is_known(known: KnownFailure, result: ResultPart, today: str) -> bool:
    """Whether ``result`` is the failure that was accepted. Another reason may come of another way to look
    around; one that says that visitors are now told something false is new."""
    if known.id != result.id or known.outcome != result.outcome or (known.expires and known.expires <= today):
        return False
    return result.reason == known.reason or result.reason not in WORSE


def read_known(path: Path) -> tuple[KnownFailure, ...]:
    """The entries in ``path``; none where there is no file. Raises UserError that says what is wrong."""
    return tuple(_entry(path, entry) for entry in _entries(path, _loaded(path)))


def accepted(path: Path, run: RunFile, today: str) -> tuple[str, int, int]:
    """The new text of ``path`` with the failures of ``run`` accepted, how many are new in it, and how many
    entries left it because their question is answered. Of questions that ``run`` did not decide nothing
    changes. Raises UserError when the file there is none of ours."""
    document = _loaded(path)
    entries = _entries(path, document)
    for entry in entries:
        _entry(path, entry)
    outcomes = {result.id: result for result in run.results}
    stays = [place for place, entry in enumerate(entries) if not _is_mended(outcomes.get(entry["id"]))]
    gone = len(entries) - len(stays)
    for place in reversed(range(len(entries))):
        if place not in stays:
            del entries[place]
    listed = {str(entry["id"]): entry for entry in entries}
    new = 0
    for result in run.results:
        if result.outcome != "failed":
            continue
        if result.id in listed:
            _renewed(listed[result.id], result, today)
            continue
        entries.append(_written(result, today))
        new += 1
    return _text(document), new, gone


def _is_mended(result: ResultPart | None) -> bool:
    return result is not None and result.outcome in ("passed", "needs_review")


def _renewed(entry: CommentedMap, result: ResultPart, today: str) -> None:
    """Accepting again is accepting what is there now; an expiry that is over would never be accepted."""
    if str(entry.get("expires", "")) and str(entry["expires"]) <= today:
        del entry["expires"]
    if result.reason and entry.get("reason") != result.reason:
        entry["reason"] = result.reason


def _written(result: ResultPart, today: str) -> CommentedMap:
    entry = CommentedMap({"id": result.id, "outcome": result.outcome})
    if result.reason:
        entry["reason"] = result.reason
    entry["since"] = today
    return entry


def _yaml() -> YAML:
    yaml = YAML()  # the round-trip kind: keeps comments and order
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 110
    yaml.allow_duplicate_keys = False
    return yaml


def _loaded(path: Path) -> CommentedMap:
    try:
        if path.stat().st_size > _BYTES_MAX:
            raise UserError(f"{path}: larger than {_BYTES_MAX:,} bytes")
        found = _yaml().load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        fresh = CommentedMap({"known": CommentedSeq()})
        fresh.yaml_set_start_comment(HEAD)
        return fresh
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f":{where.line + 1}:{where.column + 1}" if where is not None else ""
        raise UserError(f"{path}{line}: {getattr(error, 'problem', None) or 'is not YAML'}") from error
    if found is None:
        found = CommentedMap()
    if not isinstance(found, CommentedMap) or set(found) - {"known"}:
        raise UserError(f"{path}: is not what 'accept' writes: it must hold the key 'known' and nothing else")
    if found.get("known") is None:
        found["known"] = CommentedSeq()
    return found


def _entries(path: Path, document: CommentedMap) -> CommentedSeq:
    entries = document["known"]
    if not isinstance(entries, CommentedSeq):
        raise UserError(f"{path}: 'known' must be a list")
    return entries


def _entry(path: Path, entry: Any) -> KnownFailure:
    line = f":{entry.lc.line + 1}" if isinstance(entry, CommentedMap) else ""
    if not isinstance(entry, CommentedMap) or not entry.get("id"):
        raise UserError(f"{path}{line}: each entry needs the id of a question: '- id: return-window'")
    unknown = [str(key) for key in entry if key not in _KEYS]
    if unknown:
        raise UserError(f"{path}{line}: unknown key '{unknown[0]}'; there are: {', '.join(_KEYS)}")
    values = {key: str(value) for key, value in entry.items() if value is not None}
    for key in ("since", "expires"):
        if values.get(key) and not _DAY.fullmatch(values[key]):
            raise UserError(f"{path}{line}: {key} is a date such as 2030-01-31")
    if values.get("outcome", "failed") != "failed":
        raise UserError(f"{path}{line}: outcome can only be 'failed': nothing else fails a build")
    return KnownFailure(**values)


def _text(document: CommentedMap) -> str:
    stream = io.StringIO()
    _yaml().dump(document, stream)
    return stream.getvalue()


def stale(known: Sequence[KnownFailure], run: RunFile) -> tuple[str, ...]:
    """Accepted failures whose question is answered now: they should leave the file."""
    answered = {result.id for result in run.results if result.outcome == "passed"}
    return tuple(one.id for one in known if one.id in answered)
