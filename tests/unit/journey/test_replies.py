"""What a reply means: the step's word, a note for people, a cause for us."""

from __future__ import annotations

import pytest
from worlds import DESKTOP, HOME, at

from selfserve_check.journey.replies import (
    blocked_cause,
    cause_of,
    led_away,
    not_opened,
    note_of,
    result_word,
)
from selfserve_check.journey.site_port import (
    Arrived,
    Broken,
    CouldNotAsk,
    NoChange,
    PageState,
    RefusalKind,
    Refused,
    Reply,
    Unobserved,
    Walled,
)
from selfserve_check.model.action import StateId
from selfserve_check.model.journey import BlockedRequest, Cause, Note
from selfserve_check.model.observation import Observation

STATE = StateId(view=DESKTOP, url=HOME)
POST = BlockedRequest(
    method="POST", url=at("/graphql"), why="not a read", allow_reads="POST https://shop.example/graphql"
)
UNKNOWN_READ = BlockedRequest(method="PUT", url=at("/x"), why="not a read")
TIMEOUT = Cause(kind="timeout", detail="the page took over 30 s", url=HOME)
OFF_HOST = Refused(kind=RefusalKind.OFF_HOST, detail="help.example", url="https://help.example/r")
ROBOTS = Refused(kind=RefusalKind.ROBOTS, detail="/private", url=at("/private"))


def arrived(*blocked: BlockedRequest) -> Arrived:
    return Arrived(page=PageState(id=STATE, observation=Observation(url=HOME, title=""), blocked=blocked))


@pytest.mark.parametrize(
    ("reply", "word"),
    [
        (arrived(), "arrived"),
        (NoChange(), "no_change"),
        (OFF_HOST, "refused"),
        (Broken(url=HOME, status=404, detail="gone"), "broken"),
        (Walled(url=HOME, detail="log in"), "walled"),
        (CouldNotAsk(cause=TIMEOUT), "could_not_ask"),
        (Unobserved(state=STATE, action=None), "unobserved"),
    ],
)
def test_each_reply_has_its_word(reply: Reply, word: str) -> None:
    """The words that run.json holds."""
    assert result_word(reply) == word


@pytest.mark.parametrize(
    ("reply", "kind", "text"),
    [
        (
            OFF_HOST,
            "off_host",
            "'R' looked promising and leads to help.example; to let visitors follow, add it to hosts:",
        ),
        (ROBOTS, "robots", "robots.txt forbids /private ('R')"),
        (
            Refused(kind=RefusalKind.NOT_A_PAGE, detail="application/pdf", url=HOME),
            "not_a_page",
            "'R' is not a page (application/pdf) and was not opened",
        ),
        (
            Broken(url=HOME, status=404, detail="it answered 404"),
            "broken",
            "'R' leads to a dead end: it answered 404",
        ),
        (Walled(url=HOME, detail="log in"), "walled", "'R' leads to a wall: log in"),
        (CouldNotAsk(cause=TIMEOUT), "could_not_ask", "'R': the page took over 30 s"),
    ],
)
def test_what_a_reader_should_know_is_noted(reply: Reply, kind: str, text: str) -> None:
    """What was met, at which link, and what to do about it."""
    note = note_of(reply, "R")
    assert note is not None
    assert (note.kind, note.text) == (kind, text)


@pytest.mark.parametrize("reply", [arrived(), NoChange(), Unobserved(state=STATE, action=None)])
def test_ordinary_replies_leave_no_note(reply: Reply) -> None:
    """Nothing to tell."""
    assert note_of(reply, "R") is None


def test_our_trouble_is_its_own_cause() -> None:
    """Passed on as it is."""
    assert cause_of(CouldNotAsk(cause=TIMEOUT)) == TIMEOUT


def test_what_a_recording_lacks_is_a_cause() -> None:
    """And the hint says how to see it."""
    cause = cause_of(Unobserved(state=STATE, action=None))
    assert cause is not None
    assert (cause.kind, cause.url, cause.hint) == ("unobserved", HOME, "run again without --offline")


