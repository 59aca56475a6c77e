"""Replies that only the guard can give, and captured navigations."""

from __future__ import annotations

from selfserve_check.browser.capture import Navigation, NavigationCapture
from selfserve_check.browser.documents import (
    DocumentArrived,
    DocumentFailed,
    DocumentRefused,
    refusal_in,
    too_many_redirects,
)
from selfserve_check.browser.ledger import TROUBLES_MAX, Layer, Ledger, Met, Stopped, Trouble
from selfserve_check.journey.site_port import Broken, CouldNotAsk, RefusalKind, Refused

ELSEWHERE = Refused(kind=RefusalKind.OFF_HOST, detail="help.example", url="https://help.example/")


def test_a_refusal_is_its_own_reply() -> None:
    """Whoever asked for the document gets what stopped it."""
    assert refusal_in(DocumentRefused(url="https://help.example/", reply=ELSEWHERE)) == ELSEWHERE


def test_what_the_browser_can_say_itself_is_left_to_it() -> None:
    """An answer of the site, an error without a cause of ours, nothing yet."""
    assert refusal_in(DocumentArrived(url="https://a.example/", status=404)) is None
    assert refusal_in(DocumentFailed(url="https://a.example/", error="net::ERR_ABORTED")) is None
    assert refusal_in(None) is None


def test_the_trouble_of_the_proxy_becomes_a_cause() -> None:
    """With a hint what to do, and the secrets of the address masked."""
    trouble = Trouble(kind="private_address", detail="a.example leads to a private address")
    reply = refusal_in(DocumentFailed(url="https://a.example/?token=x", error="", trouble=trouble))
    assert isinstance(reply, CouldNotAsk)
    assert reply.cause.kind == "private_address"
    assert reply.cause.url == "https://a.example/?token=***"
    assert "allow_private" in reply.cause.hint


def test_redirects_without_end_are_the_sites_fault() -> None:
    """Status 0 stands for a loop."""
    broken = too_many_redirects("https://a.example/x", 10)
    assert broken == Broken(
        url="https://a.example/x",
        status=0,
        detail="the address redirects more than 10 times (limits.redirects_max)",
    )


def test_a_capture_keeps_targets_in_order_and_the_first_refusal() -> None:
    """``seen`` tells at the first of either."""
    capture = NavigationCapture()
    assert not capture.seen.is_set()
    capture.add(Navigation(url="https://help.example/", method="GET", new_tab=False), ELSEWHERE)
    assert capture.seen.is_set()
    capture.add(Navigation(url="https://a.example/1", method="GET", new_tab=False), None)
    capture.add(Navigation(url="https://a.example/2", method="GET", new_tab=True), None)
    assert [target.url for target in capture.targets] == ["https://a.example/1", "https://a.example/2"]
    assert capture.refused == ELSEWHERE


def test_the_ledger_counts_all_and_keeps_the_last() -> None:
    """A page that tries without end fills neither memory nor the report."""
    ledger = Ledger()
    for number in range(1_500):
        ledger.stop(Stopped(layer=Layer.ROUTE, method="POST", url=f"https://a.example/{number}", why="x"))
    assert ledger.stopped_count == 1_500
    assert len(ledger.stopped) == 1_000
    assert ledger.stopped[-1].url == "https://a.example/1499"


def test_the_ledger_forgets_the_trouble_with_a_host_that_answers() -> None:
    """Trouble is told by host and port, and there is a limit to it."""
    ledger = Ledger()
    trouble = Trouble(kind="dns", detail="a.example has no address")
    ledger.note_trouble("a.example", 443, trouble)
    assert ledger.trouble_with("https://a.example/x") == trouble
    assert ledger.trouble_with("http://a.example/x") is None
    ledger.note_reached("a.example", 443)
    assert ledger.trouble_with("https://a.example/x") is None
    for number in range(TROUBLES_MAX + 5):
        ledger.note_trouble(f"h{number}.example", 443, trouble)
    assert ledger.trouble_with(f"https://h{TROUBLES_MAX + 1}.example/") is None


def test_the_ledger_knows_of_one_answer_what_it_does_not_know_of_the_host() -> None:
    """And forgets it when the same is asked for anew."""
    ledger = Ledger()
    cut = Trouble(kind="limit", detail="longer than limits.bytes_max allows")
    ledger.note_body("http://a.example/long", cut)
    assert ledger.trouble_with("http://a.example/long#top") == cut
    assert ledger.trouble_with("http://a.example/short") is None
    ledger.note_body("http://a.example/long", None)
    assert ledger.trouble_with("http://a.example/long") is None


def test_the_ledger_counts_the_caps_that_held() -> None:
    """By their settings, with the place where each held first."""
    ledger = Ledger()
    for path in ("one", "two"):
        ledger.meet("limits.bytes_max", f"http://a.example/{path}?token=x")
    ledger.meet("limits.popups_max", "http://a.example/")
    assert ledger.met == (
        Met(setting="limits.bytes_max", times=2, url="http://a.example/one?token=***"),
        Met(setting="limits.popups_max", times=1, url="http://a.example/"),
    )
