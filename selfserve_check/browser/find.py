"""Finds a browser that is already on this machine, without starting one.

The order is the contract (README, ``doctor``): what the user named, Playwright's own headless shell or
Chromium, then an installed chromium-headless-shell, Chrome, Chromium or Edge. A headless shell draws the same
pages in half the time (bench/speed); it is passed over where windows are to be shown. Nothing is downloaded
here: see ``install``.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Protocol

from selfserve_check.errors import UserError

ENVIRONMENT_KEY = "SELFSERVE_BROWSER__EXECUTABLE"
MEND_COMMAND = "selfserve-check doctor --install"


class BrowserKind(StrEnum):
    """Which program it is, as far as its place tells."""

    CHROMIUM = "chromium"
    CHROME = "chrome"
    HEADLESS_SHELL = "headless_shell"
    EDGE = "edge"
    GIVEN = "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBrowser:
    """A program to start. ``how`` is a phrase for people: who named it or where it was found."""

    path: Path
    kind: BrowserKind
    how: str
    headless_shell: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserMissing:
    """No browser here. ``looked_for`` names what was tried, in order; ``mend`` is the command to run."""

    looked_for: tuple[str, ...]
    mend: str = MEND_COMMAND

    @property
    def message(self) -> str:
        looked = "; ".join(self.looked_for)
        return f"no browser found (looked for: {looked}). Run: {self.mend}"


class Probe(Protocol):
    """What ``find_browser`` asks of the machine. ``platform`` is as ``sys.platform`` gives it."""

    @property
    def platform(self) -> str: ...

    @property
    def home(self) -> str: ...

    @property
    def playwright_folder(self) -> str:
        """The folder of the installed Playwright driver package, or "" when there is none."""
        ...

    def is_program(self, path: str) -> bool: ...

    def which(self, name: str) -> str | None: ...

    def playwright_revisions(self) -> Mapping[str, str]:
        """Browser name to build number, as the installed Playwright wants it."""
        ...


def find_browser(
    setting: str | None,
    environ: Mapping[str, str],
    probe: Probe | None = None,
    *,
    headless: bool = True,
) -> FoundBrowser | BrowserMissing:
    """The first browser in the order of this module.

    ``setting`` is a path or a program name (the setting ``browser.executable``, already merged with flags);
    ``environ`` gives ``SELFSERVE_BROWSER__EXECUTABLE`` where there is no setting, and the folders of this
    user. Without ``headless``, headless shells (which have no window) are left out.
    Raises UserError when the browser that the user named is not there: another one must not step in.
    """
    machine = probe or ThisMachine()
    given = _given(setting, environ, machine)
    if given is not None:
        return given
    looked_for: list[str] = []
    for search in _searches(environ, machine):
        if search.headless_shell and not headless:
            continue
        looked_for.append(search.name)
        path = search.first(machine)
        if path is not None:
            return FoundBrowser(
                path=Path(path), kind=search.kind, how=search.how, headless_shell=search.headless_shell
            )
    return BrowserMissing(looked_for=tuple(looked_for))


def _given(setting: str | None, environ: Mapping[str, str], probe: Probe) -> FoundBrowser | None:
    named_by = f"browser.executable (or {ENVIRONMENT_KEY})" if setting else ENVIRONMENT_KEY
    name = (setting or environ.get(ENVIRONMENT_KEY, "")).strip()
    if not name:
        return None
    path = _resolve(name, probe)
    if path is None:
        raise UserError(
            f"{named_by} names {name!r}, which is not a program on this machine; "
            f"correct it, or remove it so that a browser is looked for"
        )
    shell = "headless-shell" in PurePath(path).name or "headless_shell" in PurePath(path).name
    how = f"named by {named_by}"
    return FoundBrowser(path=Path(path), kind=BrowserKind.GIVEN, how=how, headless_shell=shell)


def _resolve(name: str, probe: Probe) -> str | None:
    """A path as it stands (``~`` is the home folder), a bare name by PATH."""
    if name.startswith("~"):
        name = probe.home + name[1:]
    if "/" in name or "\\" in name:
        return name if probe.is_program(name) else None
    return probe.which(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """One entry of the order: ``paths`` are tried before ``names`` (looked up on PATH)."""

    name: str
    kind: BrowserKind
    how: str
    paths: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    headless_shell: bool = False

    def first(self, probe: Probe) -> str | None:
        for path in self.paths:
            if probe.is_program(path):
                return path
        on_path = (probe.which(name) for name in self.names)
        return next((path for path in on_path if path is not None and not _is_snap(path)), None)


def _is_snap(path: str) -> bool:
    """A snap's browser cannot see the profile folder that Playwright makes for it in /tmp."""
    return path.startswith("/snap/")


