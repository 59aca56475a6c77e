"""Asks one app of the catalogue its question, with the real product, and holds what came of it against what
the app must get. What holds for every app is checked here, too: nothing but reads, our name on each page."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from trouble_canary import check_hosts, check_pace, check_robots, check_sessions
from trouble_server import two_origins
from troubles import Places, Told, Trouble

from selfserve_check.app.run import Order, run_order
from selfserve_check.model.result import Outcome
from selfserve_check.model.scenario import FactAnswer, Scenario
from selfserve_check.settings import read_settings

FOLDER = Path(__file__).parent
ALL_KEY = "SELFSERVE_TROUBLE"
SAMPLE_EVERY = 12
"""Without ``SELFSERVE_TROUBLE=all`` every twelfth app of a folder is asked, the same ones each time: the whole
catalogue (``make trouble``) takes longer than a check of every commit may."""


def sample_of(kind: str) -> dict[str, Trouble]:
    """The apps of one folder that this run asks."""
    found = troubles_in(kind)
    if os.environ.get(ALL_KEY) == "all":
        return found
    return {name: found[name] for name in list(found)[::SAMPLE_EVERY]}


def troubles_in(kind: str) -> dict[str, Trouble]:
    """The apps of one folder, by the names of their files."""
    return {path.stem: _load(path) for path in sorted((FOLDER / kind).glob("*.py"))}


def _load(path: Path) -> Trouble:
    name = f"trouble_{path.parent.name}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    trouble = module.TROUBLE
    assert isinstance(trouble, Trouble), path
    return trouble


def check(trouble: Trouble, chromium: Path) -> None:
    """Ask, and raise AssertionError where the outcome is another than the app must get."""
    told = ask(trouble, chromium)
    _check_outcome(trouble, told)
    trouble.also(told)
    _check_reads(trouble, told)
    _check_canary(trouble, told)


def ask(trouble: Trouble, chromium: Path) -> Told:
    with two_origins() as (places, stage):
        places = replace(places, home=places.home.replace("127.0.0.1", trouble.host))
        stage.app = trouble.app(places)
        given = _over(_settings(chromium), trouble.settings(places))
        loaded = read_settings(None, trouble.environ(places), given)
        scenario = _scenario(trouble, places)
        order = Order(
            site=scenario.site,
            scenarios=(scenario,),
            settings=loaded.settings,
            secrets=loaded.secrets,
            resolve=trouble.resolver(),
        )
        finished = asyncio.run(run_order(order, lambda _event: None, asyncio.Event()))
        received = tuple(stage.received.asks)
        replies = tuple(stage.received.replies.get(ask.number) for ask in received)
    return Told(
        result=finished.run.results[0],
        finished=finished,
        received=received,
        places=places,
        replies=replies,
        settings=loaded.settings,
    )


def _scenario(trouble: Trouble, places: Places) -> Scenario:
    start = trouble.start if "://" in trouble.start else places.home + trouble.start
    return Scenario(
        id="q",
        question=trouble.question,
        also_asked=trouble.also_asked,
        site="{0.scheme}://{0.netloc}".format(urlsplit(start)),
        start=start,
        answer=FactAnswer(all_of=trouble.facts, matches=trouble.matches),
        budget=trouble.budget,
        personas=trouble.personas,
    )


def _settings(chromium: Path) -> dict[str, Any]:
    return {
        "browser": {"executable": str(chromium)},
        "run": {"workers": 2},
        "survey": {"pages_max": 12},
        "timeouts": {"page_s": 10, "step_s": 10, "settle_s": 5, "journey_s": 90, "run_s": 240},
    }


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        if isinstance(value, Mapping) and isinstance(old, Mapping):
            merged[key] = _over(old, value)
        else:
            merged[key] = value
    return merged


def _check_outcome(trouble: Trouble, told: Told) -> None:
    result, words = told.result, told.words
    assert result.outcome is trouble.outcome, _story(told)
    assert result.reason is trouble.reason, _story(told)
    if trouble.cause:
        assert result.error is not None
        assert result.error.kind == trouble.cause, _story(told)
    if result.outcome is Outcome.ERRORED:
        assert result.error is not None
        assert result.error.kind != "internal", _story(told)
        assert result.error.hint, f"no hint what to do: {result.error}"
    for said in trouble.says:
        assert said in words, (said, words)
    if trouble.quote:
        assert any(trouble.quote in one.quote for one in result.evidence), result.evidence
    if trouble.clicks is not None:
        assert result.best is not None
        assert result.records[result.best].journey.clicks == trouble.clicks, _story(told)


def _check_reads(trouble: Trouble, told: Told) -> None:
    for ask_ in told.received:
        sent = f"{ask_.method} {ask_.path}"
        if sent in trouble.writes_allowed:
            continue
        assert ask_.method in ("GET", "HEAD"), sent
        assert not ask_.body, sent
        assert "selfserve-check/" in ask_.headers.get("user-agent", ""), sent


def _check_canary(trouble: Trouble, told: Told) -> None:
    asks, replies, settings = told.received, told.replies, told.settings
    check_robots(trouble, asks, replies)
    check_pace(asks, replies, settings)
    check_hosts(trouble, told.result.scenario.start, asks, settings)
    answered = ("A cookie banner", "A box over the page")
    consented = any(note.startswith(answered) for note in told.finished.run.notes)
    check_sessions(trouble, asks, replies, consented=consented)


def _story(told: Told) -> str:
    """What a person needs to see why a case went another way."""
    result = told.result
    lines = [f"{result.outcome} {result.reason} {result.error}", told.words]
    for record in result.records:
        journey = record.journey
        lines.append(f"{journey.persona}: {journey.ending} {journey.verdict}"[:600])
        lines += [f"  {step.move} {step.label!r} -> {step.result} {step.url}" for step in journey.steps]
        if record.replay is not None:
            lines.append(f"  replay: {record.replay.agreed} {record.replay.detail} {record.replay.cause}")
    return "\n".join(lines)
