"""What is told of banners, and when a banner is all there is to a page."""

from __future__ import annotations

import pytest

from selfserve_check.browser.banners import nothing_beside, told_of, wall
from selfserve_check.browser.consent import Consent, Dismissed, How, Manner, NoBanner, Stuck
from selfserve_check.model.journey import BlockedRequest
from selfserve_check.model.observation import Observation, Passage

STUCK = Stuck(text="We use cookies. Reject all Accept all", tried=("Reject all",))


@pytest.mark.parametrize(
    ("consent", "manner", "notes"),
    [
        (NoBanner(), "refuse", ()),
        (NoBanner(closed=("×",)), "refuse", ("A box over the page was closed (“×”).",)),
        (Dismissed(how=How.REFUSED, label="No"), "refuse", ("A cookie banner was refused (“No”).",)),
        (
            Dismissed(how=How.ACCEPTED, label="OK", tried=("No",)),
            "refuse",
            (
                "A cookie banner could not be refused and was accepted (“OK”). Before that, clicked in vain: “No”.",
            ),
        ),
        (Dismissed(how=How.ACCEPTED, label="OK"), "accept", ("A cookie banner was accepted (“OK”).",)),
        (
            Dismissed(how=How.REFUSED, label="Save", through="Settings", switched_off=2),
            "refuse",
            ("A cookie banner was refused (“Settings” > “Save”, 2 switched off).",),
        ),
        (
            STUCK,
            "refuse",
            (
                "A cookie banner could not be got rid of (clicked in vain: “Reject all”). It says: "
                "“We use cookies. Reject all Accept all”",
            ),
        ),
    ],
)
def test_each_end_of_a_banner_is_told(consent: Consent, manner: Manner, notes: tuple[str, ...]) -> None:
    """A banner that could not be refused says so; one that was accepted as asked does not complain."""
    assert told_of(consent, manner) == notes


@pytest.mark.parametrize(("beside", "nothing"), [((), True), (("You can return it for 30 days.",), False)])
def test_a_page_is_the_banner_when_nothing_else_can_be_read(beside: tuple[str, ...], nothing: bool) -> None:
    """Passages that are the banner's own words do not count."""
    texts = ("We use cookies.", "Reject all", *beside)
    seen = Observation(url="u", title="", passages=tuple(Passage(text=text) for text in texts))
    assert nothing_beside(seen, STUCK) is nothing


def test_a_wall_names_the_request_that_may_open_it() -> None:
    """What we stopped ourselves is said with the line that would let it through."""
    stopped = BlockedRequest(method="POST", url="u", why="w", allow_reads="POST https://shop.example/consent")
    assert 'allow_reads: ["POST https://shop.example/consent"]' in wall("u", (stopped,)).cause.hint
    assert "allow_reads" not in wall("u", ()).cause.hint
