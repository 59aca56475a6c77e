"""The HTML page as a file of its own: pictures inside, or in a folder beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from report_parts import journey_of, result_of, run_of

from selfserve_check.errors import UserError
from selfserve_check.report import html
from selfserve_check.report.page_file import write_page
from selfserve_check.report.run_file import PicturePart, RunFile

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100


def _run() -> RunFile:
    picture = PicturePart(path="pictures/a.png", sha256="0" * 64, width=8, height=5, caption="Home")
    return run_of(result_of(journeys=[journey_of(end_picture=picture)], best_journey=0))


def _policy(page: str) -> str:
    found = re.search(r"img-src (.*?); style-src", page)
    assert found
    return found[1].replace("&#39;", "'")


def test_pictures_are_inside_as_long_as_one_file_will_do(tmp_path: Path) -> None:
    """And then nothing else may be loaded."""
    notes = write_page(tmp_path / "r.html", _run(), {"pictures/a.png": PNG})
    page = (tmp_path / "r.html").read_text()
    assert notes == ()
    assert [file.name for file in tmp_path.iterdir()] == ["r.html"]
    assert 'src="data:image/png' in page
    assert _policy(page) == "data:"


def test_a_folder_for_the_pictures_is_kept_to(tmp_path: Path) -> None:
    """The page names them as seen from itself, odd signs in the folder's name and all."""
    write_page(tmp_path / "out" / "r.html", _run(), {"pictures/a.png": PNG}, tmp_path / "out" / "a #1")
    page = (tmp_path / "out" / "r.html").read_text()
    assert (tmp_path / "out" / "a #1" / "a.png").read_bytes() == PNG
    assert 'src="a%20%231/a.png"' in page
    assert _policy(page) == "'self'"


def test_a_page_that_would_be_too_large_puts_them_beside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says so."""
    monkeypatch.setattr(html, "ONE_FILE_BYTES_MAX", 1_000)
    (note,) = write_page(tmp_path / "r.html", _run(), {"pictures/a.png": PNG})
    assert (tmp_path / "r-pictures" / "a.png").exists()
    assert 'src="r-pictures/a.png"' in (tmp_path / "r.html").read_text()
    assert "keep the two together" in note


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """By its name."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(UserError, match="taken"):
        write_page(tmp_path / "r.html", _run(), {"pictures/a.png": PNG}, tmp_path / "taken")