def _searches(environ: Mapping[str, str], probe: Probe) -> Iterator[_Search]:
    shell = _playwright_paths("chromium-headless-shell", _SHELL_TAILS, environ, probe)
    yield _Search(
        name="Playwright's own headless shell",
        kind=BrowserKind.HEADLESS_SHELL,
        how="Playwright's own headless shell",
        paths=shell,
        headless_shell=True,
    )
    full = _playwright_paths("chromium", _CHROMIUM_TAILS, environ, probe)
    yield _Search(
        name="Playwright's own Chromium",
        kind=BrowserKind.CHROMIUM,
        how="Playwright's own Chromium",
        paths=full,
    )
    for installed in _INSTALLED:
        yield installed.search(environ, probe)


_SHELL_TAILS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "linux": (
        ("chrome-headless-shell-linux64", "chrome-headless-shell"),
        ("chrome-headless-shell-linux-arm64", "chrome-headless-shell"),
        ("chrome-linux", "headless_shell"),
    ),
    "darwin": (
        ("chrome-headless-shell-mac-arm64", "chrome-headless-shell"),
        ("chrome-headless-shell-mac-x64", "chrome-headless-shell"),
        ("chrome-mac", "headless_shell"),
    ),
    "win32": (
        ("chrome-headless-shell-win64", "chrome-headless-shell.exe"),
        ("chrome-win", "headless_shell.exe"),
    ),
}

_MAC_TESTING = ("Google Chrome for Testing.app", "Contents", "MacOS", "Google Chrome for Testing")

_CHROMIUM_TAILS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "linux": (
        ("chrome-linux64", "chrome"),
        ("chrome-linux-arm64", "chrome"),
        ("chrome-linux", "chrome"),
    ),
    "darwin": (
        ("chrome-mac-arm64", *_MAC_TESTING),
        ("chrome-mac-x64", *_MAC_TESTING),
        ("chrome-mac", "Chromium.app", "Contents", "MacOS", "Chromium"),
    ),
    "win32": (("chrome-win64", "chrome.exe"), ("chrome-win", "chrome.exe")),
}


def _playwright_paths(
    name: str,
    tails: Mapping[str, tuple[tuple[str, ...], ...]],
    environ: Mapping[str, str],
    probe: Probe,
) -> tuple[str, ...]:
    """Where the installed Playwright would put its browser ``name``, in every layout it has used."""
    revision = probe.playwright_revisions().get(name)
    if revision is None:
        return ()
    registry = _playwright_registry(environ, probe)
    folder = registry / f"{name.replace('-', '_')}-{revision}"
    return tuple(str(folder.joinpath(*tail)) for tail in tails.get(probe.platform, ()))


