"""``selfserve-check doctor``: what this machine has, what it lacks, and the one command that mends it."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.cli.common import COULD_NOT_ASK
from selfserve_check.cli.options import Config
from selfserve_check.errors import SelfserveError, UserError
from selfserve_check.language.redact import Redactor

if TYPE_CHECKING:
    from selfserve_check.browser.find import FoundBrowser
    from selfserve_check.browser.install import System
    from selfserve_check.settings import Settings

_REDACT = Redactor()
MEND = "selfserve-check doctor --install"
_PYTHON_MIN = (3, 11)
_FONT_ENDINGS = frozenset({".ttf", ".otf", ".ttc"})
_NAME_ANOTHER = "correct or remove browser.executable (or SELFSERVE_BROWSER__EXECUTABLE)"


class Level(StrEnum):
    """``LACKS`` makes the tool unusable; ``NOTE`` is worth knowing."""

    OK = "ok"
    NOTE = "note"
    LACKS = "lacks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the list. ``mend`` is a command or an act, "" where there is nothing to do."""

    name: str
    level: Level
    text: str
    mend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A browser that was started and ended again. ``notes`` are the pool's (its sandbox)."""

    browser: FoundBrowser
    version: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotStarted:
    """There is no browser, or it does not start; ``why`` says which. Nothing is installed over a browser
    that the user named: then ``mend`` is to name another."""

    why: str
    mend: str = MEND


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="doctor")(doctor)


def doctor(
    url: Annotated[
        str | None,
        typer.Argument(help="Open this page once, and say what would stand in a run's way.", metavar="[URL]"),
    ] = None,
    install: Annotated[bool, typer.Option("--install", help="Install what is missing.")] = False,
    config: Config = None,
) -> None:
    """Say what this machine has for a run, what is missing, and the one command that mends it.

    Exits with 0 when runs are possible, and with 2 when they are not. With a URL: what robots.txt, walls, a
    log-in, consent and blocked requests will do to a run there; 3 when nothing could be asked.

    Example: selfserve-check doctor --install
    """
    if url is not None:
        _look_at(url, config)
        return
    lines, usable = examine(os.environ)
    if install and any(line.mend == MEND for line in lines):
        _mend(os.environ)
        lines, usable = examine(os.environ)
    show(lines)
    if not usable:
        raise typer.Exit(2)


def _look_at(url: str, config: Path | None) -> None:
    from selfserve_check.cli.doctor_site import is_askable, look_at  # it knows this file

    lines = look_at(url, config)
    show(lines)
    if not is_askable(lines):
        raise typer.Exit(COULD_NOT_ASK)


def show(lines: tuple[Line, ...]) -> None:
    from selfserve_check.report.text import one_line  # see _settings

    for line in lines:
        typer.echo(f"{line.level.value:<6}{line.name:<12}{one_line(_REDACT(line.text), chars_max=600)}")
    for mend in sorted({line.mend for line in lines if line.mend}):
        typer.echo(f"To mend it: {one_line(_REDACT(mend), chars_max=600)}")


def examine(environ: Mapping[str, str]) -> tuple[tuple[Line, ...], bool]:
    """Everything there is to say, and whether runs are possible. Starts the browser once."""
    settings, trouble = _settings(environ)
    started = _start_once(settings, environ)
    lines = (
        _python_line(sys.version_info[:3]),
        _playwright_line(),
        *trouble,
        browser_line(started),
        *sandbox_lines(started),
        _fonts_line(),
        _languages_line(),
        output_line(settings.output.folder if settings else Path("reports")),
    )
    return lines, all(line.level is not Level.LACKS for line in lines)


def _settings(environ: Mapping[str, str]) -> tuple[Settings | None, tuple[Line, ...]]:
    from selfserve_check.settings import read_settings  # pydantic loads late, so that --help is quick

    try:
        return read_settings(None, environ, need_secrets=False).settings, ()
    except UserError as error:
        line = Line(name="settings", level=Level.LACKS, text=str(error), mend="correct the lines named above")
        return None, (line,)


def _python_line(found: tuple[int, ...]) -> Line:
    text = f"{'.'.join(map(str, found))} on {platform.system()} {platform.machine()} ({sys.executable})"
    if found >= _PYTHON_MIN:
        return Line(name="python", level=Level.OK, text=text)
    return Line(name="python", level=Level.LACKS, text=f"{text}; 3.11 is needed", mend="install Python 3.11")


def _playwright_line() -> Line:
    try:
        return Line(name="playwright", level=Level.OK, text=version("playwright"))
    except PackageNotFoundError:
        return Line(
            name="playwright", level=Level.LACKS, text="is not installed", mend="pip install selfserve-check"
        )


