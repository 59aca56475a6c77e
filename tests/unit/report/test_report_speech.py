"""The languages of the reports: whole catalogues, and numbers and dates as their readers write them."""

from __future__ import annotations

import importlib.util
import re
from importlib.resources import files
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from report_parts import result_of, run_of

from selfserve_check.errors import UserError
from selfserve_check.report import html, words
from selfserve_check.report.speech import LANGUAGES, _, catalogue, money, n_, number, speaking

OTHERS = [language for language in LANGUAGES if language != "en"]
TOOL = Path(__file__).parents[3] / "tools" / "messages.py"
PLACE = re.compile(r"\{\w*\}")


def _collected() -> Catalog:
    spec = importlib.util.spec_from_file_location("messages", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = module.collected()
    assert isinstance(found, Catalog)
    return found


def _sentences() -> list[str | tuple[str, ...]]:
    return [tuple(one.id) if not isinstance(one.id, str) else one.id for one in _collected() if one.id]


def _po(language: str) -> Catalog:
    with (files("selfserve_check.report") / "locales" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def test_the_sentences_are_collected_from_code_and_templates() -> None:
    """One of each kind: a template's, a table's, one in code, one that is counted."""
    found = _sentences()
    assert "Skip to the content" in found
    assert "Not linked" in found
    assert "No visitor found the answer." in found
    assert ("{count} click", "{count} clicks") in found


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated(language: str) -> None:
    """Nothing is missing, nothing is left of what is gone, and each names the same values as the English."""
    told = catalogue(language)
    missing, other_values = [], []
    for one in _sentences():
        first, forms = (
            (one, [told.plain.get(one, "")])
            if isinstance(one, str)
            else (one[0], told.counted.get(one[0], ()))
        )
        if not forms or not all(forms):
            missing.append(first)
        named = set(PLACE.findall(first))
        other_values += [
            form for form in forms if form and set(PLACE.findall(form)) - {"{count}"} != named - {"{count}"}
        ]
    assert missing == [], "run make messages, and translate"
    assert other_values == []
    assert {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in _po(language)
        if message.id
    } == {one if isinstance(one, str) else one[0] for one in _sentences()}


@pytest.mark.parametrize("language", OTHERS)
def test_counted_sentences_have_the_forms_of_their_language(language: str) -> None:
    """Each of these languages has two; French counts 0 as one."""
    assert {len(forms) for forms in catalogue(language).counted.values()} == {2}
    assert catalogue(language).form(0) == (0 if language == "fr" else 1)


def test_no_string_is_hidden_from_the_collector() -> None:
    """In an f-string Python 3.11 shows no call to it."""
    folder = TOOL.parents[1] / "selfserve_check" / "report"
    hidden = [
        file.name for file in folder.glob("*.py") if re.search(r"\{_\(|\{n_\(", file.read_text("utf-8"))
    ]
    assert hidden == []


def test_what_is_said_within_is_said_in_that_language() -> None:
    """And what comes after in English again."""
    with speaking("de"):
        assert _("Not linked") == "Nicht verlinkt"
        assert words.OUTCOMES["passed"] == "Beantwortet"
        assert n_("{count} click", "{count} clicks", 1) == "1 Klick"
        assert words.clicks(1_200) == "1.200 Klicks"
    assert words.clicks(1_200) == "1,200 clicks"


@pytest.mark.parametrize(
    ("language", "moment", "count", "cost"),
    [
        ("en", "14 March 2026, 02:05 (UTC+01:00)", "1,234,567", "EUR 1,234.50"),
        ("de", "14. März 2026, 02:05 (UTC+01:00)", "1.234.567", "EUR 1.234,50"),
        ("fr", "14 mars 2026, 02:05 (UTC+01:00)", "1\u202f234\u202f567", "EUR 1\u202f234,50"),
        ("es", "14 de marzo de 2026, 02:05 (UTC+01:00)", "1.234.567", "EUR 1.234,50"),
    ],
)
def test_numbers_and_dates_are_as_readers_write_them(
    language: str, moment: str, count: str, cost: str
) -> None:
    """Babel knows."""
    with speaking(language):
        assert words.moment("2026-03-14T02:05:00+01:00") == moment
        assert number(1_234_567) == count
        assert money(1_234.5, "EUR") == cost


def test_names_of_languages_are_those_of_the_reader() -> None:
    """What has no name is shown by its code."""
    with speaking("fr"):
        assert words.languages(["de", "zzz"]) == "allemand et « zzz »"


def test_a_language_without_catalogue_is_told() -> None:
    """With those that there are."""
    with pytest.raises(UserError, match=r"no report can be written in 'xx'; choose one of en, de, fr, es"):
        html.render(run_of(result_of()), {}, language="xx")


def test_the_run_says_its_language_and_an_option_overrules_it() -> None:
    """The page names its own."""
    run = run_of(result_of()).model_copy(update={"language": "es"})
    assert '<html lang="es">' in html.render(run, {})
    assert "Se pregunta" in html.render(
        run_of(result_of(asked_per_month=5)).model_copy(update={"language": "es"}), {}
    )
    assert '<html lang="fr">' in html.render(run, {}, language="fr")
