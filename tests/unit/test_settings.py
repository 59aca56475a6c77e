"""``playwright.config.yaml``, the environment and flags -> Settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from selfserve_check.errors import FileProblemsError
from selfserve_check.settings import LoadedSettings, Settings, load_settings, read_settings

FILE = "playwright.config.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(
    text: str, environ: Mapping[str, str] | None = None, overrides: dict[str, Any] | None = None
) -> LoadedSettings:
    Path(FILE).write_text(text, encoding="utf-8")
    return read_settings(None, environ or {}, overrides)


def refused(
    text: str, environ: Mapping[str, str] | None = None, overrides: dict[str, Any] | None = None
) -> list[str]:
    with pytest.raises(FileProblemsError) as caught:
        read(text, environ, overrides)
    return [line.removeprefix(f"{FILE}:") for line in str(caught.value).splitlines()]


def test_without_a_file_everything_has_a_default(folder: Path) -> None:
    """The defaults are those of the model, and the environment at large is not looked at."""
    settings = load_settings(None, {})
    assert settings == Settings()
    assert settings.run.personas == ("menu", "search")
    assert settings.devices == ("desktop",)
    assert settings.output.folder == Path("reports")


def test_settings_do_not_read_the_environment_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is handed to load_settings counts."""
    monkeypatch.setenv("SELFSERVE_RUN__WORKERS", "7")
    assert Settings().run.workers is None


def test_a_flag_beats_the_environment_which_beats_the_file(folder: Path) -> None:
    """Key by key; a flag that was not given is None."""
    text = "locale: de-DE\nrun: {workers: 1, confirm: never, personas: [menu]}\n"
    environ = {"SELFSERVE_RUN__WORKERS": "2", "SELFSERVE_RUN__CONFIRM": "always", "HOME": "/x"}
    settings = read(text, environ, {"run": {"workers": 3, "confirm": None}, "locale": None}).settings
    assert (settings.run.workers, settings.run.confirm, settings.run.personas) == (3, "always", ("menu",))
    assert settings.locale == "de-DE"


