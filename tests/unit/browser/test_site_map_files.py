"""What a site map lists, and that no file can make reading it endless."""

from __future__ import annotations

import gzip

import pytest

from selfserve_check.browser.http import Fetched
from selfserve_check.browser.site_map import LOCS_MAX, SiteMapLimits, listed_addresses, listed_in

URLS = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


def test_pages_and_indexes() -> None:
    """With the namespace and without, comments passed over, white space off."""
    pages = URLS.format(
        "<!-- x --><url><loc> https://a.example/1 </loc></url><url><loc>https://a.example/ü</loc></url>"
    )
    assert listed_in(pages.encode()) == (False, ["https://a.example/1", "https://a.example/ü"])
    index = "<sitemapindex><sitemap><loc>https://a.example/x.xml</loc></sitemap></sitemapindex>"
    assert listed_in(index.encode()) == (True, ["https://a.example/x.xml"])


def test_no_entity_is_resolved() -> None:
    """Neither one that grows a thousandfold nor one that holds a file of this machine."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}<!ENTITY own SYSTEM "file:///etc/passwd">]>'
    body = f"{doctype}<urlset><url><loc>https://a.example/&l9;</loc></url><url><loc>https://a.example/&own;</loc></url></urlset>"
    _, locs = listed_in(body.encode())
    assert all(len(loc) < 100 and "root:" not in loc for loc in locs)


def test_reading_ends_where_enough_was_listed() -> None:
    """The end of a file that lists a million pages is never parsed: it would be an error."""
    body = b"<urlset>" + b"<url><loc>https://a.example/</loc></url>" * (LOCS_MAX * 3) + b"<<<"
    assert len(listed_in(body)[1]) == LOCS_MAX


@pytest.mark.parametrize(
    "body", [b"", b"\x00\xff", b"<html><p>Not found", b"{}", b"<urlset><url><loc>x", b"<a" * 1000]
)
def test_what_is_no_site_map_lists_nothing(body: bytes) -> None:
    """And raises nothing."""
    assert listed_in(body)[0] is False


class Site:
    """Answers with the files it was given; what it does not have is a 404."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.asked: list[str] = []

    async def get(self, url: str, *, bytes_max: int | None = None) -> Fetched:
        assert bytes_max is not None
        self.asked.append(url)
        body = self.files.get(url.removeprefix("https://a.example"), b"")
        cut = len(body) > bytes_max
        return Fetched(url=url, status=200 if body else 404, headers={}, body=body[:bytes_max], cut=cut)

    def staged(self, url: str) -> str:
        return url


def listing(*paths: str, index: bool = False) -> bytes:
    locs = "".join(f"<x><loc>https://a.example{path}</loc></x>" for path in paths)
    return (f"<sitemapindex>{locs}</sitemapindex>" if index else f"<urlset>{locs}</urlset>").encode()


async def everything(_url: str) -> None:
    """Nothing is closed."""


INDEX = listing("/1.xml", "/2.xml", index=True)
FILES = {"/sitemap.xml": INDEX, "/1.xml": listing("/a", "/b"), "/2.xml": listing("/c")}


@pytest.mark.parametrize(
    ("limits", "pages", "met"),
    [
        (SiteMapLimits(), "abc", []),
        (SiteMapLimits(files_max=2), "ab", ["limits.site_map_files_max"]),
        (SiteMapLimits(pages_max=1), "a", ["limits.site_map_pages_max"]),
        (SiteMapLimits(pages_max=3), "abc", []),
        (SiteMapLimits(bytes_max=len(INDEX) - 30), "ab", ["limits.site_map_bytes_max"]),
    ],
)
@pytest.mark.asyncio
async def test_each_limit_of_site_maps_is_told(limits: SiteMapLimits, pages: str, met: list[str]) -> None:
    """By its setting; what was listed until then is used."""
    told: list[str] = []
    found = await listed_addresses(
        Site(FILES), "https://a.example", limits, everything, lambda setting, _url: told.append(setting)
    )
    assert found == tuple(f"https://a.example/{page}" for page in pages)
    assert list(dict.fromkeys(told)) == met


@pytest.mark.asyncio
async def test_a_packed_file_is_unpacked_up_to_the_limit() -> None:
    """However little of it came over the line."""
    told: list[str] = []
    site = Site({"/sitemap.xml": gzip.compress(listing(*("/page" for _ in range(10_000))))})
    limits = SiteMapLimits(bytes_max=5_000)
    found = await listed_addresses(
        site, "https://a.example", limits, everything, lambda name, _url: told.append(name)
    )
    assert found == ("https://a.example/page",)
    assert told == ["limits.site_map_bytes_max"]


@pytest.mark.asyncio
async def test_a_file_that_is_closed_is_not_fetched() -> None:
    """By robots.txt or because its host was not given; the others are."""
    site = Site(FILES)

    async def admit(url: str) -> str | None:
        return "closed" if url.endswith("/1.xml") else None

    found = await listed_addresses(
        site, "https://a.example", SiteMapLimits(), admit, lambda _name, _url: None
    )
    assert found == ("https://a.example/c",)
    assert "https://a.example/1.xml" not in site.asked
