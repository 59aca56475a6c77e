"""``pytest scenarios/``: every question is a test of its own; and ``selfserve.ask(page, …)`` for your tests.

The plugin stays out of the way. A YAML file is collected only where it lies below a folder that the ini
option ``selfserve_scenarios`` names or, without that option, where the command line names it (or a folder of
scenarios around it), a ``playwright.config.yaml`` is there, and its ``run.scenarios`` names it, too.
Everything heavy is imported when the first such file is met.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from selfserve_check.pytest_parts import (
    CONFIG_NAME,
    ENDINGS,
    Answer,
    CouldNotAsk,
    NotAnswered,
    PleaseCheck,
    address_of,
    is_in,
    may_be_scenarios,
    nearby,
    session_of,
)

if TYPE_CHECKING:
    from selfserve_check.app.notebook import Began
    from selfserve_check.app.project import Project
    from selfserve_check.model.result import QuestionResult
    from selfserve_check.model.scenario import Scenario

__all__ = ["Answer", "CouldNotAsk", "NotAnswered", "PleaseCheck", "Question", "ScenarioFile", "Selfserve"]

INI = "selfserve_scenarios"
_SHARED = "selfserve_shared"
MARK = "selfserve"


@dataclass(slots=True, eq=False)
class _State:
    """What the plugin knows of one session."""

    folders: tuple[Path, ...] | None = None
    project: Project | None = None
    marks: set[str] = field(default_factory=set)
    around: ExitStack = field(default_factory=ExitStack)
    shared: Path | None = None
    began: Began | None = None
    told: Callable[[], tuple[str, ...]] = tuple
    reported: tuple[str, ...] = ()


_STATE = pytest.StashKey[_State]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("selfserve", "selfserve-check: customers' questions")
    group.addoption("--selfserve-site", metavar="URL", help="Ask this site instead of the files' own.")
    group.addoption(
        "--selfserve-report",
        metavar="DIR",
        help="At the end write run.json and the reports of all questions into a new folder below DIR.",
    )
    group.addoption(
        "--selfserve-history",
        action="store_true",
        help="Hold that report against the last run, and keep it in the history, as 'run' does.",
    )
    parser.addini(
        INI, "Folders and files of scenarios that are collected wherever pytest meets them.", "paths"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.option.selfserve_history and not config.option.selfserve_report:
        raise pytest.UsageError("--selfserve-history keeps what --selfserve-report DIR writes: give both")
    config.stash[_STATE] = _State()
    config.addinivalue_line("markers", f"{MARK}: a question that customers ask a web site")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix not in ENDINGS or file_path.name == CONFIG_NAME:
        return None
    if not _is_ours(parent.config, file_path):
        return None
    return ScenarioFile.from_parent(parent, path=file_path)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    first: dict[str, Question] = {}
    for item in items:
        if isinstance(item, Question):
            other = first.setdefault(item.scenario.id.casefold(), item)
            if other is not item:
                raise pytest.UsageError(
                    f"{item.nodeid}: the id is already that of {other.nodeid}; ids must differ"
                )


def pytest_collection_finish(session: pytest.Session) -> None:
    asked = [item.scenario for item in session.items if isinstance(item, Question)]
    if not asked:
        return
    project = _project(session.config)
    project.expect(asked)
    if project.notebook is not None:
        files = dict.fromkeys(str(nearby(item.path)) for item in session.items if isinstance(item, Question))
        project.notebook.expect(files, [scenario.id for scenario in asked])


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the site under test, once for all workers."""
    config = session.config
    if _is_worker(config) or config.option.collectonly or not _is_wanted(config):
        return
    state = config.stash[_STATE]
    from selfserve_check.app.notebook import Began
    from selfserve_check.errors import UserError

    state.began = Began()
    try:
        state.told = state.around.enter_context(_project(config).site_under_test(lambda _said: None))
    except UserError as error:
        raise pytest.UsageError(str(error)) from None


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Of pytest-xdist: the workers share what they see."""
    if not _is_wanted(node.config):
        return
    node.workerinput[_SHARED] = str(_shared(node.config))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    state = config.stash[_STATE]
    for line in state.told():
        terminalreporter.write_line(line, yellow=True)
    for line in state.reported:
        terminalreporter.write_line(f"selfserve-check: {line}")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    config, state = session.config, session.config.stash[_STATE]
    if state.project is not None:
        state.project.close()
    wanted = config.option.selfserve_report
    if not wanted or _is_worker(config) or config.option.collectonly:
        return
    if state.began is None:
        state.reported = ("no question was collected: no report is written",)
        return
    from selfserve_check.errors import MissingToolError, UserError

    try:
        kept = config.option.selfserve_history
        state.reported = _project(config).report(Path(wanted), state.began, kept=kept)
    except (UserError, MissingToolError) as error:
        state.reported = (f"no report: {error}",)
        session.exitstatus = session.exitstatus or pytest.ExitCode.USAGE_ERROR


def pytest_unconfigure(config: pytest.Config) -> None:
    state = config.stash.get(_STATE, None)
    if state is not None:
        if state.project is not None:
            state.project.close()
        state.around.close()


class ScenarioFile(pytest.File):
    """One file of questions."""

    def collect(self) -> Iterator[Question]:
        from selfserve_check.errors import UserError

        try:
            read = _project(self.config).read(nearby(self.path))
        except UserError as error:
            raise self.CollectError(str(error)) from None
        for scenario in read.scenarios:
            yield Question.from_parent(self, name=scenario.id, scenario=scenario)


class Question(pytest.Item):
    """One question. It is asked in the setup, so that "could not ask" is an error and never a failure."""

    def __init__(self, *, scenario: Scenario, **more: Any) -> None:
        super().__init__(**more)
        self.scenario = scenario
        self.result: QuestionResult | None = None
        self.add_marker(MARK)
        severity = scenario.severity.value
        self.add_marker(_mark(self.config, severity))
        for tag in scenario.tags:
            self.add_marker(_mark(self.config, tag))
            self.extra_keyword_matches.add(tag)
        if severity == "warn":
            reason = "severity: warn"
            self.add_marker(pytest.mark.xfail(reason=reason, raises=NotAnswered, strict=False))
        elif severity == "off":
            self.add_marker(pytest.mark.skip(reason="severity: off"))

    def setup(self) -> None:
        from selfserve_check.app.project import details, part_of, path_of

        result = _asked(self)
        part = part_of(result)
        found = {"outcome": part.outcome, "reason": part.reason, "clicks": part.clicks, "path": path_of(part)}
        self.user_properties += [(name, value) for name, value in found.items() if value not in (None, "")]
        if part.outcome == "errored":
            raise CouldNotAsk(details(part))
        self.result = result

    def runtest(self) -> None:
        from selfserve_check.app.project import details, part_of, why

        assert self.result is not None  # noqa: S101 -- setup gave it, or raised
        part = part_of(self.result)
        if part.outcome == "failed":
            raise NotAnswered(details(part))
        if part.outcome == "needs_review" or part.flaky:
            self.warn(PleaseCheck(f"{self.name}: {why(part)}"))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **more: Any) -> Any:
        if isinstance(excinfo.value, NotAnswered | CouldNotAsk):
            return str(excinfo.value)
        return super().repr_failure(excinfo, *args, **more)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        line = self.scenario.source.rpartition(":")[2]
        return self.path, int(line) - 1 if line.isdecimal() else None, self.name


@dataclass(slots=True, eq=False)
class Selfserve:
    """The ``selfserve`` fixture."""

    config: pytest.Config

    def ask(self, page: Any, question: str, *, answer: str | None = None, budget: int = 5) -> Answer:
        """Ask ``question`` from where ``page`` (of Playwright's sync API) stands, signed in as it is, in a
        browser of its own: at most ``budget`` clicks, until ``answer`` can be read.

        Raises NotAnswered, with why and what to change, where the site does not answer, and CouldNotAsk
        where it could not be asked. ``page`` itself is not touched.
        """
        from selfserve_check.app.project import details, part_of, path_of

        result = _project(self.config).ask_from(
            address_of(page), question, answer=answer, budget=budget, session=session_of(page)
        )
        part = part_of(result)
        if part.outcome == "failed":
            raise NotAnswered(details(part))
        if part.outcome == "errored":
            raise CouldNotAsk(details(part))
        seen = part.evidence[0] if part.evidence else None
        return Answer(
            outcome=part.outcome,
            clicks=part.clicks,
            path=path_of(part),
            quote=seen.quote if seen else "",
            url=seen.url if seen else "",
            flaky=part.flaky,
        )


@pytest.fixture(scope="session")
def selfserve(pytestconfig: pytest.Config) -> Selfserve:
    """Asks customers' questions from a page of your own test: ``selfserve.ask(page, "…", answer="…")``."""
    return Selfserve(config=pytestconfig)


def _asked(item: Question) -> QuestionResult:
    from selfserve_check.errors import MissingToolError, UserError

    try:
        return _project(item.config).ask(item.scenario)
    except (UserError, MissingToolError) as error:
        raise CouldNotAsk(str(error)) from None


def _project(config: pytest.Config) -> Project:
    from selfserve_check.app.notebook import Notebook
    from selfserve_check.app.project import Project

    state = config.stash[_STATE]
    if state.project is None:
        given = getattr(config, "workerinput", {}).get(_SHARED)
        reports = bool(config.option.selfserve_report)
        shared = Path(given) if given else state.shared or (_shared(config) if reports else None)
        state.project = Project(
            config=_config_of(config),
            site=config.getoption("--selfserve-site"),
            overrides={"browser": {"headless": False if _is_headed(config) else None}},
            shared=shared,
            notebook=Notebook(folder=shared) if reports and shared else None,
        )
    return state.project


def _shared(config: pytest.Config) -> Path:
    """A folder for all processes of this session; it goes with the session."""
    from selfserve_check.leftovers import held_folder

    state = config.stash[_STATE]
    if state.shared is None:
        place = held_folder(Path(tempfile.gettempdir()), "selfserve-shared-")
        state.shared = state.around.enter_context(place)
    return state.shared


def _is_headed(config: pytest.Config) -> bool:
    """By the options of pytest-playwright, which may be switched off."""
    engines = config.getoption("browser", default=None) or ["chromium"]
    if any(engine != "chromium" for engine in engines):
        raise pytest.UsageError(f"selfserve-check asks with Chromium alone, not with --browser {engines[0]}")
    if config.getoption("browser_channel", default=None):
        raise pytest.UsageError("--browser-channel: name the program in browser.executable instead")
    return bool(config.getoption("headed", default=False))


def _config_of(config: pytest.Config) -> Path | None:
    folders = dict.fromkeys((config.invocation_params.dir, config.rootpath))
    return next((nearby(one / CONFIG_NAME) for one in folders if (one / CONFIG_NAME).is_file()), None)


def _is_ours(config: pytest.Config, file: Path) -> bool:
    named = config.getini(INI)
    if named:
        return any(is_in(file, folder) for folder in named)
    asked = [arg for arg in _args(config) if is_in(file, arg) and may_be_scenarios(arg)]
    return any(
        is_in(file, folder) and is_in(arg, folder) for folder in _folders(config, asked) for arg in asked
    )


def _is_wanted(config: pytest.Config) -> bool:
    """Whether questions may be asked in this session, as far as can be told without collecting."""
    args, named = _args(config), config.getini(INI)
    if named:
        return any(is_in(arg, folder) or is_in(folder, arg) for folder in named for arg in args)
    asked = [arg for arg in args if may_be_scenarios(arg)]
    return any(is_in(arg, folder) for folder in _folders(config, asked) for arg in asked)


def _folders(config: pytest.Config, asked: Sequence[Path]) -> Iterable[Path]:
    """What ``run.scenarios`` names; read only where YAML was asked for, and a configuration is there."""
    state = config.stash[_STATE]
    if not asked or _config_of(config) is None:
        return ()
    if state.folders is None:
        from selfserve_check.errors import UserError

        try:
            found = _project(config).loaded.settings.run.scenarios
        except UserError as error:
            raise pytest.UsageError(str(error)) from None
        state.folders = tuple(folder.absolute() for folder in found)
    return state.folders


def _args(config: pytest.Config) -> list[Path]:
    """What pytest was asked to collect."""
    here = config.invocation_params.dir
    return [Path(os.path.normpath(here / str(arg).partition("::")[0])) for arg in config.args]


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def _mark(config: pytest.Config, word: str) -> str:
    """The name of the marker for a tag. One that does something in pytest, such as skip(reason), is not
    taken by a tag of that name."""
    name = "_".join(word.split())
    lines = [line.partition(":")[0].strip() for line in config.getini("markers")]
    if any(line.partition("(")[0] == name and "(" in line for line in lines):
        name = f"tag_{name}"
    marks = config.stash[_STATE].marks
    if name not in marks:
        marks.add(name)
        config.addinivalue_line("markers", f"{name}: of questions, by their tags and severity")
    return name