def test_the_environment_takes_lists_words_and_json(folder: Path) -> None:
    """Commas part a list; what starts like JSON is JSON."""
    settings = load_settings(
        None,
        {
            "SELFSERVE_HOSTS": "a.example, b.example",
            "SELFSERVE_DEVICES": '["phone"]',
            "SELFSERVE_ROBOTS": '{"a.example": "owner"}',
            "SELFSERVE_BROWSER__HEADLESS": "no",
            "SELFSERVE_VIEWPORT__PHONE__WIDTH": "400",
            "SELFSERVE_VIEWPORT__PHONE__HEIGHT": "700",
        },
    )
    assert settings.hosts == ("a.example", "b.example")
    assert settings.devices == ("phone",)
    assert settings.robots == {"a.example": "owner"}
    assert settings.browser.headless is False
    assert (settings.viewport.phone.width, settings.viewport.phone.height) == (400, 700)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sit: x\n", "1:1: unknown key 'sit'; did you mean 'site'?"),
        ("browser:\n  headles: no\n", "2:3: unknown key 'headles'; did you mean 'headless'?"),
        ("browser: {sandbox: onn}\n", "1:20: 'onn' is not one of: auto, on, off; did you mean 'on'?"),
        ("timeouts: {page_s: 0}\n", "1:20: must be more than 0, not 0"),
        ("timeouts: {page_s: .inf}\n", "1:20: '.inf' is not a number"),
        ("timeouts: {page_s: nan}\n", "1:20: "),
        ("run: {workers: 0}\n", "1:16: must be at least 1, not 0"),
        (
            "run: {personas: [menue]}\n",
            "1:18: 'menue' is not one of: menu, search, thorough, skimmer; did you mean 'menu'?",
        ),
        ("run: {scenarios: x}\n", "1:18: a list belongs here"),
        ("site: shop.example\n", "1:7: the address must start with http:// or https://; did you mean"),
        (
            "hosts: ['https://help.example/faq']\n",
            "1:9: write the host alone, without scheme and path: 'help",
        ),
        ("robots: ownr\n", "1:9: 'ownr' is not one of: obey, owner; did you mean 'owner'?"),
        ("robots: {a.example: obay}\n", "1:21: 'obay' is not one of: obey, owner; did you mean 'obey'?"),
        ("robots: {'a b': obey}\n", "1:10: this is no host name"),
        ("locale: english\n", "1:9: this is no language tag"),
        ("allow_reads: ['PUT https://a.example/x']\n", '1:15: write it as "POST https'),
        ("allow_reads: ['POST https://*/*']\n", "1:15: '*' would let every host be written to"),
        ("allow_reads: ['POST https://*.com/*']\n", "1:15: '*.com' would let every host be written to"),
        ("use: {a: b}\n", "1:1: unknown key 'use': it belongs to Playwright's own configuration"),
        ("baseURL: x\n", "here it is called 'site'"),
        ("- a\n", "1:1: the file must be a mapping"),
        ("site: &a https://x.example\nlocale: *a\n", "2:9: aliases (*a) are not read here"),
        ("locale: en-GB\nlocale: de-DE\n", "2:1: the key 'locale' is written twice"),
        ("headers: {a.example: {'X Y': '${K}'}}\n", "1:23: this is no name of a header"),
        ("headers: {a.example: {User-Agent: '${K}'}}\n", "the header User-Agent is the browser's own"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_place(folder: Path, text: str, said: str) -> None:
    """Line, column, what is wrong, and the nearest right word."""
    assert any(said in line for line in refused(text))


def test_all_that_is_wrong_is_listed_at_once(folder: Path) -> None:
    """Flags and variables are named, then the file's lines follow in order."""
    lines = refused(
        "run: {workers: x}\nsit: y\nlocale: '?'\n",
        {
            "SELFSERVE_PACE__PER_HOST_S": "fast",
            "SELFSERVE_BROWSR__HEADLESS": "1",
            "SELFSERVE_BROWSER__HEADLES": "1",
        },
        {"run": {"confirm": "maybe"}},
    )
    assert lines == [
        "command line (run.confirm): 'maybe' is not one of: always, never",
        "environment variable SELFSERVE_BROWSER__HEADLES: unknown key 'headles'; did you mean 'headless'?",
        "environment variable SELFSERVE_BROWSR__HEADLESS: "
        "there is no section 'browsr'; did you mean 'browser'?",
        "environment variable SELFSERVE_PACE__PER_HOST_S: 'fast' is not a number",
        "1:16: 'x' is not a whole number",
        "2:1: unknown key 'sit'; did you mean 'site'?",
        "3:9: this is no language tag; write one such as en-GB or de-CH",
    ]


@pytest.mark.parametrize("value", ["hunter2", "Bearer hunter2", "x${K}", "${K} hunter2", "$K"])
def test_a_secret_in_the_file_is_refused_and_not_repeated(folder: Path, value: str) -> None:
    """Values of headers come from the environment alone."""
    (line,) = refused(f"headers:\n  a.example:\n    X-Key: '{value}'\n", {"K": "s"})
    assert line.startswith("3:12: a header's value comes from an environment variable")
    assert "hunter2" not in line


def test_secrets_come_from_the_environment_for_their_host_alone(folder: Path) -> None:
    """The settings hold names only; the values stand apart and do not show."""
    text = (
        "headers:\n  A.example:\n    X-Key: ${KEY}\n    Authorization: Bearer ${TOKEN}\n"
        "auth:\n  b.example: {username_env: USER_B, password_env: PASS_B}\n"
    )
    found = read(text, {"KEY": "k1", "TOKEN": "t1", "USER_B": "bob", "PASS_B": "hunter2"})
    assert found.secrets.headers == {"a.example": {"X-Key": "k1", "Authorization": "Bearer t1"}}
    assert found.secrets.auth["b.example"].username == "bob"
    assert found.secrets.auth["b.example"].password == "hunter2"
    assert not any(secret in repr(found) for secret in ("k1", "t1", "bob", "hunter2"))


def test_a_variable_that_is_not_set_is_named(folder: Path) -> None:
    """Also one that is empty, or that would break the header."""
    text = (
        "headers:\n  a.example: {X-A: '${KEY_A}', X-B: '${KEY_B}'}\n"
        "auth: {b.example: {username_env: U, password_env: P}}\n"
    )
    lines = refused(text, {"KEY_B": "x\r\nEvil: 1", "U": "", "P": "p"})
    assert lines == [
        "2:20: the environment variable KEY_A is not set; export it",
        "2:37: the environment variable KEY_B holds a line break or another control character",
        "3:34: the environment variable U is not set; export it",
    ]


def test_a_check_alone_needs_no_secrets(folder: Path) -> None:
    """A writer without the staging password can still validate; the variable is a warning."""
    Path(FILE).write_text("headers: {a.example: {X-A: '${KEY_A}'}}\n", encoding="utf-8")
    found = read_settings(None, {}, need_secrets=False)
    assert [one.message for one in found.warnings] == ["the environment variable KEY_A is not set; export it"]


def test_a_password_in_the_site_is_taken_out_with_a_warning(folder: Path) -> None:
    """It serves its own host as basic auth; the settings do not hold it."""
    found = read("site: https://bob:hunter2@shop.example:443/x\n")
    assert found.settings.site == "https://shop.example:443/x"
    assert found.secrets.auth["shop.example"].password == "hunter2"
    assert str(found.warnings[0]).startswith(f"{FILE}:1:7: the password was taken out of the address")
    assert "hunter2" not in repr(found)


def test_paths_start_at_the_folder_of_the_file(folder: Path) -> None:
    """So that a configuration means the same wherever the command is started; defaults too."""
    Path("client").mkdir()
    path = Path("client") / FILE
    path.write_text(
        "run: {scenarios: [asks, /abs]}\nstorage_state: in.json\nbrowser: {executable: chromium}\n"
    )
    settings = load_settings(path, {})
    assert settings.run.scenarios == (Path("client/asks"), Path("/abs"))
    assert settings.storage_state == Path("client/in.json")
    assert settings.output.folder == Path("client/reports")
    assert settings.browser.executable == Path("chromium")
    assert load_settings(path, {}, {"output": {"folder": "here"}}).output.folder == Path("here")


def test_a_section_with_everything_commented_out_is_empty(folder: Path) -> None:
    """The key alone changes nothing."""
    assert read("browser:\n  # headless: false\nsite:\n").settings == Settings()


def test_a_file_with_the_other_ending_is_pointed_out(folder: Path) -> None:
    """It would otherwise be passed over in silence."""
    Path("playwright.config.yml").touch()
    (warning,) = read_settings(None, {}).warnings
    assert str(warning) == "playwright.config.yml:1:1: is not read; rename it to playwright.config.yaml"


def test_a_file_that_was_named_must_be_there(folder: Path) -> None:
    """Only the default may be missing."""
    with pytest.raises(FileProblemsError, match=r"other\.yaml:1:1: cannot be read"):
        load_settings(Path("other.yaml"), {})


def test_the_robots_rule_of_a_host() -> None:
    """By name, with or without its port, by pattern, else obey."""
    by_host = Settings(robots={"staging.example": "owner", "*.test.example": "owner"})
    assert by_host.robots_rule("staging.example") == "owner"
    assert by_host.robots_rule("staging.example:8443") == "owner"
    assert by_host.robots_rule("a.test.example") == "owner"
    assert by_host.robots_rule("shop.example") == "obey"
    assert Settings(robots="owner").robots_rule("shop.example") == "owner"
