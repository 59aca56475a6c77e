"""When a search changed nothing but its own box."""

from __future__ import annotations

from selfserve_check.browser.changes import nothing_found_by_typing
from selfserve_check.model.observation import (
    Affordance,
    AffordanceKey,
    AffordanceKind,
    Observation,
    Passage,
    PassageKind,
)

HINT = Passage(text="Search", kind=PassageKind.FIELD)
TEXT = Passage(text="Lamp shades")


def seen(*passages: Passage, names: tuple[str, ...] = (), url: str = "https://shop.example/") -> Observation:
    keys = (AffordanceKey(kind=AffordanceKind.BUTTON, name=name) for name in names)
    acting = tuple(Affordance(key=key, role="button", label=key.name) for key in keys)
    return Observation(url=url, title="", passages=passages, affordances=acting)


def test_the_hint_that_gave_way_to_the_words_is_no_answer() -> None:
    assert nothing_found_by_typing(seen(TEXT, HINT), seen(TEXT))


def test_nor_is_a_button_that_clears_the_box() -> None:
    assert nothing_found_by_typing(seen(TEXT, HINT), seen(TEXT, names=("Clear",)))
    assert nothing_found_by_typing(seen(TEXT, HINT), seen(TEXT, names=("×",)))


def test_a_suggestion_a_text_and_another_address_are() -> None:
    assert not nothing_found_by_typing(seen(TEXT), seen(TEXT, names=("Returns and refunds",)))
    assert not nothing_found_by_typing(seen(TEXT), seen(TEXT, Passage(text="No results")))
    assert not nothing_found_by_typing(seen(TEXT), seen(TEXT, url="https://shop.example/?q=x"))
