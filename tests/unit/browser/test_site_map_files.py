"""What a site map lists, and that no file can make reading it endless."""

from __future__ import annotations

import pytest

from selfserve_check.browser.site_map import LOCS_MAX, listed_in

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
