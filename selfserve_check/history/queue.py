"""Runs that the store did not take, one file each, until it does."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from selfserve_check.history.past import ADAPTER, PastRun, key_of
from selfserve_check.history.store import Store

AT_ONCE = 500
_BYTES_MAX = 200_000_000
# Nobody writes a run for so long: who began such a file was ended in the middle, perhaps on another machine.
_HALF_S = 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """How many queued runs the store took, and names of files that are no runs (set aside)."""

    runs: int = 0
    damaged: tuple[str, ...] = ()


def put(folder: Path, run: PastRun) -> Path:
    """Write ``run`` into ``folder``, whole or not at all. Raises OSError when that cannot be done."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = "".join(character for character in run.started_at if character.isdigit())[:14]
    file = folder / f"{stamp}-{key_of(run)}.json"
    half = folder / f".{file.name}.{os.getpid()}.half"
    try:
        with half.open("wb") as stream:
            stream.write(ADAPTER.dump_json(run))
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(file)
    finally:
        half.unlink(missing_ok=True)
    return file


def take_in(folder: Path, store: Store) -> TakenIn:
    """Hand the queued runs to ``store``, oldest first. A file goes once the store has its run; one that is no
    run is set aside, for a person to look at. Raises HistoryError when the store fails; what it took is
    taken. What a killed process has left half written goes."""
    taken, damaged = 0, []
    _sweep(folder)
    for file in waiting(folder)[:AT_ONCE]:
        run = _read(file)
        if run is None and not file.exists():
            continue  # another process was quicker
        if run is None:
            damaged.append(file.name)
            with suppress(OSError):
                file.replace(file.with_suffix(".damaged"))
            continue
        taken += store.add(run)  # a run that two processes take in at once is still kept once
        with suppress(OSError):
            file.unlink(missing_ok=True)
    return TakenIn(runs=taken, damaged=tuple(damaged))


def _sweep(folder: Path) -> None:
    with suppress(OSError):
        for half in folder.glob(".*.half"):
            if time.time() - half.stat().st_mtime > _HALF_S:
                half.unlink(missing_ok=True)


def waiting(folder: Path) -> list[Path]:
    """The queued runs, oldest first."""
    with suppress(OSError):
        return sorted(file for file in folder.glob("[0-9]*.json"))
    return []


def _read(file: Path) -> PastRun | None:
    """The run in ``file``; None where it is none."""
    try:
        if file.stat().st_size > _BYTES_MAX:
            return None
        return ADAPTER.validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
