"""A browser that stays at a site and is asked question after question, from code that is not asynchronous.

What was seen for one question serves the next, and, through a recording in a shared folder, the browsers of
other processes. A question gets what it gets in a run: the same journeys, confirmation and diagnosis.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TypeVar

from selfserve_check import __version__
from selfserve_check.app.bounded import bounded_graph
from selfserve_check.app.discretion import discreet_redactor, discretion
from selfserve_check.app.run import AtSite, Order, at_site, run_order
from selfserve_check.app.staging import staged
from selfserve_check.errors import SelfserveError, UserError
from selfserve_check.hearing import Event
from selfserve_check.language.redact import Redactor, redacted
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.scenario import Scenario
from selfserve_check.runner import Diagnose, Toolkit, ask_all
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import Recording, pack, unpack

try:
    import fcntl
except ImportError:  # Windows: each process looks for itself
    fcntl = None  # type: ignore[assignment]  # asked for below

_CLOSE_S = 60.0
Ask = Callable[[Scenario], Awaitable[QuestionResult]]
Noted = Callable[[QuestionResult, AtSite], None]
T = TypeVar("T")


@dataclass(slots=True)
class SharedRecording:
    """What several processes saw of ``site``, in the file at ``path``. Whatever a redactor would change is
    kept out: a masked address is none, and a secret is nobody else's."""

    path: Path
    site: str
    redact: Redactor
    _seen: tuple[int, int] = (0, 0)
    _fit: dict[object, bool] = field(default_factory=dict)

    def take_in(self, graph: SiteGraph) -> None:
        """Add to ``graph`` what others saw. A file that cannot be read is nobody's loss."""
        with contextlib.suppress(OSError, SelfserveError):
            stat = self.path.stat()
            now = (stat.st_mtime_ns, stat.st_size)
            if now != self._seen:
                self._seen = now
                _add(graph, unpack(self.path.read_bytes(), str(self.path)).graph)

    def put_in(self, graph: SiteGraph) -> None:
        """Add what ``graph`` holds to the file."""
        if fcntl is None:
            return
        with contextlib.suppress(OSError), _locked(self.path.with_suffix(".lock")):
            both = SiteGraph()
            self._seen = (0, 0)
            self.take_in(both)
            _add(both, self._without_secrets(graph))
            recording = Recording(site=self.site, made_by=__version__, graph=both)
            half = self.path.with_suffix(".half")
            half.write_bytes(pack(recording, lambda text: text))
            half.replace(self.path)
            stat = self.path.stat()
            self._seen = (stat.st_mtime_ns, stat.st_size)

    def _without_secrets(self, graph: SiteGraph) -> SiteGraph:
        fit = SiteGraph()
        for state, reply in graph.loads.items():
            if self._is_fit(state, (state, reply)):
                fit.add_load(state, reply)
        for edge, reply in graph.edges.items():
            if self._is_fit(edge, (edge, reply)):
                fit.add_edge(*edge, reply)
        return fit

    def _is_fit(self, key: object, value: object) -> bool:
        if key not in self._fit:
            self._fit[key] = redacted(value, self.redact) == value
        return self._fit[key]


def _add(graph: SiteGraph, seen: SiteGraph) -> None:
    """What was seen first stands."""
    for state, reply in seen.loads.items():
        graph.add_load(state, reply)
    for (state, action), reply in seen.edges.items():
        graph.add_edge(state, action, reply)


@contextmanager
def _locked(path: Path) -> Iterator[IO[bytes]]:
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # it goes with the process that holds it
        yield file


