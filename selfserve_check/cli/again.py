"""``--last-failed`` and ``--errored-only``: the questions that want asking again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import TYPE_CHECKING

import typer

from selfserve_check.cli.common import OK, say

if TYPE_CHECKING:
    from selfserve_check.app.memory import Memory
    from selfserve_check.model.scenario import Scenario


def asked_again(
    groups: Mapping[str, tuple[Scenario, ...]],
    memory: Memory,
    outcomes: Set[str],
    stage: Callable[[str], str],
) -> dict[str, tuple[Scenario, ...]]:
    """Of each site the questions whose last outcome is one of ``outcomes``; ``stage`` gives the address that
    a site is asked at. Ends the program with 0 where none is. A site without a history is asked everything,
    and that is said."""
    from selfserve_check.history.past import site_of

    kept: dict[str, tuple[Scenario, ...]] = {}
    with memory.opened() as store:
        for site, scenarios in groups.items():
            last = {night.question: night.outcome for night in store.nights(site_of(stage(site)))}
            if not last:
                say(f"{site}: there is no earlier run; everything is asked")
            again = tuple(one for one in scenarios if not last or last.get(one.id) in outcomes)
            if again:
                kept[site] = again
    if not kept:
        typer.echo("Nothing to ask again: no question ended that way the last time.")
        raise typer.Exit(OK)
    return kept
