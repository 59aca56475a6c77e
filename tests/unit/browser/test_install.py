"""How a browser is got, told by what would be run; and real, small commands for the limits."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from selfserve_check.browser.install import (
    Command,
    Ended,
    Installed,
    NotInstalled,
    System,
    install_browser,
    run_all,
    run_shown,
    ways,
)

DEBIAN_ROOT = System(platform="linux", is_root=True, distribution=frozenset({"debian"}), python="python3")
UBUNTU_USER = System(
    platform="linux", is_root=False, distribution=frozenset({"ubuntu", "debian"}), python="python3"
)
MAC = System(platform="darwin", python="python3")

DOWNLOAD = "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT=15000 python3 -m playwright install chromium"
APT = "DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300"
APT_UPDATE = f"{APT} update"
APT_INSTALL = f"{APT} install -y --no-install-recommends --no-upgrade chromium libatomic1 fonts-dejavu-core fonts-liberation"
APT_SHELL = APT_INSTALL.replace(" chromium ", " chromium-headless-shell ")


def quietly(line: str) -> None:
    """For tests that do not look at what is said."""


def failing(*starts: str) -> Callable[[Command, Callable[[str], None]], Ended]:
    """A runner under which the commands that begin like one of ``starts`` fail."""

    def run(command: Command, say: Callable[[str], None]) -> Ended:
        bad = any(str(command).startswith(start) for start in starts)
        return Ended(command=command, problem="it failed" if bad else "")

    return run


def test_playwrights_own_browser_is_tried_first() -> None:
    """Where the download works, the distribution is left alone."""
    said: list[str] = []
    result = install_browser(DEBIAN_ROOT, lambda: True, said.append, failing())
    assert isinstance(result, Installed)
    assert said == [f"$ {DOWNLOAD}"]


def test_debian_as_root_falls_back_on_apt() -> None:
    """Where the download fails, the distribution's headless shell comes with fonts, unattended."""
    said: list[str] = []
    result = install_browser(DEBIAN_ROOT, lambda: True, said.append, failing("PLAYWRIGHT"))
    assert isinstance(result, Installed)
    assert said == [f"$ {DOWNLOAD}", "it failed", f"$ {APT_UPDATE}", f"$ {APT_SHELL}"]


def test_a_release_without_the_shell_gets_the_whole_browser() -> None:
    """Older releases have Chromium alone."""
    said: list[str] = []
    result = install_browser(DEBIAN_ROOT, lambda: True, said.append, failing("PLAYWRIGHT", APT_SHELL))
    assert isinstance(result, Installed)
    assert said[-4:] == [f"$ {APT_SHELL}", "it failed", f"$ {APT_UPDATE}", f"$ {APT_INSTALL}"]


def test_a_download_that_does_not_start_leads_to_apt_as_well() -> None:
    """A bare machine lacks the libraries of Playwright's browser; the package brings them."""
    answers = iter([False, True])
    result = install_browser(DEBIAN_ROOT, lambda: next(answers), quietly, failing())
    assert isinstance(result, Installed)
    assert [str(step.command) for step in result.steps] == [DOWNLOAD, APT_UPDATE, APT_SHELL]


def test_a_failed_update_does_not_go_on_to_install() -> None:
    """Installing from an old list would only fail with a stranger message."""
    result = install_browser(DEBIAN_ROOT, lambda: True, quietly, failing("PLAYWRIGHT", APT_UPDATE))
    assert isinstance(result, NotInstalled)
    assert [step.problem for step in result.steps] == ["it failed", "it failed", "it failed"]


@pytest.mark.parametrize(
    ("system", "advice"),
    [
        (UBUNTU_USER, "as root: apt-get install chromium libatomic1 fonts-dejavu-core fonts-liberation"),
        (MAC, "install Chrome, Chromium or Edge by hand"),
    ],
)
def test_without_root_or_apt_there_is_only_the_download(system: System, advice: str) -> None:
    """We do not ask for a password; we say what would help."""
    result = install_browser(system, lambda: False, quietly, failing())
    assert isinstance(result, NotInstalled)
    assert len(result.steps) == 1
    assert advice in result.message


def test_every_command_has_limits() -> None:
    """Neither a dead server nor a stuck lock may hold up a build for ever."""
    commands = [command for way in ways(DEBIAN_ROOT) for command in way]
    assert len(commands) == 5
    assert all(0 < command.silence_s <= command.limit_s <= 1200 for command in commands)


def python(code: str, *, limit_s: float = 60.0, silence_s: float = 60.0) -> Command:
    return Command(words=(sys.executable, "-uc", code), limit_s=limit_s, silence_s=silence_s)


def test_output_is_shown_as_it_comes_without_colours() -> None:
    """Lines of both streams arrive in order, escape sequences removed."""
    said: list[str] = []
    code = "import sys; print('\\x1b[2mone\\x1b[0m'); print('two', file=sys.stderr)"
    assert run_shown(python(code), said.append).problem == ""
    assert said == ["one", "two"]


def test_an_exit_code_is_a_problem() -> None:
    """What failed is named."""
    assert run_shown(python("raise SystemExit(3)"), print).problem.endswith("ended with 3")


def test_a_program_that_is_not_there_is_a_problem() -> None:
    """No traceback for a missing apt-get."""
    command = Command(words=("no-such-program-here",), limit_s=5, silence_s=5)
    assert (
        run_shown(command, print).problem == "no-such-program-here did not start: No such file or directory"
    )


def test_a_silent_command_is_ended() -> None:
    """A download that stalls is given up, so that the next way gets its turn."""
    ended = run_shown(python("import threading; threading.Event().wait()", silence_s=0.3), print)
    assert "was silent for 0.3 s" in ended.problem


def test_a_command_that_talks_for_ever_is_ended() -> None:
    """Talking is not the same as getting on."""
    code = "from threading import Event\nwhile True: print(1); Event().wait(0.02)"
    ended = run_shown(python(code, limit_s=0.5), quietly)
    assert "took over 0.5 s" in ended.problem


def test_commands_after_a_failed_one_are_not_run() -> None:
    """A sequence stops where it breaks."""
    commands = (python("raise SystemExit(1)"), python("print('never')"))
    said: list[str] = []
    done = run_all(commands, said.append)
    assert len(done) == 1
    assert "never" not in said
