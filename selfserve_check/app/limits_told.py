"""Which caps held in a run, as lines for people."""

from __future__ import annotations

from selfserve_check.browser.ledger import Ledger
from selfserve_check.browser.policy import mask_url
from selfserve_check.journey.limits_met import limit_notes, met_line
from selfserve_check.model.said import say
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shelf import Shelf

_TOLD = {
    "limits.bytes_max": say("an answer was longer, and was cut off"),
    "limits.popups_max": say("a page opened more windows, which were closed"),
    "limits.redirects_max": say("an address redirected more often, and was not followed"),
    "limits.frames_loaded_max": say("a page had more frames, which were not loaded"),
    "limits.frames_deep_max": say("a page had frames nested deeper, which were not loaded"),
    "limits.consent_tries_max": say("a cookie banner had further buttons, which were not pressed"),
    "limits.site_map_bytes_max": say("a file in which the site lists its pages was not read to its end"),
    "limits.site_map_files_max": say("the site lists its pages in more files, which were not read"),
    "limits.site_map_pages_max": say("the site lists more pages, which were not looked for"),
}


def pages_told(graph: SiteGraph) -> tuple[str, ...]:
    """Every cap that cut short what was seen of a page, by its name."""
    return limit_notes((page.observation for page in graph.states.values()), mask_url)


def traffic_told(ledger: Ledger) -> tuple[str, ...]:
    """Every cap that held while pages were loaded, by its name."""
    return tuple(
        met_line(one.setting, _TOLD.get(one.setting, say("it held")), one.times, one.url)
        for one in ledger.met
    )


def shelf_told(shelf: Shelf) -> tuple[str, ...]:
    """That more was held in memory than the user wanted, and why."""
    if not shelf.refused:
        return ()
    return (
        say(
            "The temporary folder takes no more ({why}): page states beyond limits.states_in_memory stayed "
            "in memory. Make room there, or set TMPDIR to a folder that has it.",
            why=shelf.refused,
        ),
    )