def _playwright_registry(environ: Mapping[str, str], probe: Probe) -> PurePath:
    pure = _pure(probe)
    named = environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if named == "0":
        return pure(probe.playwright_folder) / ".local-browsers"
    if named:
        return pure(named)
    home = pure(probe.home)
    if probe.platform == "win32":
        return pure(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "ms-playwright"
    if probe.platform == "darwin":
        return home / "Library" / "Caches" / "ms-playwright"
    return pure(environ.get("XDG_CACHE_HOME") or home / ".cache") / "ms-playwright"


def _pure(probe: Probe) -> Callable[[str | PurePath], PurePath]:
    return PureWindowsPath if probe.platform == "win32" else PurePosixPath


@dataclass(frozen=True, slots=True, kw_only=True)
class _Installed:
    """Where an installed browser usually lies. ``windows`` is below each Program Files folder."""

    name: str
    kind: BrowserKind
    linux: tuple[str, ...] = ()
    mac: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def search(self, environ: Mapping[str, str], probe: Probe) -> _Search:
        places: Mapping[str, Sequence[str]] = {
            "linux": self.linux,
            "darwin": (*self.mac, *(f"{probe.home}{path}" for path in self.mac)),
            "win32": _below_program_files(self.windows, environ),
        }
        return _Search(
            name=self.name,
            kind=self.kind,
            how=f"installed {self.name}",
            paths=tuple(places.get(probe.platform, ())),
            names=self.names,
            headless_shell=self.kind is BrowserKind.HEADLESS_SHELL,
        )


def _below_program_files(tails: tuple[str, ...], environ: Mapping[str, str]) -> tuple[str, ...]:
    keys = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
    roots = [environ[key] for key in keys if environ.get(key)]
    return tuple(str(PureWindowsPath(root, tail)) for tail in tails for root in roots)


_INSTALLED = (
    _Installed(
        name="chromium-headless-shell",
        kind=BrowserKind.HEADLESS_SHELL,
        names=("chromium-headless-shell", "chrome-headless-shell", "headless_shell"),
        linux=("/usr/bin/chromium-headless-shell", "/usr/lib/chromium/headless_shell"),
    ),
    _Installed(
        name="Chrome",
        kind=BrowserKind.CHROME,
        names=("google-chrome", "google-chrome-stable", "chrome"),
        linux=("/opt/google/chrome/chrome",),
        mac=("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",),
        windows=(r"Google\Chrome\Application\chrome.exe",),
    ),
    _Installed(
        name="Chromium",
        kind=BrowserKind.CHROMIUM,
        names=("chromium", "chromium-browser"),
        linux=("/usr/bin/chromium", "/usr/lib/chromium/chromium"),
        mac=("/Applications/Chromium.app/Contents/MacOS/Chromium",),
        windows=(r"Chromium\Application\chrome.exe",),
    ),
    _Installed(
        name="Edge",
        kind=BrowserKind.EDGE,
        names=("microsoft-edge", "microsoft-edge-stable", "msedge"),
        linux=("/opt/microsoft/msedge/msedge",),
        mac=("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",),
        windows=(r"Microsoft\Edge\Application\msedge.exe",),
    ),
)

_STUB_BYTES_MAX = 64_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ThisMachine:
    """The real ``Probe``: reads the file system, starts nothing."""

    platform: str = sys.platform
    home: str = str(Path.home())

    @property
    def playwright_folder(self) -> str:
        spec = importlib.util.find_spec("playwright")
        if spec is None or spec.origin is None:
            return ""
        return str(Path(spec.origin).parent / "driver" / "package")

    def is_program(self, path: str) -> bool:
        return Path(path).is_file() and os.access(path, os.X_OK) and not _is_snap_stub(Path(path))

    def which(self, name: str) -> str | None:
        found = shutil.which(name)
        return found if found is not None and self.is_program(found) else None

    def playwright_revisions(self) -> Mapping[str, str]:
        table = Path(self.playwright_folder) / "browsers.json"
        if not self.playwright_folder or not table.is_file():
            return {}
        browsers = json.loads(table.read_text(encoding="utf-8"))["browsers"]
        return {str(browser["name"]): str(browser["revision"]) for browser in browsers}


def _is_snap_stub(path: Path) -> bool:
    """Ubuntu's ``chromium-browser`` package is a script that only says to install the snap."""
    if path.stat().st_size > _STUB_BYTES_MAX:
        return False
    head = path.read_bytes()
    return head.startswith(b"#!") and b"/snap/bin/" in head
