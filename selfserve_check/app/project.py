"""A project as test frameworks see it: its settings, its questions, and browsers that stay at its sites."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from selfserve_check.app.discretion import discreet_redactor
from selfserve_check.app.dress import dress_of
from selfserve_check.app.memory import STORE_NAME, Recalled, beside, memory_of
from selfserve_check.app.notebook import Began, Notebook, session_run
from selfserve_check.app.run import Order
from selfserve_check.app.staging import staged_site
from selfserve_check.app.standing import Stand, aside, asked_aside
from selfserve_check.app.web_server import web_server
from selfserve_check.history.gate import FailOn
from selfserve_check.history.past import past_of
from selfserve_check.model.past_path import PastPath
from selfserve_check.model.result import QuestionResult, Run, RunStats
from selfserve_check.model.scenario import Scenario
from selfserve_check.report import junit, look
from selfserve_check.report.annotations import harmless
from selfserve_check.report.convert import to_run_file
from selfserve_check.report.run_file import ResultPart
from selfserve_check.report.text import clean_run
from selfserve_check.report.write import write_report
from selfserve_check.scenario_file import LoadedScenarios, read_scenarios, single_scenario, split_credentials
from selfserve_check.scenario_url import Credentials
from selfserve_check.settings import LoadedSettings, read_settings, with_credentials

_FROM_PAGE = "THE_SESSION_OF_THE_PAGE"


@dataclass(slots=True, eq=False)
class Project:
    """What ``config`` (None: defaults) and the environment say, laid over by ``overrides``. ``shared`` is a
    folder in which processes of one test run share what they saw; ``notebook`` is where they write down what
    questions came to, where a report is wanted. Nothing starts before it is needed."""

    config: Path | None
    site: str | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    shared: Path | None = None
    notebook: Notebook | None = None
    _loaded: LoadedSettings | None = None
    _credentials: list[Credentials] = field(default_factory=list)
    _expected: dict[str, list[Scenario]] = field(default_factory=dict)
    _stands: dict[str, Stand] = field(default_factory=dict)

    @property
    def loaded(self) -> LoadedSettings:
        """The settings. Raises FileProblemsError with everything that is wrong."""
        if self._loaded is None:
            self._loaded = read_settings(self.config, os.environ, dict(self.overrides))
        return self._loaded

    def read(self, file: Path) -> LoadedScenarios:
        """The questions of ``file``. Raises FileProblemsError with everything that is wrong."""
        read = read_scenarios([file], site=self.site, default_site=self.loaded.settings.site)
        self._credentials += read.credentials
        return read

    def expect(self, scenarios: Sequence[Scenario]) -> None:
        """These will be asked: a browser at a site knows all addresses that its questions start from."""
        self._expected = {}
        for scenario in scenarios:
            self._expected.setdefault(scenario.site, []).append(scenario)

    def ask(self, scenario: Scenario) -> QuestionResult:
        """What the question gets in a run. Raises UserError and MissingToolError for what can be mended."""
        stand = self._stands.get(scenario.site)
        if stand is None:
            stand = self._stand(scenario.site).open()
            self._stands[scenario.site] = stand
        return stand.ask(scenario)

    def report(self, folder: Path, began: Began, *, kept: bool) -> tuple[str, ...]:
        """Write what all processes asked as ``run --output folder`` does, a report for each site; returns
        lines to print. ``kept``: it is held against the last run, and kept in the history.

        Raises UserError and MissingToolError for what can be mended.
        """
        assert self.notebook is not None  # noqa: S101 -- whoever wants a report has given it
        expected = self.notebook.expected()
        if expected is None:
            return ("no question was asked: no report is written",)
        files, ids = expected
        read = [scenario for file in files for scenario in self.read(Path(file)).scenarios]
        self.expect([scenario for scenario in read if scenario.id in ids])
        return tuple(line for site in self._expected for line in self._reported(site, folder, began, kept))

    def _reported(self, site: str, folder: Path, began: Began, kept: bool) -> Iterator[str]:
        assert self.notebook is not None  # noqa: S101 -- as above
        memory, recalled = memory_of(self.loaded), Recalled()
        dress = dress_of(self.loaded.settings)
        if kept:
            recalled = memory.recall(staged_site(self.loaded.settings.aliases, site))
            yield from recalled.notes
        order, entries = self._order(site), self.notebook.entries(site)
        recording = self._shared_file(site) or self.notebook.folder
        done = aside(lambda: session_run(order, entries, recording, began))
        compared = beside(recalled.baseline, done.pages, FailOn(), ())
        scores = list(recalled.scores)
        files = write_report(
            done.run,
            folder,
            done.recording,
            lambda run: compared(run.model_copy(update={"past": scores})),
            dress,
        )
        yield f"{look.headline(files.run)}: {files.latest or files.folder}/{files.html.name}"
        yield from files.notes
        if kept:
            yield from memory.keep(past_of(files.run, done.pages))

    def ask_from(
        self, url: str, question: str, *, answer: str | None, budget: int, session: str
    ) -> QuestionResult:
        """One question asked from the page at ``url``, signed in as ``session`` (the JSON of a storage
        state, "" for nobody) says."""
        settings, secrets = self.loaded.settings, self.loaded.secrets
        scenario = single_scenario(url, question, answer=answer, budget=budget)
        if session:
            named = {"storage_state": None, "storage_state_env": _FROM_PAGE}
            settings = settings.model_copy(update=named)
            secrets = replace(secrets, storage_state=session)
        found = split_credentials(url)[1]
        secrets = with_credentials(secrets, [found] if found else [])
        order = Order(site=scenario.site, scenarios=(scenario,), settings=settings, secrets=secrets)
        return asked_aside(order)

    @contextmanager
    def site_under_test(self, say: Callable[[str], None]) -> Iterator[Callable[[], tuple[str, ...]]]:
        """The server that the settings name, while the block lasts; gives what is to be said of it."""
        section = self.loaded.settings.web_server
        if section is None:
            yield tuple
            return
        redact = discreet_redactor(self.loaded.secrets, self.loaded.settings.storage_state)
        with web_server(section, redact, say) as server:
            yield server.told

    def close(self) -> None:
        """End all browsers."""
        while self._stands:
            self._stands.popitem()[1].close()

    def _stand(self, site: str) -> Stand:
        order, shared, notebook = self._order(site), self._shared_file(site), self.notebook
        if notebook is None:
            return Stand(order=order, shared=shared)
        redact = discreet_redactor(order.secrets, order.settings.storage_state)
        return Stand(order=order, shared=shared, noted=partial(notebook.note, site, redact))

    def _order(self, site: str) -> Order:
        return Order(
            site=site,
            scenarios=tuple(self._expected.get(site, ())),
            settings=self.loaded.settings,
            secrets=with_credentials(self.loaded.secrets, self._credentials),
            last_paths=self._last_paths(site),
        )

    def _last_paths(self, site: str) -> Mapping[str, PastPath]:
        """As in a run, the ways that worked before count; nothing is kept, and no history is begun."""
        history = self.loaded.settings.history
        if not history.enabled or not (history.url or (history.folder / STORE_NAME).exists()):
            return {}
        return memory_of(self.loaded).recall(staged_site(self.loaded.settings.aliases, site)).last_paths

    def _shared_file(self, site: str) -> Path | None:
        if self.shared is None:
            return None
        return self.shared / f"{hashlib.sha256(site.encode()).hexdigest()[:16]}.json.gz"


def part_of(result: QuestionResult) -> ResultPart:
    """``result`` as reports have it, made harmless to print."""
    run = Run(
        run_id="",
        started_at="",
        finished_at="",
        tool_version="",
        browser="",
        site=result.scenario.site,
        complete=True,
        results=(result,),
        stats=RunStats(),
    )
    return clean_run(to_run_file(run)[0]).results[0]


def details(part: ResultPart) -> str:
    """Everything a reader of one result needs; no line of it is a command to a CI machine."""
    return harmless(junit.details(part))


def path_of(part: ResultPart) -> str:
    """The way of the visitor who decided, "" where there was none."""
    journey = look.best_journey(part)
    return harmless(look.path_text(journey)) if journey else ""


def why(part: ResultPart) -> str:
    """The outcome in a sentence."""
    return harmless(f"{look.outcome_word(part)}: {look.why(part)}")
