"""Aliases, pins, sessions and conditions as the configuration says them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from selfserve_check.errors import FileProblemsError
from selfserve_check.settings import LoadedSettings, Pin, read_settings

FILE = "playwright.config.yaml"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(text: str, environ: Mapping[str, str] | None = None) -> LoadedSettings:
    Path(FILE).write_text(text, encoding="utf-8")
    return read_settings(None, environ or {})


def refused(text: str, environ: Mapping[str, str] | None = None) -> str:
    with pytest.raises(FileProblemsError) as caught:
        read(text, environ)
    return str(caught.value).removeprefix(f"{FILE}:")


def test_an_alias_names_two_hosts() -> None:
    """In small letters, with ports where they matter."""
    settings = read("aliases: {WWW.client.example: 'staging.client.example:8443'}\n").settings
    assert settings.aliases == {"www.client.example": "staging.client.example:8443"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("aliases: {'*.client.example': s.example}", "one host stands for one other; write each without '*'"),
        ("aliases: {https://a.example: b.example}", "write the host alone, without scheme and path"),
        ("aliases: {a.example: b.example, b.example: c.example}", "has an alias itself; name the host that"),
        ("aliases: {a.example: a.example}", "has an alias itself"),
        ("pin: {a.example: {}}", "nothing is pinned here; write cookies: {name: value} or query:"),
        ("pin: {a.example: {cookies: {'a b': x}}}", "this is no name of a cookie"),
        ("pin: {a.example: {cookies: {a: 'x y'}}}", "no spaces, quotes, commas, semicolons or backslashes"),
        ("pin: {a.example: {query: {'?a': x}}}", "this is no name of a query parameter"),
        ("pin: {a.example: {query: {a: '${GONE}'}}}", "the environment variable GONE is not set; export it"),
        ("storage_state_env: GONE", "the environment variable GONE is not set; export it"),
        ("{storage_state_env: A, storage_state: s.json}", "both give a session; remove one of the two"),
        ("conditions: [no_script]", "'no_script' is not one of: no_scripts, no_third_parties, slow,"),
        ("conditions: [no_script]", "did you mean 'no_scripts'?"),
        ("conditions: [{locale: German}]", "'German' is no language tag; write one such as 'locale: de-DE'"),
        ("conditions: [{slow: 3}]", "a condition is one word, or 'locale: de-DE'"),
    ],
)
def test_what_cannot_work_is_refused_with_what_to_write(text: str, message: str) -> None:
    """Before anything is asked."""
    assert message in refused(text + "\n", {"A": "{}"})


def test_pins_are_filled_from_the_environment_and_remembered_as_secrets() -> None:
    """A value that stands in the file is none."""
    text = "pin: {Shop.example: {cookies: {ab: '${AB}'}, query: {v: 2, w: plain}}}\n"
    loaded = read(text, {"AB": "s3cret-variant"})
    assert loaded.secrets.pins == (
        Pin(host="shop.example", cookies={"ab": "s3cret-variant"}, query={"v": "2", "w": "plain"}),
    )
    assert loaded.secrets.pinned == ("s3cret-variant",)
    assert "s3cret-variant" not in f"{loaded}"


def test_a_session_may_stand_in_a_variable_and_have_many_lines() -> None:
    """As Playwright writes it."""
    loaded = read("storage_state_env: SESSION\n", {"SESSION": '{\n "cookies": []\n}'})
    assert loaded.secrets.storage_state == '{\n "cookies": []\n}'
    assert "cookies" not in f"{loaded}"


def test_conditions_are_words_each_once() -> None:
    """One alone needs no list; a locale says which."""
    both = read("conditions: [slow, {locale: de-DE}, slow, 'locale: fr']\n").settings
    assert both.conditions == ("slow", "locale: de-DE", "locale: fr")
    assert read("conditions: keyboard\n").settings.conditions == ("keyboard",)
    assert read("", {"SELFSERVE_CONDITIONS": "slow, locale: de-DE"}).settings.conditions == (
        "slow",
        "locale: de-DE",
    )
