"""Writing a report and reading it back."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from report_parts import journey_of, result_of, run_of

from selfserve_check.errors import UserError
from selfserve_check.model.result import Run, RunStats
from selfserve_check.report import html
from selfserve_check.report.brand import Dress, logo_part
from selfserve_check.report.html import render as render_html
from selfserve_check.report.pictures import PictureFile
from selfserve_check.report.read import read_pictures, read_run
from selfserve_check.report.run_file import PicturePart, RunFile
from selfserve_check.report.run_json import render
from selfserve_check.report.run_parts import BrandPart
from selfserve_check.report.write import folder_name, write_report, write_text

IMAGE = b"\xff\xd8\xff a picture"
SHA = "ebd6a4dc41ccb2a1b5c1ab1ba3d5b8aeaae5ba1d07d9e2e0cb3bb5d4a0bd1bc6"


def _run(**changes: object) -> Run:
    values: dict[str, object] = {
        "run_id": "r1",
        "started_at": "2026-03-14T02:00:00+01:00",
        "finished_at": "2026-03-14T02:01:00+01:00",
        "tool_version": "0.1.0",
        "browser": "Chromium 140.0",
        "site": "https://Tiles.example:8443/shop",
        "complete": True,
        "results": (),
        "stats": RunStats(),
    }
    return Run(**(values | changes))  # type: ignore[arg-type]  # the keys above are the fields


def test_a_report_is_a_folder_with_every_format(tmp_path: Path) -> None:
    """Named by time and site; ``latest`` leads to it."""
    files = write_report(_run(), tmp_path, b'{"states": []}')
    assert files.folder == tmp_path / "20260314-020000-tiles-example-8443"
    assert sorted(path.name for path in files.folder.iterdir()) == [
        "findings.csv",
        "index.html",
        "junit.xml",
        "questions.csv",
        "recording.json.gz",
        "run.json",
        "summary.md",
        "worklist.csv",
    ]
    assert (tmp_path / "latest" / "run.json").read_text() == files.run_json.read_text()
    assert files.latest == tmp_path / "latest"
    assert files.latest.readlink() == Path(files.folder.name)


def test_the_recording_is_packed_once(tmp_path: Path) -> None:
    """Plain JSON is packed; what is packed already stays as it is."""
    plain = write_report(_run(), tmp_path, b"{}")
    packed = write_report(_run(), tmp_path, gzip.compress(b"{}"))
    for files in (plain, packed):
        assert files.recording is not None
        assert gzip.decompress(files.recording.read_bytes()) == b"{}"
        assert read_run(files.folder).recording == "recording.json.gz"
    assert write_report(_run(), tmp_path, None).run.recording == ""


def test_two_reports_of_one_second_both_stay(tmp_path: Path) -> None:
    """A name that is taken gets a number; ``latest`` moves on; nothing half-made is left."""
    names = [write_report(_run(), tmp_path).folder.name for _ in range(3)]
    assert names == [f"20260314-020000-tiles-example-8443{end}" for end in ("", "-2", "-3")]
    assert (tmp_path / "latest").readlink() == Path(names[-1])
    assert {path.name for path in tmp_path.iterdir()} == {*names, "latest"}


def test_a_folder_of_the_users_named_latest_is_left_alone(tmp_path: Path) -> None:
    """The report is written all the same, and a note says that ``latest`` was not renewed."""
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest" / "mine.txt").write_text("mine")
    files = write_report(_run(), tmp_path)
    assert files.latest is None
    assert "latest still names an earlier report" in files.notes[0]
    assert (tmp_path / "latest" / "mine.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_the_users_to_mend(tmp_path: Path) -> None:
    """The message says what, where and what to do next."""
    (tmp_path / "file").write_text("")
    with pytest.raises(
        UserError, match=r"file: the report cannot be written: .*; choose another folder with"
    ):
        write_report(_run(), tmp_path / "file")


@pytest.mark.parametrize(
    ("site", "started_at", "name"),
    [
        ("https://../../etc", "2026-03-14T02:00:00", "20260314-020000-site"),
        ("https://" + "x" * 300 + ".example", "2026-03-14T02:00:00", "20260314-020000-" + "x" * 60),
        ("https://shop.example", "soon", "undated-shop-example"),
        ("https://me:pw@shop.example", "2026-03-14T02:00:00", "20260314-020000-shop-example"),
    ],
)
def test_a_folders_name_is_safe_on_every_file_system(site: str, started_at: str, name: str) -> None:
    """Only letters, digits and hyphens, of bounded length."""
    assert folder_name(run_of(site=site, started_at=started_at)) == name


def test_reading_back_gives_the_same_run(tmp_path: Path) -> None:
    """By its file and by its folder."""
    run = run_of(result_of(journeys=[journey_of()]))
    write_text(tmp_path / "run.json", render(run))
    assert read_run(tmp_path) == read_run(tmp_path / "run.json") == run


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html>", r"run\.json: not JSON"),
        ("[" * 100_000, r"run\.json: not JSON"),
        ("[1]", r"run\.json: JSON, but not a run: it has no schema_version"),
        ('{"schema_version": "9.0"}', r"schema_version is '9\.0', this program reads '1\.0' and '1\.1'"),
        ('{"schema_version": "1.0"}', r"not a valid run: run_id: Field required"),
    ],
)
def test_a_file_that_is_no_run_is_refused_clearly(tmp_path: Path, text: str, message: str) -> None:
    """The message says what the file is instead."""
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(UserError, match=message):
        read_run(tmp_path / "run.json")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """With what to give instead."""
    with pytest.raises(UserError, match=r"nothing: cannot be read: .*; give a run\.json or the folder"):
        read_run(tmp_path / "nothing")


def test_numbers_that_are_none_are_refused(tmp_path: Path) -> None:
    """NaN is not JSON."""
    data = json.loads(render(run_of())) | {"score": float("nan")}
    (tmp_path / "run.json").write_text(json.dumps(data))
    with pytest.raises(UserError):
        read_run(tmp_path)


def _with_picture(path: str, sha256: str) -> RunFile:
    part = PicturePart(path=path, sha256=sha256, width=1, height=1, caption="")
    return run_of(result_of(journeys=[journey_of(end_picture=part)]))


def test_pictures_are_checked_against_their_hash(tmp_path: Path) -> None:
    """A changed or missing picture is left out and named; the report is made all the same."""
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.jpg").write_bytes(IMAGE)
    good = hashlib.sha256(IMAGE).hexdigest()
    assert read_pictures(tmp_path, _with_picture("pictures/a.jpg", good)).images == {"pictures/a.jpg": IMAGE}
    changed = read_pictures(tmp_path, _with_picture("pictures/a.jpg", SHA))
    assert (dict(changed.images), changed.missing) == (
        {},
        ("pictures/a.jpg: refused: it is not the picture that was taken",),
    )
    assert (
        read_pictures(tmp_path, _with_picture("pictures/b.jpg", good))
        .missing[0]
        .startswith("pictures/b.jpg: not there")
    )


@pytest.mark.parametrize(
    "path", ["../secret.jpg", "/etc/passwd", "pictures/../../secret.jpg", "a\\b.jpg", "a\0b"]
)
def test_a_picture_outside_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    """A run from somebody else cannot make a report swallow other files."""
    (tmp_path / "secret.jpg").write_bytes(IMAGE)
    folder = tmp_path / "report"
    folder.mkdir()
    pictures = read_pictures(folder, _with_picture(path, SHA))
    assert pictures.images == {}
    assert "the path leaves the folder" in pictures.missing[0]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """Also where a symbolic link leads out."""
    (tmp_path / "secret.jpg").write_bytes(IMAGE)
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / "a.jpg").symlink_to(tmp_path / "secret.jpg")
    assert "the path leaves the folder" in read_pictures(folder, _with_picture("a.jpg", SHA)).missing[0]


def test_a_brand_goes_into_run_json_and_its_logo_beside_it(tmp_path: Path) -> None:
    """Another format made later has the same cover; the language is kept, too."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'
    logo = PictureFile(path="pictures/logo-a.svg", image=svg)
    brand = BrandPart(client="Acme", colour="#b4451f", logo=logo_part(logo, "Acme"))
    files = write_report(_run(), tmp_path, dress=Dress(brand=brand, logo=logo, language="fr"))
    again = read_run(files.folder)
    assert again.brand == brand
    assert again.language == "fr"
    assert read_pictures(files.folder, again).images == {logo.path: svg}
    page = files.html.read_text(encoding="utf-8")
    assert page == render_html(again, read_pictures(files.folder, again).images)
    assert "Acme" in page


def test_a_run_without_a_brand_has_none(tmp_path: Path) -> None:
    """Null, not an empty one."""
    assert read_run(write_report(_run(), tmp_path).folder).brand is None


def test_a_page_that_grows_too_large_shows_the_pictures_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default run does it by itself, and says so."""
    monkeypatch.setattr(html, "ONE_FILE_BYTES_MAX", 1_000)
    files = write_report(_run(), tmp_path)
    page = files.html.read_text(encoding="utf-8")
    assert "img-src &#39;self&#39;" in page
    assert any("it shows those in pictures/, so keep the two together" in note for note in files.notes)
