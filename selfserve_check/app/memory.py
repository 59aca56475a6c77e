"""What a run knows of earlier ones, and how it is kept for later ones.

The history serves the run and never stops it: whatever is wrong with the store becomes one line to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from selfserve_check.app.discretion import discreet_redactor
from selfserve_check.errors import UserError
from selfserve_check.history import queue
from selfserve_check.history.compare import Baseline, baseline_of, compare
from selfserve_check.history.engine import WAIT_S, HistoryError
from selfserve_check.history.gate import FailOn, excused
from selfserve_check.history.known import KnownFailure
from selfserve_check.history.lives import Life, lives_of
from selfserve_check.history.pages import PageDigest
from selfserve_check.history.past import PastQuestion, PastRun, past_of, site_of
from selfserve_check.history.recorded import read_past
from selfserve_check.history.store import Store, open_store
from selfserve_check.language.redact import Redactor
from selfserve_check.model.past_path import PastPath
from selfserve_check.model.said import say, say_n
from selfserve_check.report.map_parts import PastScorePart
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.run_parts import ChangesPart
from selfserve_check.report.sentences import with_sentences
from selfserve_check.report.text import map_strings, storable
from selfserve_check.settings import LoadedSettings

STORE_NAME = "history.sqlite"
QUEUE_NAME = "queue"
_RUNS_MAX = 25
"""Runs looked at for questions that the last one could not ask."""
_SCORES_MAX = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What is known before a run over one site. ``baseline`` is None where nothing is; ``scores`` are those
    of earlier complete runs, oldest first; ``troubled`` says that the run before could not ask what it
    should."""

    baseline: Baseline | None = None
    last_paths: Mapping[str, PastPath] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    troubled: bool = False
    scores: tuple[PastScorePart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The history of a project, as its settings name it. ``wait_s`` bounds the wait for another run."""

    url: str
    folder: Path
    keep_days: int
    enabled: bool = True
    redact: Redactor = field(default_factory=Redactor)
    wait_s: float = WAIT_S

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """The store, for a verb that is about it. Raises UserError when it cannot be used."""
        if not self.enabled:
            raise UserError("history.enabled is false: nothing is kept")
        try:
            with open_store(self._address(), self.wait_s) as store:
                queue.take_in(self.folder / QUEUE_NAME, store)
                yield store
        except HistoryError as error:
            raise UserError(self.redact(f"the history cannot be used: {error}")) from None

    def recall(self, site: str, wanted: str | None = None) -> Recalled:
        """What is known of ``site``, beside the last complete run or the one that ``wanted`` names: a
        run.json, the folder of a report, or a run of the history. Raises UserError when there is none."""
        if wanted is not None and Path(wanted).exists():
            return self._beside_a_file(site, Path(wanted))
        if not self.enabled:
            if wanted is not None:
                raise UserError(f"--baseline {wanted}: no such file, and history.enabled is false")
            return Recalled()
        try:
            with open_store(self._address(), self.wait_s) as store:
                taken = queue.take_in(self.folder / QUEUE_NAME, store)
                recalled = replace(
                    _recalled(store, site_of(site), wanted),
                    scores=_scores(store, site_of(site)),
                    troubled=_troubled(store, site_of(site)),
                )
        except HistoryError as error:
            said = say(
                "the history cannot be read ({why}); this run is compared with nothing", why=str(error)
            )
            return Recalled(notes=(said.changed(self.redact),))
        return replace(recalled, notes=_told(taken, self.folder))

    def keep(self, run: PastRun) -> tuple[str, ...]:
        """Keep ``run``, now or later; returns what a person should read, one line."""
        if not self.enabled:
            return ()
        try:
            with open_store(self._address(), self.wait_s) as store:
                store.add(run)
                store.prune(_days_before(run.started_at, self.keep_days))
            return ()
        except HistoryError as error:
            why = self.redact(str(error))
        try:
            self._make_folder()
            queue.put(self.folder / QUEUE_NAME, run)
        except (OSError, HistoryError) as error:
            said = self.redact(str(error))
            return (f"the history could not keep this run ({why}), nor could the queue ({said})",)
        return (f"the history could not keep this run ({why}); it is queued, and taken in next time",)

    def _address(self) -> str:
        if self.url:
            return self.url
        self._make_folder()
        return f"sqlite:///{(self.folder / STORE_NAME).absolute()}"

    def _make_folder(self) -> None:
        """The folder, which no version control picks up by mistake: it names every night's pages."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            ignore = self.folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
        except OSError as error:
            raise HistoryError(f"{self.folder}: {error.strerror or error}") from error

    def _beside_a_file(self, site: str, file: Path) -> Recalled:
        past = read_past(file)
        if past.site != site_of(site):
            raise UserError(f"--baseline {file}: is a run over {past.site}, not over {site_of(site)}")
        own = {one.id: one.path for one in past.questions if one.outcome == "passed" and one.path is not None}
        if not self.enabled:
            return Recalled(baseline=baseline_of(past), last_paths=own)
        known = self.recall(site)
        return replace(known, baseline=baseline_of(past), last_paths={**known.last_paths, **own})


def memory_of(loaded: LoadedSettings) -> Memory:
    """The history that the settings name."""
    history, secrets = loaded.settings.history, loaded.secrets
    return Memory(
        url=secrets.history.url or (history.url or ""),
        folder=history.folder,
        keep_days=history.keep_days,
        enabled=history.enabled,
        redact=discreet_redactor(secrets, None),
    )


def beside(
    baseline: Baseline | None,
    pages: Mapping[str, Sequence[PageDigest]],
    rule: FailOn,
    known: Sequence[KnownFailure],
) -> Callable[[RunFile], RunFile]:
    """Adds to a run what is said of it beside ``baseline``, and which failures ``rule`` excuses."""

    def compared(run: RunFile) -> RunFile:
        changes = compare(past_of(run, pages), baseline) if baseline is not None else ()
        if baseline is None and rule.rule == "any":
            return run
        excuses = excused(run, rule, changes, known, run.started_at[:10])
        part = ChangesPart(
            baseline=baseline.run_id if baseline else "",
            baseline_at=baseline.started_at if baseline else "",
            fail_on=str(rule),
            changes=list(changes),
            excused=list(excuses),
        )
        return map_strings(with_sentences(run.model_copy(update={"changes": part})), storable)

    return compared


def _recalled(store: Store, site: str, wanted: str | None) -> Recalled:
    nights = store.nights(site)
    lives = lives_of(nights)
    paths = store.last_paths(site)
    if wanted is not None:
        number = store.numbered(wanted)
        run = store.run(number) if number is not None else None
        if run is None:
            raise UserError(
                f"--baseline {wanted}: neither a file nor a run of the history; 'history' lists them"
            )
        if run.site != site:
            raise UserError(f"--baseline {wanted}: is a run over {run.site}, not over {site}")
        return Recalled(baseline=baseline_of(run), last_paths=paths)
    last = next((night for night in reversed(nights) if night.complete), None)
    if last is None:
        return Recalled(last_paths=paths)
    baseline = Baseline(
        run_id=last.run_id,
        started_at=last.started_at,
        before=_before(store, lives),
        since={name: life.failing_since for name, life in lives.items() if life.failing_since},
    )
    return Recalled(baseline=baseline, last_paths=paths)


def _troubled(store: Store, site: str) -> bool:
    """Whether the newest run was cut short, or could ask nothing."""
    for line in store.lines(site, 1):
        counts = dict(line.counts)
        asked = sum(many for outcome, many in counts.items() if outcome != "skipped")
        return not line.complete or (asked > 0 and counts.get("errored") == asked)
    return False


def _scores(store: Store, site: str) -> tuple[PastScorePart, ...]:
    """How the last runs fared, oldest first; one that was cut short says nothing of the whole."""
    lines = [line for line in store.lines(site, _SCORES_MAX) if line.complete]
    return tuple(
        PastScorePart(run_id=line.run_id, started_at=line.started_at, score=line.score)
        for line in reversed(lines)
        if line.score is not None
    )


def _before(store: Store, lives: Mapping[str, Life]) -> dict[str, PastQuestion]:
    """By question: the last result that says something about the site."""
    wanted: dict[int, list[str]] = {}
    for name, life in lives.items():
        if life.last_decided is not None:
            wanted.setdefault(life.last_decided.run, []).append(name)
    newest = sorted(wanted, reverse=True)[:_RUNS_MAX]
    found = {number: store.run(number) for number in newest}
    named = [(name, run.named(name)) for number, run in found.items() if run for name in wanted[number]]
    return {name: one for name, one in sorted(named) if one is not None}


def _told(taken: queue.TakenIn, folder: Path) -> tuple[str, ...]:
    said = []
    if taken.runs:
        said.append(
            say_n(
                "the history took in {count} queued run",
                "the history took in {count} queued runs",
                taken.runs,
            )
        )
    if taken.damaged:
        said.append(
            say(
                "{file}: set aside as no run of ours: {names}",
                file=str(folder / QUEUE_NAME),
                names=", ".join(taken.damaged[:5]),
            )
        )
    return tuple(said)


def _days_before(moment: str, days: int) -> str:
    try:
        return (datetime.fromisoformat(moment) - timedelta(days=days)).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return ""
