"""Gets a browser onto a machine that has none: Playwright's own, else the distribution's.

``doctor --install`` is the one command that runs this. Commands are shown before they run, their output is
shown as it comes, and each has a time limit.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# Without fonts Chromium draws boxes for letters; these two cover Latin, Greek and Cyrillic.
# Playwright's driver needs libatomic, which a minimal Debian lacks and Chromium does not bring.
FONT_PACKAGES = ("fonts-dejavu-core", "fonts-liberation")
APT_PACKAGES = ("chromium", "libatomic1", *FONT_PACKAGES)
# Draws the same pages in about half the time (bench/speed), and has no windows. Not every release has it.
APT_SHELL_PACKAGES = ("chromium-headless-shell", "libatomic1", *FONT_PACKAGES)
_DOWNLOAD_S = 900.0
_STALL_S = 120.0
_APT_S = 1200.0
_STOP_S = 10.0
_LINE_MAX = 1 << 20
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_APT_LIKE = frozenset({"debian", "ubuntu"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command to run. ``silence_s`` ends it when it has printed nothing for so long."""

    words: tuple[str, ...]
    environ: tuple[tuple[str, str], ...] = ()
    limit_s: float
    silence_s: float

    def __str__(self) -> str:
        return " ".join((*(f"{key}={value}" for key, value in self.environ), *self.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended: ``problem`` is "" when it did what it should."""

    command: Command
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """Every step of this way went well."""

    steps: tuple[Ended, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotInstalled:
    """No way worked; ``message`` says what was tried and what a person can do."""

    steps: tuple[Ended, ...]
    message: str


Run = Callable[[Command, Callable[[str], None]], Ended]


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """What decides which ways there are. ``distribution`` holds ID and ID_LIKE of os-release."""

    platform: str = sys.platform
    is_root: bool = False
    distribution: frozenset[str] = frozenset()
    python: str = sys.executable

    @property
    def has_apt(self) -> bool:
        return self.platform == "linux" and bool(self.distribution & _APT_LIKE)


def this_system() -> System:
    """The machine that runs this."""
    return System(
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        distribution=_distribution(Path("/etc/os-release")),
    )


def _distribution(release: Path) -> frozenset[str]:
    try:
        lines = release.read_text(encoding="utf-8").splitlines()
    except OSError:
        return frozenset()
    pairs = (line.partition("=") for line in lines)
    words = (value.strip("\"'") for key, _, value in pairs if key in ("ID", "ID_LIKE"))
    return frozenset(word for text in words for word in text.lower().split())


def install_browser(
    system: System,
    works: Callable[[], bool],
    say: Callable[[str], None],
    run: Run | None = None,
) -> Installed | NotInstalled:
    """Try each way that this system has, in order, until ``works()`` says that a browser starts.

    ``say`` gets every line for people; ``run`` runs one command (default: a real process).
    Playwright's download alone is often not enough on a bare machine: the system libraries that it needs
    come with the distribution's package.
    """
    done: list[Ended] = []
    for way in ways(system):
        steps = run_all(way, say, run)
        done.extend(steps)
        if not steps[-1].problem and works():
            return Installed(steps=tuple(done))
    return NotInstalled(steps=tuple(done), message=_advice(system))


def run_all(commands: tuple[Command, ...], say: Callable[[str], None], run: Run | None = None) -> list[Ended]:
    """Run ``commands`` one after another until one has a problem; how each ended."""
    done: list[Ended] = []
    for command in commands:
        say(f"$ {command}")
        done.append((run or run_shown)(command, say))
        if done[-1].problem:
            say(done[-1].problem)
            break
    return done


def ways(system: System) -> tuple[tuple[Command, ...], ...]:
    """The ways to a browser that this system has, each a sequence of commands."""
    download = Command(
        words=(system.python, "-m", "playwright", "install", "chromium"),
        # Milliseconds. Five tries at a server out of reach must not take all evening.
        environ=(("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "15000"),),
        limit_s=_DOWNLOAD_S,
        silence_s=_STALL_S,
    )
    if not (system.has_apt and system.is_root):
        return ((download,),)
    return ((download,), apt_install(APT_SHELL_PACKAGES), apt_install(APT_PACKAGES))


def apt_install(packages: tuple[str, ...]) -> tuple[Command, ...]:
    """What installs ``packages`` on Debian or Ubuntu, as root."""
    quiet = (("DEBIAN_FRONTEND", "noninteractive"),)
    # Another package manager may be at work on a fresh machine: wait for it instead of failing.
    locked = ("-o", "DPkg::Lock::Timeout=300")
    # What is there already is not replaced under a run that uses it.
    options = ("-y", "--no-install-recommends", "--no-upgrade")
    update = ("apt-get", *locked, "update")
    install = ("apt-get", *locked, "install", *options, *packages)
    return tuple(
        Command(words=words, environ=quiet, limit_s=_APT_S, silence_s=_APT_S) for words in (update, install)
    )


def _advice(system: System) -> str:
    manual = "install Chrome, Chromium or Edge by hand, or name one in SELFSERVE_BROWSER__EXECUTABLE"
    if system.has_apt and not system.is_root:
        packages = " ".join(APT_PACKAGES)
        return f"no browser could be installed; as root: apt-get install {packages}; or {manual}"
    return f"no browser could be installed; {manual}"


def run_shown(command: Command, say: Callable[[str], None]) -> Ended:
    """Run ``command``, hand each line it prints to ``say``, and end it at its limits."""
    return asyncio.run(_run(command, say))


async def _run(command: Command, say: Callable[[str], None]) -> Ended:
    try:
        process = await asyncio.create_subprocess_exec(
            *command.words,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={**os.environ, **dict(command.environ)},
            limit=_LINE_MAX,
            start_new_session=True,
        )
    except OSError as error:
        return Ended(command=command, problem=f"{command.words[0]} did not start: {error.strerror}")
    try:
        problem = await _watched(process, command, say)
    finally:
        await _end(process)
    return Ended(command=command, problem=problem)


async def _watched(process: Process, command: Command, say: Callable[[str], None]) -> str:
    """Pass its lines on until it ends; what went wrong, or ""."""
    name = command.words[0].rpartition("/")[2]
    loop = asyncio.get_running_loop()
    deadline = loop.time() + command.limit_s
    assert process.stdout is not None  # noqa: S101 - it was asked for above; tells mypy
    while True:
        patience = min(command.silence_s, deadline - loop.time())
        try:
            async with asyncio.timeout(patience):
                line = await process.stdout.readline()
        except TimeoutError:
            over = loop.time() >= deadline
            return (
                f"{name} took over {command.limit_s:g} s" if over else f"{name} was silent for {patience:g} s"
            )
        except ValueError:
            return f"{name} printed a line without an end"
        if not line:
            break
        say(_COLOURS.sub("", line.decode("utf-8", "replace")).rstrip())
    code = await process.wait()
    return f"{name} ended with {code}" if code else ""


async def _end(process: Process) -> None:
    """Ask it and what it started to stop, then make them."""
    for name in ("SIGTERM", "SIGKILL"):
        if process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, getattr(signal, name))
        with suppress(TimeoutError):
            async with asyncio.timeout(_STOP_S):
                await process.wait()
