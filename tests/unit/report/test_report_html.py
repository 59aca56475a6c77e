"""The HTML report as text: what it holds, and what it cannot hold. The browser tests open it."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from typing import cast

from bs4 import BeautifulSoup, Tag
from report_parts import click_on, journey_of, result_of, run_of

from selfserve_check.report.html import render
from selfserve_check.report.run_file import EvidencePart, FindingPart, PicturePart

JPEG = b"\xff\xd8\xff a picture"
PART = PicturePart(
    path="pictures/aa.jpg", sha256="aa", width=1280, height=800, caption="Home, “Help” outlined"
)


def _soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def _text(html: str, selector: str) -> str:
    return cast(Tag, _soup(html).select_one(selector)).get_text(" ", strip=True)


def test_the_policy_names_the_one_style_and_the_two_scripts() -> None:
    """Their hashes fit, nothing else is allowed, and there is no inline handler or style attribute."""
    html = render(run_of(result_of(journeys=[journey_of()])), {})
    soup = _soup(html)
    policy = str(cast(Tag, soup.find("meta", {"http-equiv": "Content-Security-Policy"}))["content"])
    for name, count in (("style", 1), ("script", 2)):
        elements = soup.find_all(name)
        texts = [element.get_text().encode() for element in elements]
        digests = [base64.b64encode(hashlib.sha256(text).digest()).decode() for text in texts]
        hashes = " ".join(f"'sha256-{digest}'" for digest in digests)
        assert len(elements) == count
        assert f"{name}-src {hashes};" in policy
    assert policy.startswith("default-src 'none'; img-src data:; ")
    assert "unsafe" not in policy
    assert not [tag for tag in soup.find_all() if {"style", "onclick", "onload"} & set(tag.attrs)]


def test_nothing_in_the_file_leads_to_a_load() -> None:
    """No element that loads has an address other than data; links are not loads."""
    html = render(run_of(result_of(journeys=[journey_of(end_picture=PART)])), {"pictures/aa.jpg": JPEG})
    soup = _soup(html)
    sources = [str(tag["src"]) for tag in soup.select("[src]")]
    assert sources == ["data:image/jpeg;base64," + base64.b64encode(JPEG).decode()]
    assert not soup.select("iframe, object, embed, form, base, video, audio, link:not([rel=icon])")
    assert "url(" not in html
    assert "@import" not in html


def test_pictures_wait_until_they_are_seen() -> None:
    """A report with hundreds of pictures opens at once."""
    html = render(run_of(result_of(journeys=[journey_of(end_picture=PART)])), {"pictures/aa.jpg": JPEG})
    image = cast(Tag, _soup(html).select_one(".shot img"))
    assert (image["loading"], image["decoding"], image["alt"]) == ("lazy", "async", "Home, “Help” outlined")


def test_a_picture_that_does_not_fit_is_named_instead() -> None:
    """The file has a limit."""
    run = run_of(result_of(journeys=[journey_of(end_picture=PART)]))
    html = render(run, {"pictures/aa.jpg": JPEG}, embedded_bytes_max=3)
    assert _text(html, ".shot") == "The picture is not in this file (pictures/aa.jpg)"


def test_a_picture_is_embedded_by_its_bytes_and_never_an_svg() -> None:
    """A file that calls itself a JPEG and is an SVG is not shown."""
    run = run_of(result_of(journeys=[journey_of(end_picture=PART)]))
    assert "svg+xml" not in render(run, {"pictures/aa.jpg": b"<svg onload=alert(1)>"})


def test_page_text_is_escaped_and_only_web_links_are_links() -> None:
    """The usual way out of a report is closed."""
    bad = '"><script>alert(1)</script>{{ 7*7 }}'
    run = run_of(
        result_of(
            outcome="failed",
            question=bad,
            evidence=[EvidencePart(url="javascript:alert(1)", quote=bad)],
            findings=[FindingPart(kind="x", text=bad, url="data:text/html,x", remedy=bad)],
        )
    )
    soup = _soup(render(run, {}))
    assert len(soup.find_all("script")) == 2
    assert cast(Tag, soup.select_one(".question h3")).get_text() == bad
    hrefs = [str(tag["href"]) for tag in soup.find_all("a")]
    assert all(href.startswith(("#", "https://tiles.example")) for href in hrefs)


def test_links_out_give_nothing_away() -> None:
    """No opener, no referrer, no endorsement."""
    soup = _soup(render(run_of(result_of()), {}))
    outside = [tag for tag in soup.find_all("a") if str(tag["href"]).startswith("http")]
    assert outside
    assert all(tag["rel"] == ["noopener", "noreferrer", "nofollow"] for tag in outside)


def test_every_link_inside_leads_somewhere() -> None:
    """Permalinks, the matrix and what to mend first point at ids that exist once."""
    run = run_of(
        result_of("a", "failed", journeys=[journey_of("failed", click_on("Help"))], best_journey=0),
        result_of("a b", "failed", journeys=[journey_of("failed"), journey_of("failed", device="phone")]),
    )
    soup = _soup(render(run, {}))
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    targets = {str(tag["href"])[1:] for tag in soup.select('a[href^="#"]')}
    assert targets <= set(ids)
    assert len(ids) == len(set(ids))


def test_headings_go_down_one_level_at_a_time() -> None:
    """A reader who listens can find the way."""
    run = run_of(result_of(outcome="failed", journeys=[journey_of("failed", click_on("Help"))]))
    levels = [int(tag.name[1]) for tag in _soup(render(run, {})).find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_an_incomplete_run_says_so() -> None:
    """A number that leaves out half the questions must not look whole."""
    html = render(run_of(result_of(), complete=False), {})
    assert _text(html, ".asides.is-incomplete") == "This run was stopped before every question was asked."


def test_a_run_without_questions_renders() -> None:
    """Empty is a report too."""
    assert _text(render(run_of(), {}), "h2") == "No question was asked"


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2 (relative luminance of sRGB colours)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_text_colour_can_be_read_on_every_ground_in_light_and_dark() -> None:
    """At least 4.5 to 1, as WCAG 2.2 AA asks of small text."""
    css = cast(Tag, _soup(render(run_of(), {})).find("style")).get_text()
    schemes = [
        dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{[^}]*\}", css)
    ]
    for colours in schemes[:2]:
        inks = ("ink", "quiet", "accent", "passed", "failed", "review", "errored", "skipped")
        ratios = {
            (ink, on): _contrast(colours[ink], colours[on])
            for ink in inks
            for on in ("ground", "surface", "well")
        }
        assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}
