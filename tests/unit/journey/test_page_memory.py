"""What hangs on a page alone is worked out once for each page, and never mistaken for another's."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from selfserve_check.journey.page_memory import (
    PAGES_MAX,
    Memory,
    forget_pages,
    once_a_page,
    once_a_part,
    pages_at_once,
    pages_remembered,
    remember_pages,
)
from selfserve_check.language.forgetting import for_a_run
from selfserve_check.model.observation import Observation


class Counted:
    """Reads titles, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, page: Observation) -> str:
        self.times += 1
        return page.title


def page(title: str) -> Observation:
    return Observation(url="https://x.example/", title=title, lang="en")


def test_the_same_page_is_worked_on_once() -> None:
    read, home = Counted(), page("Home")
    titled = once_a_page(read)
    assert [titled(home), titled(home), titled(home)] == ["Home"] * 3
    assert read.times == 1


def test_pages_that_come_and_go_are_never_mistaken_for_each_other() -> None:
    """Each is gone before the next is made, which may then lie at the same place in memory."""
    titled = once_a_page(Counted())
    assert [titled(page(f"Page {n}")) for n in range(2_000)] == [f"Page {n}" for n in range(2_000)]


def test_the_pages_asked_for_last_are_kept() -> None:
    read = Counted()
    titled = once_a_page(read)
    most = pages_remembered()
    first, *others = [page(f"Page {n}") for n in range(most + 1)]
    for one in (first, *others[:-1], first, others[-1]):
        titled(one)
    assert read.times == most + 1
    titled(first)
    assert read.times == most + 1
    titled(others[0])
    assert read.times == most + 2


@pytest.fixture
def _ten_pages() -> Iterator[None]:
    remember_pages(10)
    yield
    remember_pages(PAGES_MAX)


@pytest.mark.usefixtures("_ten_pages")
def test_of_how_many_pages_much_is_known_is_for_the_user_to_say() -> None:
    """With room for edited ones, and what is read at a time is remembered."""
    assert pages_at_once() < 10 < pages_remembered() < 20
    read, memory = Counted(), Memory[int]()
    titled = once_a_page(read)
    pages = [page(f"Page {n}") for n in range(pages_remembered() + 1)]
    for _ in range(2):
        for one in pages[: pages_at_once()]:
            titled(one)
    assert read.times == pages_at_once()
    for number, one in enumerate(pages):
        titled(one)
        memory.put("", one, number)
    assert memory.get("", pages[0]) is None
    assert memory.get("", pages[-1]) == len(pages) - 1
    titled(pages[0])
    assert read.times == len(pages) + 1


@dataclass(eq=False)
class Part:
    """Something on a page."""

    text: str


class Held(Observation):
    """A page that can be watched as it goes."""

    __slots__ = ("__weakref__",)


def text_of(part: Part, _key: str) -> str:
    return part.text


def test_when_the_run_is_over_nothing_holds_its_pages() -> None:
    """A process that asks one site after the other holds the pages of one."""
    words: Memory[str] = Memory[str](most=10).for_a_run()
    titled = once_a_page(Counted())
    read = once_a_part(text_of)
    home, part = Held(url="https://x.example/", title="Home"), Part("Returns")
    held = weakref.ref(home), weakref.ref(part)
    titled(home)
    read((part,), "en")
    words.put("en", part, "returns")
    del home, part
    gc.collect()
    assert all(one() is not None for one in held)
    forget_pages()
    gc.collect()
    assert [one() for one in held] == [None, None]


def test_what_was_forgotten_is_worked_out_again() -> None:
    asked: list[str] = []

    @for_a_run(100)
    def said(label: str) -> str:
        asked.append(label)
        return label.lower()

    assert [said("Returns"), said("Returns")] == ["returns", "returns"]
    forget_pages()
    assert said("Returns") == "returns"
    assert asked == ["Returns", "Returns"]
