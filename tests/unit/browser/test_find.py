"""Which browser is taken, as a table of literal machines: no file system, no browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from selfserve_check.browser.find import (
    BrowserKind,
    BrowserMissing,
    FoundBrowser,
    ThisMachine,
    find_browser,
)
from selfserve_check.errors import UserError

OWN_SHELL = (
    "/home/ada/.cache/ms-playwright/chromium_headless_shell-7"
    "/chrome-headless-shell-linux64/chrome-headless-shell"
)
OWN_CHROMIUM = "/home/ada/.cache/ms-playwright/chromium-7/chrome-linux64/chrome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A machine written down: ``programs`` are paths, ``on_path`` maps a name to one of them."""

    programs: frozenset[str] = frozenset()
    on_path: Mapping[str, str] = field(default_factory=dict)
    platform: str = "linux"
    home: str = "/home/ada"
    playwright_folder: str = "/venv/playwright/driver/package"

    def is_program(self, path: str) -> bool:
        return path in self.programs

    def which(self, name: str) -> str | None:
        return self.on_path.get(name)

    def playwright_revisions(self) -> Mapping[str, str]:
        return {"chromium": "7", "chromium-headless-shell": "7"}


def found(
    machine: Machine, environ: Mapping[str, str] | None = None, *, headless: bool = True
) -> FoundBrowser:
    browser = find_browser(None, environ or {}, machine, headless=headless)
    assert isinstance(browser, FoundBrowser)
    return browser


FULL = Machine(
    programs=frozenset({OWN_SHELL, OWN_CHROMIUM, "/opt/google/chrome/chrome", "/usr/bin/chromium"}),
    on_path={
        "chromium": "/usr/bin/chromium",
        "chromium-headless-shell": "/usr/bin/chromium-headless-shell",
        "microsoft-edge": "/usr/bin/microsoft-edge",
    },
)


def without(machine: Machine, *paths: str) -> Machine:
    return Machine(
        programs=machine.programs - set(paths),
        on_path={name: path for name, path in machine.on_path.items() if path not in paths},
    )


def test_the_order_is_playwright_shell_chrome_chromium_edge() -> None:
    """Taking away what is found each time shows the whole order, down to nothing."""
    machine, order = FULL, list[str]()
    while isinstance(browser := find_browser(None, {}, machine), FoundBrowser):
        order.append(str(browser.path))
        machine = without(machine, str(browser.path))
    assert order == [
        OWN_SHELL,
        OWN_CHROMIUM,
        "/usr/bin/chromium-headless-shell",
        "/opt/google/chrome/chrome",
        "/usr/bin/chromium",
        "/usr/bin/microsoft-edge",
    ]


def test_the_setting_beats_the_environment_which_beats_the_search() -> None:
    """A browser that the user names is taken, and it is said who named it."""
    machine = Machine(programs=FULL.programs | {"/a/chrome", "/b/chrome"}, on_path=FULL.on_path)
    environ = {"SELFSERVE_BROWSER__EXECUTABLE": "/b/chrome"}
    by_setting = find_browser("/a/chrome", environ, machine)
    by_environment = find_browser(None, environ, machine)
    assert by_setting == FoundBrowser(
        path=Path("/a/chrome"),
        kind=BrowserKind.GIVEN,
        how="named by browser.executable (or SELFSERVE_BROWSER__EXECUTABLE)",
    )
    assert by_environment == FoundBrowser(
        path=Path("/b/chrome"), kind=BrowserKind.GIVEN, how="named by SELFSERVE_BROWSER__EXECUTABLE"
    )


@pytest.mark.parametrize("name", ["/nowhere/chrome", "no-such-browser", "~/chrome"])
def test_a_browser_that_was_named_and_is_not_there_is_an_error(name: str) -> None:
    """Another browser never steps in for the one that was asked for."""
    with pytest.raises(UserError, match=r"browser\.executable .* is not a program on this machine"):
        find_browser(name, {}, FULL)


def test_a_name_is_looked_up_on_the_path_and_a_tilde_is_home() -> None:
    """``chromium`` and ``~/bin/shell`` are understood as a shell understands them."""
    machine = Machine(programs=frozenset({"/home/ada/chrome-headless-shell"}), on_path=FULL.on_path)
    by_name = find_browser("chromium", {}, machine)
    by_home = find_browser("~/chrome-headless-shell", {}, machine)
    assert isinstance(by_name, FoundBrowser)
    assert by_name.path == Path("/usr/bin/chromium")
    assert isinstance(by_home, FoundBrowser)
    assert (by_home.path, by_home.headless_shell) == (Path("/home/ada/chrome-headless-shell"), True)


