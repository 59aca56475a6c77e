"""In which languages the pages are that visitors read, and which of them are read by their words alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urldefrag

from selfserve_check.journey.site_port import Arrived, Reply, Site
from selfserve_check.model.action import Action, StateId, View
from selfserve_check.model.result import WordsOnly

_PRIMARY = re.compile(r"[a-z]{2,8}(?![a-z])")


@dataclass(slots=True, kw_only=True)
class LanguagesMet:
    """``site`` as it is; ``langs`` keeps the language that each page names, by its address."""

    site: Site
    langs: dict[str, str] = field(default_factory=dict)

    async def open(self, view: View, url: str) -> Reply:
        return self._noted(await self.site.open(view, url))

    async def act(self, state: StateId, action: Action) -> Reply:
        return self._noted(await self.site.act(state, action))

    def _noted(self, reply: Reply) -> Reply:
        if isinstance(reply, Arrived):
            seen = reply.page.observation
            self.langs.setdefault(urldefrag(seen.url).url, seen.lang)
        return reply


def words_only(langs: Mapping[str, str], knows: Callable[[str], bool]) -> WordsOnly | None:
    """Those pages of ``langs`` (language by address) whose language ``knows`` denies; None: none is."""
    unknown = Counter(_primary(lang) for lang in langs.values() if not knows(lang))
    if not unknown:
        return None
    named = sorted((code for code in unknown if code), key=lambda code: (-unknown[code], code))
    return WordsOnly(languages=tuple(named), pages=unknown.total(), read=len(langs))


def _primary(lang: str) -> str:
    """The language of a tag without its region ("de" of "de-AT"); "" where it is no language tag."""
    found = _PRIMARY.match(lang.strip().lower())
    return found[0] if found else ""