def test_robots_txt_is_a_cause_and_another_host_is_not() -> None:
    """What robots.txt hides may hold the answer; what lies on another host is the site's affair."""
    cause = cause_of(ROBOTS)
    assert cause is not None
    assert cause.kind == "robots"
    assert "robots: owner" in cause.hint
    assert cause_of(OFF_HOST) is None


@pytest.mark.parametrize("reply", [arrived(POST), NoChange(blocked=(POST, UNKNOWN_READ))])
def test_a_request_that_the_guard_stopped_is_a_cause(reply: Reply) -> None:
    """It names the first request and the line to add."""
    cause = cause_of(reply)
    assert cause == blocked_cause(POST)
    assert cause.kind == "blocked_request"
    assert cause.hint == 'if it only reads, add allow_reads: ["POST https://shop.example/graphql"]'


def test_a_stopped_request_that_no_line_can_allow_gives_no_hint() -> None:
    """Nothing to add, nothing said."""
    assert blocked_cause(UNKNOWN_READ).hint == ""


@pytest.mark.parametrize(
    "reply", [arrived(), NoChange(), Broken(url=HOME, status=404, detail=""), Walled(url=HOME, detail="")]
)
def test_the_site_s_own_faults_are_no_causes(reply: Reply) -> None:
    """A dead end or a wall says that the site failed, not that we did."""
    assert cause_of(reply) is None


def test_notes_are_values() -> None:
    """Two equal notes are one: the walk keeps each once."""
    again: Note | None = note_of(ROBOTS, "R")
    assert again == note_of(ROBOTS, "R")


def test_a_link_of_the_site_that_redirects_away_is_a_cause() -> None:
    """The visitor saw no other host; whether the answer is there nobody knows."""
    cause = led_away(at("/returns"), OFF_HOST, at("/"), 0.1)
    assert cause is not None
    assert cause.detail.startswith("https://shop.example/returns redirects to help.example")
    assert cause.hint == 'if it belongs to the site, add hosts: ["help.example"]'
    assert led_away("https://help.example/r", OFF_HOST, at("/"), 0.9) is None
    assert led_away("", OFF_HOST, at("/"), 0.9) is None


def test_a_promising_link_to_a_sister_host_is_a_cause() -> None:
    """The site's own help on a host that was not given: nobody knows what it says. One that smells of nothing
    leads to the careers page as likely as not."""
    url = "https://help.shop.example/returns"
    reply = Refused(kind=RefusalKind.OFF_HOST, detail="help.shop.example", url=url)
    cause = led_away(url, reply, "https://www.shop.example/start?id=1", 0.4)
    assert cause is not None
    assert cause.detail == (
        "a link on https://www.shop.example/start leads to help.shop.example, which is not opened, and the "
        "answer may be there"
    )
    assert cause.hint == 'if it belongs to the site, add hosts: ["help.shop.example"]'
    assert led_away(url, reply, "https://www.shop.example/", 0.39) is None
    assert led_away(url, reply, "https://www.lamps.example/", 0.9) is None


def test_a_start_page_that_leads_away_names_the_line_to_add() -> None:
    """And any other refusal says what else to do."""
    assert not_opened(OFF_HOST).hint == 'if it belongs to the site, add hosts: ["help.example"]'
    assert not_opened(ROBOTS).hint == "start on another page"


def test_a_frame_in_a_private_network_names_the_host_to_allow() -> None:
    """It is a plain read; what keeps it away is where it leads."""
    frame = BlockedRequest(
        method="GET",
        url="http://inside.example:81/f",
        why="inside.example leads to a private address",
        allow_private="inside.example:81",
        frame=True,
    )
    cause = cause_of(arrived(frame))
    assert cause is not None
    assert cause.kind == "private_address"
    assert cause.detail.startswith("a frame of the page, http://inside.example:81/f, was not loaded")
    assert cause.hint == 'if it is meant to be reached, add allow_private: ["inside.example:81"]'