def test_a_window_needs_a_browser_that_has_one() -> None:
    """Headless shells are passed over when windows are to be shown."""
    assert found(FULL, headless=False).path == Path(OWN_CHROMIUM)
    only_shell = Machine(on_path={"chromium-headless-shell": "/usr/bin/chromium-headless-shell"})
    assert found(only_shell).headless_shell
    assert isinstance(find_browser(None, {}, only_shell, headless=False), BrowserMissing)


@pytest.mark.parametrize(
    ("environ", "root"),
    [
        ({"PLAYWRIGHT_BROWSERS_PATH": "/srv/browsers"}, "/srv/browsers"),
        ({"PLAYWRIGHT_BROWSERS_PATH": "0"}, "/venv/playwright/driver/package/.local-browsers"),
        ({"XDG_CACHE_HOME": "/caches"}, "/caches/ms-playwright"),
    ],
)
def test_playwrights_folder_may_be_elsewhere(environ: Mapping[str, str], root: str) -> None:
    """Playwright's own environment variables move its browsers."""
    path = f"{root}/chromium-7/chrome-linux64/chrome"
    browser = found(Machine(programs=frozenset({path})), environ)
    assert (browser.path, browser.kind) == (Path(path), BrowserKind.CHROMIUM)


def test_another_build_of_playwrights_browser_does_not_count() -> None:
    """A Chromium left by an older Playwright is not the one that this Playwright drives."""
    old = OWN_CHROMIUM.replace("chromium-7", "chromium-6")
    assert isinstance(find_browser(None, {}, Machine(programs=frozenset({old}))), BrowserMissing)


@pytest.mark.parametrize(
    ("machine", "environ", "kind"),
    [
        (
            Machine(
                platform="darwin",
                home="/Users/ada",
                programs=frozenset({"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"}),
            ),
            {},
            BrowserKind.CHROME,
        ),
        (
            Machine(
                platform="darwin",
                home="/Users/ada",
                programs=frozenset({"/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium"}),
            ),
            {},
            BrowserKind.CHROMIUM,
        ),
        (
            Machine(
                platform="win32",
                home=r"C:\Users\ada",
                programs=frozenset({r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe"}),
            ),
            {"PROGRAMFILES": r"C:\Program Files", "PROGRAMFILES(X86)": r"C:\Program Files (x86)"},
            BrowserKind.EDGE,
        ),
        (
            Machine(
                platform="win32",
                home=r"C:\Users\ada",
                programs=frozenset(
                    {r"C:\Users\ada\AppData\Local\ms-playwright\chromium-7\chrome-win64\chrome.exe"}
                ),
            ),
            {},
            BrowserKind.CHROMIUM,
        ),
    ],
)
def test_the_usual_folders_of_macos_and_windows(
    machine: Machine, environ: Mapping[str, str], kind: BrowserKind
) -> None:
    """Where people and Playwright put browsers on the other two systems."""
    browser = found(machine, environ)
    assert {str(browser.path)} == machine.programs
    assert browser.kind is kind


def test_a_snap_is_passed_over() -> None:
    """A snap's Chromium cannot read the profile that Playwright makes for it."""
    machine = Machine(
        on_path={"chromium": "/snap/bin/chromium", "chromium-browser": "/usr/bin/chromium-browser"}
    )
    assert found(machine).path == Path("/usr/bin/chromium-browser")


def test_nothing_found_says_what_was_looked_for_and_the_command_that_mends_it() -> None:
    """The message alone is enough to act on."""
    missing = find_browser(None, {}, Machine())
    assert isinstance(missing, BrowserMissing)
    assert missing.message == (
        "no browser found (looked for: Playwright's own headless shell; Playwright's own Chromium; "
        "chromium-headless-shell; Chrome; Chromium; Edge). Run: selfserve-check doctor --install"
    )


def test_ubuntus_stub_is_not_a_browser(tmp_path: Path) -> None:
    """The package ``chromium-browser`` may be a script that only points at the snap."""
    stub, real = tmp_path / "stub", tmp_path / "real"
    stub.write_text('#!/bin/sh\nexec /snap/bin/chromium "$@"\n')
    real.write_text('#!/bin/sh\nexec /usr/lib/chromium/chromium "$@"\n')
    for path in (stub, real):
        path.chmod(0o755)
    assert not ThisMachine().is_program(str(stub))
    assert ThisMachine().is_program(str(real))
    assert not ThisMachine().is_program(str(tmp_path))


def test_the_installed_playwright_says_which_build_it_wants() -> None:
    """The build numbers are read from the package without starting anything."""
    revisions = ThisMachine().playwright_revisions()
    assert revisions["chromium"].isdigit()
    assert revisions["chromium-headless-shell"].isdigit()
