"""The shop's own search."""

from __future__ import annotations

from selfserve_check.demo.search import Hit, SearchIndex

_PAGES = {
    "/returns": b"<title>Returns | Shop</title><meta name=description content='Sending back'>"
    b"<main>You can return tiles.</main>",
    "/delivery": b"<title>Delivery | Shop</title><meta name=description content='How it comes'>"
    b"<nav>Returns</nav><main>Lorries bring tiles. A return is free.</main>",
}


def test_a_title_outweighs_the_text() -> None:
    """The page about returns comes before the page that mentions them."""
    found = SearchIndex(_PAGES).search("return")
    assert [hit.path for hit in found] == ["/returns", "/delivery"]


def test_a_hit_shows_title_and_description_only() -> None:
    """No passage of the page leaks into the list of results."""
    assert SearchIndex(_PAGES).search("lorry") == (
        Hit(path="/delivery", title="Delivery", description="How it comes"),
    )


def test_words_are_found_by_their_stem() -> None:
    """Somebody who types another form of the word finds the page."""
    assert SearchIndex(_PAGES).search("RETURNING")[0].path == "/returns"


def test_navigation_is_not_searched() -> None:
    """What stands on every page says nothing about one of them."""
    pages = {"/a": b"<title>A</title><nav>Warranty</nav><main>Text</main>"}
    assert SearchIndex(pages).search("warranty") == ()


def test_little_words_and_nothing_find_nothing() -> None:
    """An empty query or one of little words only gives an empty list."""
    index = SearchIndex(_PAGES)
    assert index.search("") == ()
    assert index.search("how do I") == ()


def test_there_are_at_most_ten_hits() -> None:
    """The list stays short however many pages match."""
    pages = {f"/{n:02}": b"<title>Tile</title><main>tile</main>" for n in range(30)}
    assert [hit.path for hit in SearchIndex(pages).search("tile")] == [f"/{n:02}" for n in range(10)]
