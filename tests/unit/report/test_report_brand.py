"""Whose report it is: name, logo and colour on the cover, readable and harmless."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from report_parts import result_of, run_of

from selfserve_check.errors import UserError
from selfserve_check.report import html, pdf_page
from selfserve_check.report.brand import (
    LOGO_BYTES_MAX,
    Dress,
    colours,
    contrast,
    css,
    logo_part,
    logo_type,
    logo_uri,
    read_logo,
)
from selfserve_check.report.pictures import PictureFile
from selfserve_check.report.run_parts import BrandPart

SVG = b'<?xml version="1.0"?>\n<!-- a logo -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PNG = b"\x89PNG\r\n\x1a\n and more"
SURFACES = {"light": "#eef0f3", "dark": "#262c34"}


def _dressed() -> BeautifulSoup:
    logo = PictureFile(path="pictures/logo-a.svg", image=SVG)
    brand = BrandPart(
        client="Acme & Sons", prepared_by="Sunny", colour="#ffd23f", logo=logo_part(logo, "Acme")
    )
    run = Dress(brand=brand, logo=logo).on(run_of(result_of()))
    return BeautifulSoup(html.render(run, {logo.path: logo.image}), "lxml")


def test_the_cover_names_the_client_and_who_prepared_it() -> None:
    """And shows the logo, in an img and nowhere else."""
    soup = _dressed()
    cover = soup.select_one(".cover")
    assert cover is not None
    assert "Acme & Sons" in cover.get_text()
    assert "Prepared by Sunny" in cover.get_text()
    assert [str(tag["src"])[:26] for tag in cover.select("img")] == ["data:image/svg+xml;base64,"]
    assert "alert(1)" not in str(soup)


def test_the_paper_s_cover_wears_the_same() -> None:
    """Client, site, logo, colour and who prepared it; without a brand none of it."""
    logo = PictureFile(path="pictures/logo-a.svg", image=SVG)
    brand = BrandPart(client="Acme & Sons", prepared_by="Sunny", colour="#ffd23f")
    run = Dress(brand=brand).on(run_of(result_of()))
    page = pdf_page.render(run, {}, {}, logo=logo_uri(logo.image))
    cover = BeautifulSoup(page, "lxml").select_one(".cover.is-branded")
    assert cover is not None
    told = cover.get_text(" ", strip=True)
    assert [part in told for part in ("Acme & Sons", "tiles.example", "Prepared by Sunny")] == [True] * 3
    assert [str(tag["src"])[:26] for tag in cover.select("img")] == ["data:image/svg+xml;base64,"]
    assert "--brand:#ffd23f" in page
    assert "data:;" in page.partition("<style>")[0]
    plain = pdf_page.render(run_of(result_of()), {}, {})
    assert BeautifulSoup(plain, "lxml").select(".cover.is-branded, .cover img") == []
    assert "data:;" not in plain.partition("<style>")[0]


def test_without_a_brand_the_site_stands_for_the_client() -> None:
    """No gap, no placeholder."""
    soup = BeautifulSoup(html.render(run_of(result_of()), {}), "lxml")
    assert soup.select_one("#agency-title bdi").get_text() == "tiles.example"  # type: ignore[union-attr]  # it is there, or the test fails
    assert soup.select(".cover img") == []


@pytest.mark.parametrize("main", ["#ffd23f", "#000000", "#ffffff", "#777777", "#b4451f", "#00ff00"])
def test_every_colour_becomes_readable(main: str) -> None:
    """Text on it, and it as text on both grounds, reach 4.5:1; the client's own colour stays on the cover."""
    made = colours(main)
    assert made.main == main
    assert contrast(made.on_main, main) >= 4.5
    assert contrast(made.accent_light, SURFACES["light"]) >= 4.5
    assert contrast(made.accent_dark, SURFACES["dark"]) >= 4.5


def test_a_readable_colour_is_left_as_it_is() -> None:
    """Only what must be changed is."""
    assert colours("#0b57b0").accent_light == "#0b57b0"


def test_contrast_is_that_of_wcag() -> None:
    """The two ends of the scale, and one in between."""
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#777777") == 1
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("bad", ["", "red", "#fff", "#ffd23f;}body{display:none", "#ffd23f\n"])
def test_what_is_no_colour_becomes_no_style(bad: str) -> None:
    """Nothing but six hexadecimal digits reaches the style."""
    assert css(bad) == ""


@pytest.mark.parametrize(
    ("image", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff..", "image/jpeg"),
        (SVG, "image/svg+xml"),
        (b"<html><svg>", ""),
        (b"GIF89a", ""),
    ],
)
def test_the_bytes_say_what_a_logo_is(image: bytes, kind: str) -> None:
    """Not its name."""
    assert logo_type(image) == kind


def test_a_logo_is_read_with_its_hash_in_its_name(tmp_path: Path) -> None:
    """So that it lies beside the run like any picture."""
    file = tmp_path / "logo.svg"
    file.write_bytes(SVG)
    assert read_logo(file).path.startswith("pictures/logo-")
    assert read_logo(file).path.endswith(".svg")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"GIF89a", "neither PNG, JPEG nor SVG"),
        (PNG + bytes(LOGO_BYTES_MAX), "a logo may have 300 KB"),
        (None, "cannot be read"),
    ],
)
def test_a_logo_that_will_not_do_is_told(content: bytes | None, told: str, tmp_path: Path) -> None:
    """Which setting, which file, and what to do."""
    file = tmp_path / "logo.png"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UserError, match=told) as caught:
        read_logo(file)
    assert str(caught.value).startswith(f"brand.logo: {file}: ")


def test_a_logo_beyond_the_limit_is_not_embedded() -> None:
    """Also where a run.json was made by hand."""
    assert logo_uri(PNG + bytes(LOGO_BYTES_MAX)) == ""
