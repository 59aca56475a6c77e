"""JSON Schemas are the models' own, and say of whole files what the loaders say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer
from ruamel.yaml import YAML
from typer.testing import CliRunner

from selfserve_check.cli import schema as schema_command
from selfserve_check.schemas import SCHEMA_NAMES, SchemaName, schema_text
from selfserve_check.settings import read_settings

ROOT = Path(__file__).parents[2]
GOOD = """\
site: https://shop.example
budget: 5
questions:
  - Can I talk to a person?
  - id: return-window
    question: How long do I have to send something back?
    also_asked: [what is your return period, can I return it after three weeks]
    answer: 30 days
    budget: 3
    asked_per_month: 1200
    tags: [returns, pre-launch]
  - id: delivery-cost
    question: What does delivery cost?
    answer:
      any_of: ["4.95 EUR", "free over 50 EUR", 4.95]
      none_of: ["6.95 EUR"]
  - {question: How do I reset it?, answer: {page: /help/reset-password}, severity: off, start: /spring-sale}
"""


def valid(name: SchemaName, text: str) -> bool:
    data: Any = YAML(typ="safe", pure=True).load(text)
    return bool(jsonschema.Draft202012Validator(json.loads(schema_text(name))).is_valid(data))


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_the_shipped_schema_is_the_model_s(name: SchemaName) -> None:
    """After a change of a model: selfserve-check schema --write selfserve_check/schemas."""
    assert schema_text(name) == schema_command.generated(name)
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text(name)))


def test_a_good_scenario_file_is_accepted() -> None:
    """The example of the handbook, and the forms it does not show."""
    assert valid("scenarios", GOOD)


@pytest.mark.parametrize(
    "text",
    [
        "site: https://s.example",
        "questions: []",
        "questions: ['']",
        "questions: [{id: x}]",
        "site: shop.example\nquestions: [a]",
        "questions: [{question: a, anwser: b}]",
        "questions: [{question: a, budget: 0}]",
        "questions: [{question: a, budget: }]",
        "questions: [{question: a, severity: eror}]",
        "questions: [{question: a, personas: [robot]}]",
        "questions: [{question: a, answer: {}}]",
        "questions: [{question: a, answer: {none_of: [b]}}]",
        "questions: [{question: a, answer: {page: /x, any_of: [b]}}]",
        "questions: [{question: a, answer: {page: help}}]",
        "questions: [{question: a, start: sale}]",
    ],
)
def test_a_broken_scenario_file_is_not_accepted(text: str) -> None:
    """An editor marks what the loader would refuse."""
    assert not valid("scenarios", text)


def test_the_sample_configuration_is_accepted_and_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is valid as it stands, and what it shows as defaults are the defaults."""
    monkeypatch.chdir(ROOT)
    assert valid("config", (ROOT / "playwright.config.yaml").read_text(encoding="utf-8"))
    loaded = read_settings(None, {})
    assert loaded.warnings == ()
    assert loaded.settings == type(loaded.settings)()


def test_what_the_sample_has_commented_out_is_valid_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever takes away the signs before keys gets a configuration that loads."""
    text = (ROOT / "playwright.config.yaml").read_text(encoding="utf-8")
    opened = re.sub(r"^( *)# (?=( {2,}|[a-z_]+:( |$)))", r"\1", text, flags=re.MULTILINE)
    opened = opened.replace("hosts: []\n", "", 1)
    (tmp_path / "playwright.config.yaml").write_text(opened, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    environ = {"STAGING_KEY": "k", "STAGING_USER": "u", "STAGING_PASSWORD": "p", "PREVIEW_COOKIE": "c"}
    environ |= {"HISTORY_PASSWORD": "h", "NOTIFY_SLACK": "slack://s", "NOTIFY_MAIL": "mailto://m"}
    settings = read_settings(None, environ).settings
    assert settings.robots_rule("staging.shop.example") == "owner"
    assert settings.allow_reads == ("POST https://*.search.example/1/indexes/*",)
    assert settings.web_server is not None
    assert valid("config", opened)


@pytest.mark.parametrize(
    "text",
    [
        "sit: x",
        "site: shop.example",
        "browser: {sandbox: maybe}",
        "run: {workers: 0}",
        "headers: {a.example: {X-Key: secret}}",
        "robots: sometimes",
        "devices: [watch]",
        "misled_below: 1.5",
    ],
)
def test_a_broken_configuration_is_not_accepted(text: str) -> None:
    """An editor marks what the loader would refuse."""
    assert not valid("config", text)


@pytest.fixture
def app() -> typer.Typer:
    """The verb beside another, as in the real command line."""
    app = typer.Typer()
    schema_command.register(app)
    app.command(name="other")(lambda: None)
    return app


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_the_command_prints_the_schema(app: typer.Typer, name: SchemaName) -> None:
    """On standard output, ready to be redirected."""
    result = CliRunner().invoke(app, ["schema", name])
    assert result.exit_code == 0
    assert result.stdout == schema_text(name)


def test_the_command_writes_all_schemas(app: typer.Typer, tmp_path: Path) -> None:
    """Into a folder that it makes."""
    result = CliRunner().invoke(app, ["schema", "--write", str(tmp_path / "new")])
    assert result.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "config.schema.json",
        "run.schema.json",
        "scenarios.schema.json",
    ]


def test_an_unknown_name_and_a_folder_that_cannot_be_are_usage_errors(
    app: typer.Typer, tmp_path: Path
) -> None:
    """Both exit with 2."""
    (tmp_path / "file").touch()
    assert CliRunner().invoke(app, ["schema", "scenarois"]).exit_code == 2
    assert CliRunner().invoke(app, ["schema", "--write", str(tmp_path / "file")]).exit_code == 2
