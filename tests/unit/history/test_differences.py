"""What was changed on a page between two nights, as far as anybody looked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from nights import SITE, page, path, question

from selfserve_check.history.differences import TOLD_MAX, differences, differences_back
from selfserve_check.history.pages import CHARS_MAX, LinkDigest, PageDigest
from selfserve_check.history.past import Quote
from selfserve_check.model.past_path import PastStep

ANSWER = "You have 30 days to send anything back, counted from the day it came."
HOME = page("/", "Welcome", links=(("Returns", "/returns"), ("Delivery", "/delivery")))
RETURNS = page("/returns", "Sending things back", ANSWER)
BEFORE = question(quote=ANSWER, pages=(HOME, RETURNS))


def told(*pages: PageDigest) -> list[tuple[str, str, str]]:
    now = question(outcome="failed", pages=pages)
    return [(one.what, one.was, one.now) for one in differences(BEFORE, now)]


def linking(*links: tuple[str, str], cut: bool = False) -> PageDigest:
    return page("/", "Welcome", links=links, cut=cut)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ((HOME, RETURNS), []),
        ((linking(("Delivery", "/delivery")), RETURNS), [("label_gone", "Returns", "")]),
        ((linking(("Send back", "/returns")), RETURNS), [("label_renamed", "Returns", "Send back")]),
        (
            (linking(("Returns", "/new")), RETURNS),
            [("page_moved", SITE + "/returns", SITE + "/new")],
        ),
        ((HOME, page("/returns", dead=True)), [("link_dead", "Returns", SITE + "/returns")]),
        ((page("/", dead=True),), [("page_gone", "", "")]),
        (
            (HOME, page("/returns", "Sending things back", ANSWER.replace("30", "14"))),
            [("passage_edited", ANSWER, ANSWER.replace("30", "14"))],
        ),
        ((HOME, page("/returns", "Sending things back")), [("passage_gone", ANSWER, "")]),
        ((HOME,), []),
        ((), []),
    ],
    ids=[
        "same",
        "gone",
        "renamed",
        "moved",
        "dead",
        "start gone",
        "edited",
        "passage gone",
        "unseen",
        "nothing",
    ],
)
def test_each_change_is_told(pages: tuple[PageDigest, ...], expected: list[tuple[str, str, str]]) -> None:
    """And nothing of a page that nobody looked at."""
    assert told(*pages) == expected


def test_what_lies_behind_a_cap_is_not_called_gone() -> None:
    """A page that was cut may still hold the label."""
    assert told(linking(("Delivery", "/delivery"), cut=True), RETURNS) == []
    assert told(HOME, page("/returns", "Sending things back", cut=True)) == []


def test_an_old_label_beside_the_old_one_is_no_new_name() -> None:
    """ "Delivery" led elsewhere; that it leads here now does not make it the heir of "Returns"."""
    assert told(linking(("Delivery", "/returns")), RETURNS) == [("label_gone", "Returns", "")]


def test_capitals_and_spaces_are_no_change() -> None:
    """Nor is a trailing slash or a campaign's mark in an address."""
    assert told(linking(("  RETURNS ", "/returns/?utm_source=x")), page("/returns/", ANSWER)) != []
    assert told(linking(("  RETURNS ", "/returns")), RETURNS) == []


def test_a_link_known_to_be_dead_is_told_as_one() -> None:
    """Somebody followed it in this run."""
    dead = replace(
        HOME, links=(LinkDigest(label="Returns", kind="link", target=SITE + "/returns", dead=True),)
    )
    assert told(dead) == [("link_dead", "Returns", SITE + "/returns")]


def test_a_long_passage_that_was_cut_is_the_same_passage() -> None:
    """Digests keep the beginning."""
    long = "All about it. " * 60
    before = question(quote=long, pages=(HOME, page("/returns", long[:CHARS_MAX])))
    now = question(outcome="failed", pages=(HOME, page("/returns", " ".join(long.split())[:CHARS_MAX])))
    assert differences(before, now) == ()


def test_what_was_mended_is_told_the_other_way_round() -> None:
    """Seen from the night on which it failed."""
    failed = question(outcome="failed", pages=(linking(("Delivery", "/delivery")), RETURNS))
    assert [(one.what, one.was, one.now) for one in differences_back(failed, BEFORE)] == [
        ("label_new", "", "Returns")
    ]


def test_the_diff_stays_small() -> None:
    """However long the way was."""
    steps = tuple(
        PastStep(action="click", label=f"L{n}", url=f"{SITE}/{n}", landed=f"{SITE}/{n + 1}")
        for n in range(20)
    )
    before = question(way=replace(path(), steps=steps))
    now = question(outcome="failed", pages=tuple(page(f"/{n}") for n in range(20)))
    assert len(differences(before, now)) == TOLD_MAX


def test_only_the_first_quote_is_the_answer() -> None:
    """Others stood beside it."""
    before = replace(BEFORE, quotes=(*BEFORE.quotes, Quote(url=SITE + "/returns", text="Something else")))
    assert differences(before, question(outcome="failed", pages=(HOME, RETURNS))) == ()
