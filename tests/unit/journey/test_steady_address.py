"""Which parts of an address tell visits apart, and which tell pages apart."""

from __future__ import annotations

import pytest

from selfserve_check.journey.addresses import alike, steady_address
from selfserve_check.model.observation import AffordanceKey, AffordanceKind

SITE = "https://shop.example"


@pytest.mark.parametrize(
    "written",
    [
        "/returns?utm_source=mail&utm_campaign=spring",
        "/returns?gclid=EAIaIQobChMI&_gl=1*abc",
        "/returns;jsessionid=0A1B2C3D4E5F",
        "/returns?PHPSESSID=abc",
        "/returns?sid=7f3e2a9c0d1b4e5f6a7b8c9d0e1f2a3b",
        "/(S(f3nadh55xk1jeu45))/returns",
        "/(A(x1)S(f3nadh55xk1jeu45))/returns",
    ],
)
def test_what_tells_visits_apart_is_left_out(written: str) -> None:
    assert steady_address(SITE + written) == f"{SITE}/returns"


@pytest.mark.parametrize(
    "written",
    [
        "/returns?page=2",
        "/story?sid=1742",
        "/find?s=return",
        "/wiki/Return_(law)",
        "/a;b=c",
        "/returns?ref=faq",
    ],
)
def test_what_may_tell_pages_apart_stays(written: str) -> None:
    assert steady_address(SITE + written) == SITE + written


def test_the_other_parameters_stay_as_they_were_written() -> None:
    written = f"{SITE}/find?q=send+it%20back&utm_medium=x&page=2#top"
    assert steady_address(written) == f"{SITE}/find?q=send+it%20back&page=2#top"


def named(name: str, target: str) -> AffordanceKey:
    return AffordanceKey(kind=AffordanceKind.LINK, name=name, target=SITE + target)


def test_a_link_is_found_again_though_it_carries_another_session() -> None:
    """By its name and its steady address; another name, or another page, is another link."""
    wanted = named("Returns", "/returns;jsessionid=AAA")
    again = named("Returns", "/returns;jsessionid=BBB")
    others = [named("Home", "/returns;jsessionid=BBB"), named("Returns", "/about;jsessionid=BBB"), again]
    assert alike(wanted, others) is again
    assert alike(wanted, others[:2]) is None
