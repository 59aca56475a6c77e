"""``brand:`` and ``report:`` of the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfserve_check.app.dress import dress_of
from selfserve_check.errors import UserError
from selfserve_check.settings import read_settings

PNG = b"\x89PNG\r\n\x1a\n"


def _settings(folder: Path, text: str) -> Path:
    file = folder / "playwright.config.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_brand_of_the_configuration_dresses_the_report(tmp_path: Path) -> None:
    """Name, colour, logo, who prepared it, and the language."""
    (tmp_path / "logo.png").write_bytes(PNG)
    file = _settings(
        tmp_path,
        f'brand: {{client: Acme, colour: "#b4451f", logo: {tmp_path}/logo.png, prepared_by: Sunny}}\n'
        "report: {language: es}\n",
    )
    dress = dress_of(read_settings(file, {}, {}).settings)
    assert dress.brand is not None
    assert (dress.brand.client, dress.brand.colour, dress.brand.prepared_by) == ("Acme", "#b4451f", "Sunny")
    assert dress.logo is not None
    assert dress.brand.logo is not None
    assert dress.brand.logo.path == dress.logo.path
    assert dress.language == "es"


def test_without_a_brand_there_is_none(tmp_path: Path) -> None:
    """English, and no empty cover."""
    dress = dress_of(read_settings(_settings(tmp_path, "site: https://tiles.example\n"), {}, {}).settings)
    assert (dress.brand, dress.logo, dress.language) == (None, None, "en")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("brand: {colour: red}", ":1:17: this is no colour"),
        ("brand:\n  colour: #b4451f", ":2:3: nothing is written here"),
        ('brand: {colour: "#b4451f; }"}', ":1:17: this is no colour"),
        ("report: {language: tlh}", ":1:20: 'tlh' is not one of: en, de, fr, es"),
        ("brand: {color: '#b4451f'}", "did you mean 'colour'"),
    ],
)
def test_what_will_not_do_is_told_with_its_place(text: str, told: str, tmp_path: Path) -> None:
    """Before the site is asked."""
    with pytest.raises(UserError) as caught:
        read_settings(_settings(tmp_path, text), {}, {})
    assert told in str(caught.value)


def test_a_logo_that_is_not_there_is_told_before_the_site_is_asked(tmp_path: Path) -> None:
    """With the setting that names it."""
    file = _settings(tmp_path, f"brand: {{logo: {tmp_path}/none.png}}\n")
    with pytest.raises(UserError, match=r"brand\.logo: .*none\.png: cannot be read"):
        dress_of(read_settings(file, {}, {}).settings)
