"""The order in which a survey looks at pages: best first, and no family of addresses takes it over."""

from __future__ import annotations

import pytest

from selfserve_check.diagnosis.errands import Errand, Errands, family_of


def errands(*given: tuple[float, str]) -> Errands:
    queue = Errands()
    for order, (value, url) in enumerate(given):
        queue.push(
            Errand(priority=(-value, 0, order), state=None, action=None, url=url, family=family_of(url))
        )
    return queue


def taken(queue: Errands, count: int) -> list[str]:
    return [queue.pop().url for _ in range(count)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/calendar/2026/1", "https://a.example/calendar/2031/12", True),
        ("https://a.example/list?f=red", "https://a.example/list?f=red,blue", True),
        ("https://a.example/list?f=1&g=2", "https://a.example/list?g=1&f=2", True),
        ("https://a.example/list?f=1", "https://a.example/list?f=1&g=2", False),
        ("https://a.example/returns-7f3a", "https://a.example/returns-99", True),
        ("https://a.example/help/returns", "https://a.example/help/delivery", False),
        ("https://a.example/p/1", "https://b.example/p/1", False),
        ("http://[", "http://[", True),
    ],
)
def test_families(one: str, other: str, same: bool) -> None:
    """Addresses that differ only in what is counted with."""
    assert (family_of(one) == family_of(other)) is same


def test_the_best_comes_first() -> None:
    """While nothing repeats, scent alone decides, and among equals the order found."""
    queue = errands((0.1, "/a"), (0.9, "/b"), (0.5, "/c"), (0.5, "/d"))
    assert taken(queue, 4) == ["/b", "/c", "/d", "/a"]
    assert not queue


def test_months_that_smell_best_leave_every_second_turn_to_others() -> None:
    """Six of a family, then by turns; what is left of it comes when nothing else is."""
    months = [(0.9, f"/calendar/{number}") for number in range(10)]
    queue = errands(*months, (0.2, "/about"), (0.1, "/terms"))
    order = taken(queue, 12)
    assert [url for url in order[:6] if url.startswith("/calendar")] == order[:6]
    assert order[6:10] == ["/calendar/6", "/about", "/calendar/7", "/terms"]
    assert len(set(order)) == 12


def test_new_months_that_come_up_meanwhile_wait_too() -> None:
    """An endless list adds its next page each time one is looked at."""
    queue = errands((0.9, "/m/0"), (0.3, "/about"))
    seen = []
    for number in range(1, 12):
        seen.append(queue.pop().url)
        queue.push(
            Errand(
                priority=(-0.9, 0, 100 + number), state=None, action=None, url=f"/m/{number}", family="/#?"
            )
        )
    assert "/about" in seen
