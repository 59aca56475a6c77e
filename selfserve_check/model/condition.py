"""Bad days: the conditions under which the same questions are asked once more.

A condition is a part of the :class:`View`, so that nothing seen under one is taken for what another shows.
"""

from __future__ import annotations

import re
from dataclasses import replace

from selfserve_check.model.action import View
from selfserve_check.model.said import say

NORMAL = "normal"
NO_SCRIPTS = "no_scripts"
NO_THIRD_PARTIES = "no_third_parties"
SLOW = "slow"
SEARCH_DOWN = "search_down"
SMALL_SCREEN = "small_screen"
KEYBOARD = "keyboard"
CONDITIONS = (NO_SCRIPTS, NO_THIRD_PARTIES, SLOW, SEARCH_DOWN, SMALL_SCREEN, KEYBOARD)
AFTER_CONSENT = "after_consent"
"""A yes to cookies: an audit looks at a page or two that way, and nobody can ask for it as a condition."""

LOCALE = "locale: "
"""What stands before the language tag in the name of a condition that is a locale: ``locale: de-DE``."""

LANGUAGE_TAG = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


def locale_of(condition: str) -> str:
    """The language tag that a condition stands for, "" when it is no locale."""
    return condition.removeprefix(LOCALE) if condition.startswith(LOCALE) else ""


def under(view: View, condition: str) -> View:
    """``view`` on a day when ``condition`` holds."""
    return replace(view, condition=condition, locale=locale_of(condition) or view.locale)


def is_normal(view: View) -> bool:
    return view.condition == NORMAL


_SHORT = {
    NORMAL: say("normal"),
    NO_SCRIPTS: say("without scripts"),
    NO_THIRD_PARTIES: say("without other hosts"),
    SLOW: say("on a slow line"),
    SEARCH_DOWN: say("with the search down"),
    SMALL_SCREEN: say("on a small screen"),
    KEYBOARD: say("by keyboard"),
}
_FIRST = {
    NO_SCRIPTS: say("Without scripts"),
    NO_THIRD_PARTIES: say("Without other hosts"),
    SLOW: say("On a slow line"),
    SEARCH_DOWN: say("With the search down"),
    SMALL_SCREEN: say("On a small screen"),
    KEYBOARD: say("By keyboard"),
}
_REMEDIES = {
    NO_SCRIPTS: say("Put the answer, and the links that lead to it, into the HTML that the server sends."),
    NO_THIRD_PARTIES: say("Serve the answer, and what the way to it needs, from the site's own hosts."),
    SLOW: say("Let the page show the answer without waiting for everything else, and send less before it."),
    SEARCH_DOWN: say("Link to the answer, so that the search is not the only way; say so when it fails."),
    SMALL_SCREEN: say("Keep the links and the answer visible at a width of 320 CSS pixels."),
    KEYBOARD: say("Make what leads to the answer a link or a button, reached by Tab and worked by Enter."),
}


def condition_words(condition: str) -> str:
    """The condition as a part of a sentence: "without scripts"; an unknown one as it is written."""
    tag = locale_of(condition)
    return say("in {language}", language=tag) if tag else _SHORT.get(condition, condition)


def condition_first(condition: str) -> str:
    """The same at the beginning of a sentence: "Without scripts"."""
    tag = locale_of(condition)
    return say("In {language}", language=tag) if tag else _FIRST.get(condition, condition)


def condition_remedy(condition: str) -> str:
    """What to change when a condition keeps visitors from an answer."""
    tag = locale_of(condition)
    if tag:
        return say(
            "Answer the question for visitors whose browser asks for {language}, too, or keep them on the "
            "page.",
            language=tag,
        )
    return _REMEDIES.get(condition, "")
