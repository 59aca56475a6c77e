"""A small company's shop with planted faults, the questions its customers ask, and what they should get."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong with the shop on purpose.

    ``id`` is the id of the question that meets it, ``text`` says in a sentence what was done,
    ``outcome`` is what the question must get, and ``reason`` the reason of the failure; None where
    the fault must not make the question fail.
    """

    id: str
    text: str
    outcome: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLookAlike:
    """A question that looks as if it failed for ``reason`` and must not: ``id`` is the question's, ``text``
    says what is alike."""

    id: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Something that an audit must find: a finding of ``kind`` that holds every one of ``says`` in its text
    and quotes. ``question`` is the id of the one it belongs to, "" where it is the site's; ``cases`` is how
    many planted things one finding counts."""

    text: str
    kind: str
    says: tuple[str, ...]
    question: str = ""
    cases: int = 1


def scenario_folder() -> Path:
    """Where the demo's questions lie: beside this file in an installed package, else in the checkout."""
    packaged = _FOLDER / "scenarios"
    return packaged if packaged.is_dir() else _FOLDER.parent.parent / "scenarios"


def faults() -> tuple[Fault, ...]:
    """The planted faults, in the order of ``faults.yaml``."""
    return tuple(Fault(**entry) for entry in _listed()["faults"])


def reason_look_alikes() -> tuple[ReasonLookAlike, ...]:
    """The questions that must not get a reason that they smell of."""
    return tuple(ReasonLookAlike(**entry) for entry in _listed()["reason_look_alikes"])


def planted_findings() -> tuple[Planted, ...]:
    """What the audits must find besides the faults."""
    return tuple(_planted(entry) for entry in _listed()["findings"])


def look_alikes() -> tuple[Planted, ...]:
    """What no finding, of whatever question, may say."""
    return tuple(_planted(entry) for entry in _listed()["look_alikes"])


def _planted(entry: Mapping[str, Any]) -> Planted:
    return Planted(**{**entry, "says": tuple(str(words) for words in entry["says"])})


def expected() -> Mapping[str, str]:
    """The outcome that every question of the demo must get: question id to outcome."""
    return {str(key): str(value) for key, value in _listed()["expected"].items()}


def answer_pages() -> Mapping[str, tuple[str, ...]]:
    """For every question that must pass: the paths (with query) of the pages that rightly answer it.

    A pass with evidence from any other page is a wrong pass.
    """
    return {str(key): tuple(paths) for key, paths in _listed()["answer_pages"].items()}


@cache
def _listed() -> dict[str, Any]:
    listed: dict[str, Any] = YAML(typ="safe").load(_FOLDER / "faults.yaml")
    return listed
