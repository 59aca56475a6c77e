"""Dead links met on the way."""

from __future__ import annotations

from audited_sites import found, ground_over, scenario_of
from worlds import HOME, Dead, Document, Down, Page, Wall, at, link

from selfserve_check.model.finding import Quote


def test_a_dead_link_is_told_with_the_page_and_the_label() -> None:
    """Met by those who looked around, too."""
    documents: dict[str, Document] = {
        "/": Page(title="Tiles", things=(link("Cutting", "/gone"), link("Help", "/help"))),
        "/help": Page(title="Help", things=(link("How to cut", "/gone"),)),
        "/gone": Dead(),
    }
    (finding,) = found("dead_links", ground_over(documents))
    assert finding.url == HOME
    assert finding.quotes == (Quote(url=HOME, text="Cutting"),)
    assert at("/gone") in finding.text
    assert "404" in finding.text


def test_two_dead_addresses_are_two_findings_those_of_most_pages_first() -> None:
    """Met by visitors on two pages, and by one."""
    documents: dict[str, Document] = {
        "/": Page(title="Tiles", things=(link("Return something", "/a"), link("Returns help", "/b"))),
        "/a": Dead(),
        "/b": Page(title="Help", things=(link("Return form", "/c"),)),
        "/c": Dead(status=410),
    }
    ground = ground_over(documents, scenario_of(budget=5))
    assert [finding.text.count("leads to") for finding in found("dead_links", ground)] == [1, 1]


def test_a_start_page_that_is_gone_is_told() -> None:
    """There is no label that leads there."""
    (finding,) = found("dead_links", ground_over({"/": Dead()}, scenario_of()))
    assert finding.text.startswith(f"Visitors start on {HOME}, where")


def test_what_did_not_come_or_is_shut_is_no_dead_link() -> None:
    """Silence is not the site's word, and a wall is a door."""
    documents: dict[str, Document] = {
        "/": Page(title="Tiles", things=(link("Down", "/down"), link("Account", "/account"))),
        "/down": Down(),
        "/account": Wall(),
    }
    assert found("dead_links", ground_over(documents)) == ()


def test_an_address_of_the_site_map_that_is_gone_is_on_nobodys_way() -> None:
    """No visitor meets it; and it may open where a click leads there."""
    documents: dict[str, Document] = {"/": Page(title="Tiles"), "/old": Dead()}
    assert found("dead_links", ground_over(documents)) == ()