def _start_once(settings: Settings | None, environ: Mapping[str, str]) -> Started | NotStarted:
    """Find the browser that a run would use, start it, and end it again."""
    import asyncio  # see _settings

    from selfserve_check.browser.find import BrowserKind, BrowserMissing, find_browser  # see _settings

    named = settings.browser.executable if settings else None
    headless = settings.browser.headless if settings else True
    try:
        found = find_browser(str(named) if named else None, environ, headless=headless)
    except UserError as error:
        return NotStarted(why=str(error), mend=_NAME_ANOTHER)
    if isinstance(found, BrowserMissing):
        return NotStarted(why="none found; looked for " + ", ".join(found.looked_for))
    sandbox = settings.browser.sandbox if settings else "auto"
    try:
        return asyncio.run(_start(found, sandbox=sandbox, headless=headless))
    except SelfserveError as error:
        mend = _NAME_ANOTHER if found.kind is BrowserKind.GIVEN else MEND
        return NotStarted(why=str(error), mend=mend)


async def _start(found: FoundBrowser, *, sandbox: str, headless: bool) -> Started:
    from selfserve_check.browser.launch import BrowserPool, LaunchOptions, Sandbox  # see _settings

    options = LaunchOptions(executable=found.path, headless=headless, sandbox=Sandbox(sandbox))
    async with BrowserPool(options) as pool:
        return Started(browser=found, version=pool.version, notes=pool.notes)


def browser_line(started: Started | NotStarted) -> Line:
    """The browser that a run would use."""
    if isinstance(started, NotStarted):
        return Line(name="browser", level=Level.LACKS, text=started.why, mend=started.mend)
    found = started.browser
    return Line(name="browser", level=Level.OK, text=f"{started.version}, {found.how}: {found.path}")


def sandbox_lines(started: Started | NotStarted) -> tuple[Line, ...]:
    """Whether Chromium's sandbox is on; nothing where no browser started."""
    if isinstance(started, NotStarted):
        return ()
    if not started.notes:
        return (Line(name="sandbox", level=Level.OK, text="on"),)
    return tuple(Line(name="sandbox", level=Level.NOTE, text=note) for note in started.notes)


def _fonts_line() -> Line:
    if sys.platform != "linux":
        return Line(name="fonts", level=Level.OK, text="those of the system")
    home = Path.home()
    return fonts_line(
        (
            Path("/usr/share/fonts"),
            Path("/usr/local/share/fonts"),
            home / ".fonts",
            home / ".local/share/fonts",
        )
    )


def fonts_line(folders: tuple[Path, ...]) -> Line:
    """Whether there is a font to draw pictures with; without one letters become boxes."""
    for folder in folders:
        if any(path.suffix.lower() in _FONT_ENDINGS for path in folder.rglob("*")):
            return Line(name="fonts", level=Level.OK, text=f"found in {folder}")
    return Line(name="fonts", level=Level.NOTE, text="none found: pictures would show boxes", mend=MEND)


def _languages_line() -> Line:
    from selfserve_check.language import multilingual  # numpy loads late, so that --help is quick

    return languages_line(multilingual.installed())


def languages_line(release: str) -> Line:
    """In which languages texts are compared by meaning, with this ``release`` of the optional package."""
    from selfserve_check.language.multilingual import INSTALL, LANGUAGES, PACKAGE  # see _languages_line

    others = ", ".join(sorted(LANGUAGES))
    if release:
        return Line(
            name="languages", level=Level.OK, text=f"meanings in en; in {others} by {PACKAGE} {release}"
        )
    text = f"meanings in en only; pages in other languages are read by their words ({INSTALL} adds {others})"
    return Line(name="languages", level=Level.NOTE, text=text)


def output_line(folder: Path) -> Line:
    """Whether a run could write its report."""
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if existing.is_dir() and os.access(existing, os.W_OK):
        return Line(name="output", level=Level.OK, text=f"reports go to {folder}")
    mend = "set output.folder (or SELFSERVE_OUTPUT__FOLDER) to a folder that you may write to"
    return Line(name="output", level=Level.LACKS, text=f"cannot write to {folder}", mend=mend)


def _mend(environ: Mapping[str, str]) -> None:
    """Install the browser, the fonts, or both: whatever is missing and can be had."""
    from selfserve_check.browser.install import NotInstalled, install_browser, this_system  # see _settings

    settings, _ = _settings(environ)
    system = this_system()

    def works() -> bool:
        return isinstance(_start_once(settings, environ), Started)

    if not works():
        result = install_browser(system, works, typer.echo)
        if isinstance(result, NotInstalled):
            typer.echo(result.message, err=True)
    if _fonts_line().level is not Level.OK:
        _install_fonts(system)


def _install_fonts(system: System) -> None:
    from selfserve_check.browser.install import FONT_PACKAGES, apt_install, run_all  # see _settings

    if system.has_apt and system.is_root:
        run_all(apt_install(FONT_PACKAGES), typer.echo)
    else:
        typer.echo("Fonts have to be installed by hand: DejaVu or Liberation, say.", err=True)
