"""Telling people at the end of a run, where the settings name somebody. It never changes the exit code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from selfserve_check.cli.common import say

if TYPE_CHECKING:
    from selfserve_check.app.memory import Recalled
    from selfserve_check.report.write import ReportFiles
    from selfserve_check.settings import LoadedSettings


def tell_people(
    loaded: LoadedSettings, nights: Sequence[tuple[ReportFiles, Recalled]], environ: Mapping[str, str]
) -> None:
    """One message with what changed over all sites of this run, if anything did."""
    section, addresses = loaded.settings.notify, loaded.secrets.notify
    if not addresses or not nights:
        return
    from selfserve_check.app.discretion import discreet_redactor
    from selfserve_check.app.notify import link_of, tell
    from selfserve_check.report.news import news_of

    if not loaded.settings.history.enabled and all(recalled.baseline is None for _, recalled in nights):
        say("notify: nothing is kept (history.enabled: false), so every failure is told as a new one")
    occasions = set(section.on)
    news = [news_of(files.run, occasions, troubled_before=recalled.troubled) for files, recalled in nights]
    files = nights[-1][0]
    report = (files.latest or files.folder) / "index.html"
    link = discreet_redactor(loaded.secrets, None)(link_of(section, environ, str(report)))
    for note in tell([one for one in news if one is not None], addresses, link, section.timeout_s):
        say(note)
