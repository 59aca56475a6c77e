"""A question put in one language to pages in another: nobody knows what those who read them would find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from selfserve_check.journey.page_memory import once_a_page
from selfserve_check.language.tongue import OWN_NAMES, page_tongue, tongue_name, tongue_of
from selfserve_check.language.words import normalise
from selfserve_check.model.action import View
from selfserve_check.model.condition import locale_of
from selfserve_check.model.journey import Cause
from selfserve_check.model.observation import Observation
from selfserve_check.model.said import Said, row, say, say_n

_TEXT_MAX = 3_000
# How much more of the pages must be known to be in other languages than not.
_SHARE_MIN = 0.5


def other_language(wording: str, view: View, pages: Sequence[Observation]) -> Cause | None:
    """Why a question that found nothing on ``pages`` was not really asked of them; None where it was.

    None of the pages is in the language of ``wording``, and most are known to be in others. Where either
    cannot be told, there is no such cause.
    """
    asked = tongue_of(wording)
    if not asked or not pages:
        return None
    read = Counter(tongue_of_page(page) for page in pages)
    others = Counter({code: count for code, count in read.items() if code not in ("", asked)})
    if read[asked] or not others or others.total() < _SHARE_MIN * len(pages):
        return None
    met = min(others, key=lambda code: (-others[code], code))
    detail = say_n(
        "the question is in {tongue}, and of the {count} page that was read {some} in {others}",
        "the question is in {tongue}, and of the {count} pages that were read {some} in {others}",
        len(pages),
        tongue=tongue_name(asked),
        some=say_n("{count} was", "{count} were", others.total()),
        others=_listed(others),
    )
    return Cause(kind="language", detail=detail, url=pages[0].url, hint=_hint(asked, met, view, pages))


def wording_in(wordings: Sequence[str], view: View) -> str:
    """The wording that visitors of ``view`` use: where its condition is a locale the first in that language,
    else the first of all."""
    tag = locale_of(view.condition)
    spoken = (wording for wording in wordings if tag and tongue_of(wording) == tag[:2].lower())
    return next(spoken, wordings[0])


@once_a_page
def tongue_of_page(page: Observation) -> str:
    """The language in which a page speaks, "" where it cannot be told."""
    text = ""
    for passage in page.passages:
        text = f"{text} {passage.text}"
        if len(text) >= _TEXT_MAX:
            break
    return page_tongue(page.lang, text.strip())


def _hint(asked: str, met: str, view: View, pages: Sequence[Observation]) -> Said:
    own, other = tongue_name(asked), tongue_name(met)
    link = _link_to(asked, pages)
    if link:
        start = say("let start: name the pages in {tongue} ({page})", tongue=own, page=link)
    elif view.locale[:2].lower() == asked:
        start = say(
            "the browser asked for {locale} already; let start: name a page in {tongue}, if there is one",
            locale=view.locale,
            tongue=own,
        )
    else:
        start = say(
            "set locale: {code} (the browser asked for {locale}), or let start: name a page in {tongue}",
            code=asked,
            locale=view.locale,
            tongue=own,
        )
    ask = say(
        "to ask the pages in {tongue}, put the question in {tongue} and set locale: {code}",
        tongue=other,
        code=met,
    )
    return row((start, ask), between="; ")


def _link_to(asked: str, pages: Sequence[Observation]) -> str:
    """Where the site itself leads whoever wants ``asked``: a link that is called so in that language."""
    names = {OWN_NAMES.get(asked, ""), asked}
    for page in pages:
        for affordance in page.affordances:
            called = normalise(affordance.label or affordance.name)
            if affordance.target and called in names:
                return affordance.target
    return ""


def _listed(others: Counter[str]) -> Said:
    return row((tongue_name(code) for code in sorted(others, key=lambda code: (-others[code], code))), ", ")