@asynccontextmanager
async def standing(
    order: Order, stop: asyncio.Event, shared: Path | None = None, noted: Noted = lambda _result, _here: None
) -> AsyncIterator[Ask]:
    """Asks the questions of ``order``, each when it is handed in. ``shared`` is the file of a recording that
    other processes read and write, too; ``noted`` hears of every result as it was before its diagnosis.
    Raises what :func:`run_order` raises.
    """
    redact = discreet_redactor(order.secrets, order.settings.storage_state)
    with discretion(redact):
        order = staged(order)
        questions = {scenario.id: scenario for scenario in order.scenarios}
        recording = SharedRecording(path=shared, site=order.site, redact=redact) if shared else None
        with bounded_graph(order.settings) as (graph, _):
            async with at_site(order, graph) as here:

                async def ask(scenario: Scenario) -> QuestionResult:
                    if recording is not None:
                        recording.take_in(graph)
                    heard = _Heard(here.kit.diagnose)
                    kit = replace(here.kit, diagnose=heard if here.kit.diagnose else None)
                    result = await _asked(questions[scenario.id], kit, order, stop)
                    if recording is not None:
                        recording.put_in(graph)
                    noted(redacted(heard.plain or result, redact), here)
                    return redacted(result, redact)

                yield ask


@dataclass(slots=True)
class _Heard:
    """A diagnosis that remembers what it was handed: that of a whole session sees more than this one."""

    inner: Diagnose | None
    plain: QuestionResult | None = None

    async def diagnose(self, results: Sequence[QuestionResult]) -> tuple[QuestionResult, ...]:
        assert self.inner is not None  # noqa: S101 -- only then is it put in its place
        (self.plain,) = results
        return await self.inner.diagnose(results)


async def _asked(scenario: Scenario, kit: Toolkit, order: Order, stop: asyncio.Event) -> QuestionResult:
    (result,), _ = await ask_all((scenario,), kit, _nobody, stop, order.settings.timeouts.run_s)
    return result


def _nobody(_event: Event) -> None:
    """Who hears of a question that is asked alone waits for its result."""


@dataclass(slots=True, eq=False)
class Stand:
    """A :func:`standing` browser in a thread of its own, for as long as the block lasts."""

    order: Order
    shared: Path | None = None
    noted: Noted = lambda _result, _here: None
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _ready: Future[Ask] = field(default_factory=Future)
    _over: asyncio.Event = field(default_factory=asyncio.Event)
    _thread: threading.Thread | None = None

    def open(self) -> Stand:
        """Start the browser. Raises UserError and MissingToolError for what a person can mend."""
        self._thread = threading.Thread(target=self._run, name="selfserve-check", daemon=True)
        self._thread.start()
        self._ready.result()
        return self

    def ask(self, scenario: Scenario) -> QuestionResult:
        """The result of one question of the order."""
        asking = self._ready.result()(scenario)
        return asyncio.run_coroutine_threadsafe(_awaited(asking), self._loop).result()

    def close(self) -> None:
        """End the browser. Closing twice does nothing."""
        if self._thread is None or not self._thread.is_alive():
            return
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(_CLOSE_S)

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._stand())
        except BaseException as error:  # noqa: BLE001 -- told to whoever waits in the other thread
            if not self._ready.done():
                self._ready.set_exception(error)
        finally:
            self._loop.close()

    async def _stand(self) -> None:
        async with standing(self.order, self._over, self.shared, self.noted) as ask:
            self._ready.set_result(ask)
            await self._over.wait()


async def _awaited(asking: Awaitable[QuestionResult]) -> QuestionResult:
    return await asking


def asked_aside(order: Order) -> QuestionResult:
    """The result of the one question of ``order``, asked with a browser of its own. Raises what the run
    raises."""
    if len(order.scenarios) != 1:
        raise UserError("one question at a time")
    return aside(lambda: run_order(order, _nobody, asyncio.Event())).run.results[0]


def aside(work: Callable[[], Coroutine[None, None, T]]) -> T:
    """What ``work`` gives, done in a thread of its own: where the caller's thread drives a browser already,
    no other loop can run in it. Raises what ``work`` raises."""
    answer: Future[T] = Future()

    def run() -> None:
        try:
            answer.set_result(asyncio.run(work()))
        except BaseException as error:  # noqa: BLE001 -- told to whoever waits in the other thread
            answer.set_exception(error)

    threading.Thread(target=run, name="selfserve-check-aside", daemon=True).start()
    return answer.result()
