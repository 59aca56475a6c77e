"""Which pages are read by their words alone."""

from __future__ import annotations

import asyncio

from worlds import DESKTOP, HOME, at

from selfserve_check.journey.languages import LanguagesMet, words_only
from selfserve_check.journey.site_port import Arrived, NoChange, PageState, Reply
from selfserve_check.model.action import Action, Click, StateId, View
from selfserve_check.model.observation import AffordanceKey, AffordanceKind, Observation
from selfserve_check.model.result import WordsOnly

HOME_STATE = StateId(view=DESKTOP, url=HOME)
CLICK = Click(key=AffordanceKey(kind=AffordanceKind.LINK, name="x"))


def knows(lang: str) -> bool:
    return lang[:2] in ("", "en")


class _Spoken:
    """Opens pages in the language that their path names; an act stays where it was."""

    async def open(self, view: View, url: str) -> Reply:
        lang = url.removeprefix(HOME).partition("/")[0]
        seen = Observation(url=url, title="", lang=lang)
        return Arrived(page=PageState(id=StateId(view=view, url=url), observation=seen))

    async def act(self, state: StateId, action: Action) -> Reply:
        if action == CLICK:
            return NoChange()
        return await self.open(state.view, state.url)


def met(*paths: str) -> dict[str, str]:
    site = LanguagesMet(site=_Spoken())

    async def look() -> None:
        for path in paths:
            await site.open(DESKTOP, at(path))
        await site.act(HOME_STATE, CLICK)

    asyncio.run(look())
    return site.langs


def test_each_page_is_counted_once() -> None:
    """However often a visitor comes there, and whichever part of it the address names."""
    assert met("/de/a", "/en/b", "/de/a", "/de/a#c") == {at("/de/a"): "de", at("/en/b"): "en"}


def test_what_led_nowhere_is_no_page() -> None:
    """An act without a new page has no language."""
    assert met() == {}


def test_pages_in_languages_that_are_known_need_no_word() -> None:
    """Nor do pages that name none: they are read as English."""
    assert words_only({"a": "en", "b": "en-GB", "c": ""}, knows) is None
    assert words_only({}, knows) is None


def test_the_language_of_most_pages_comes_first() -> None:
    """Regions of one language are one; equals go by their code."""
    langs = {"a": "fr", "b": "de-AT", "c": "en", "d": "de", "e": "es"}
    assert words_only(langs, knows) == WordsOnly(languages=("de", "es", "fr"), pages=4, read=5)


def test_what_is_no_language_is_counted_but_not_named() -> None:
    """The attribute is page text and can hold anything."""
    langs = {"a": "<script>", "b": "12", "c": "abcdefghij"}
    assert words_only(langs, knows) == WordsOnly(languages=(), pages=3, read=3)
