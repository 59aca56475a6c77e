"""``history:`` of the configuration: where it lies, and that its password stays out of everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfserve_check.app.discretion import discreet_redactor
from selfserve_check.errors import FileProblemsError
from selfserve_check.settings import LoadedSettings, read_settings

SECRET = "p@ss/w:rd ä"


def loaded(folder: Path, history: str, environ: dict[str, str] | None = None) -> LoadedSettings:
    file = folder / "playwright.config.yaml"
    file.write_text(f"history: {history}\n", encoding="utf-8")
    return read_settings(file, environ or {})


def test_it_lies_beside_the_configuration(tmp_path: Path) -> None:
    """Wherever the command is started; it is on by default."""
    history = loaded(tmp_path, "{}").settings.history
    assert (history.enabled, history.url, history.keep_days) == (True, None, 400)
    assert history.folder == tmp_path / ".selfserve-check"


def test_a_password_comes_from_the_environment(tmp_path: Path) -> None:
    """Percent-encoded where it is a part of the address, as it is where it is the whole."""
    part = loaded(tmp_path, "{url: 'postgresql://me:${PW}@db.example/ours'}", {"PW": SECRET}).secrets.history
    assert part.url == "postgresql://me:p%40ss%2Fw%3Ard%20%C3%A4@db.example/ours"
    whole = loaded(
        tmp_path, "{url: '${DB}'}", {"DB": "postgresql://me:p%40ss@db.example/ours"}
    ).secrets.history
    assert whole.url == "postgresql://me:p%40ss@db.example/ours"
    assert "p@ss" in whole.secret


@pytest.mark.parametrize("url", ["postgresql://me:${PW}@db.example/ours", "${DB}"])
def test_the_password_is_masked_wherever_it_turns_up(tmp_path: Path, url: str) -> None:
    """In any form, in settings' own text, and with the address around it."""
    environ = {"PW": SECRET, "DB": "postgresql://me:p%40ss%2Fw%3Ard%20%C3%A4@db.example/ours"}
    found = loaded(tmp_path, f"{{url: '{url}'}}", environ)
    redact = discreet_redactor(found.secrets, None)
    said = redact(f"cannot connect to {found.secrets.history.url} with {SECRET} or p%40ss%2Fw%3Ard%20%C3%A4")
    for form in (SECRET, "p%40ss"):
        assert form not in said
        assert form not in repr(found)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://me:plain@db.example/ours", "a password comes from an environment variable"),
        ("postgresql://db.example/ours?password=plain", "a password comes from an environment variable"),
        ("mysql://me@db.example/ours", "write sqlite:///FILE, postgresql://"),
        ("history.sqlite", "write sqlite:///FILE, postgresql://"),
        ("postgresql://me:${MISSING}@db.example/ours", "the environment variable MISSING is not set"),
    ],
)
def test_what_cannot_be_an_address_is_refused(tmp_path: Path, url: str, said: str) -> None:
    """With what to write instead; a password is not repeated."""
    with pytest.raises(FileProblemsError, match=said) as told:
        loaded(tmp_path, f"{{url: '{url}'}}")
    assert "plain" not in str(told.value)
