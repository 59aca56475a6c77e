"""What is asked of what: each site its questions, the host that stands for production, or a recording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from selfserve_check.browser.policy import ReadPolicy
from selfserve_check.browser.readdress import staged as staged_address
from selfserve_check.errors import UserError
from selfserve_check.model.scenario import PageAnswer, Scenario

if TYPE_CHECKING:
    from selfserve_check.app.run import Order


def staged_site(aliases: Mapping[str, str], site: str) -> str:
    """The address that is asked in place of ``site``."""
    return staged_address(ReadPolicy(site=site, aliases=tuple(aliases.items())), site)


def staged_scenarios(
    aliases: Mapping[str, str], site: str, scenarios: Sequence[Scenario]
) -> tuple[Scenario, ...]:
    """``scenarios`` with their start pages and answer pages where they are asked; ``site`` is staged."""
    policy = ReadPolicy(site=site, aliases=tuple(aliases.items()))
    return tuple(_staged(scenario, policy) for scenario in scenarios)


def _staged(scenario: Scenario, policy: ReadPolicy) -> Scenario:
    answer = scenario.answer
    if isinstance(answer, PageAnswer):
        answer = PageAnswer(page=staged_address(policy, answer.page))
    promise = scenario.promise
    if promise is not None:
        promise = replace(promise, page=staged_address(policy, promise.page))
    return replace(
        scenario,
        site=staged_address(policy, scenario.site),
        start=staged_address(policy, scenario.start),
        answer=answer,
        promise=promise,
    )


def staged(order: Order) -> Order:
    """``order`` with everything on the hosts that are asked in place of those it was written for."""
    aliases = order.settings.aliases
    site = staged_site(aliases, order.site)
    return replace(order, site=site, scenarios=staged_scenarios(aliases, site, order.scenarios))


def only_recorded(order: Order) -> Order:
    """``order`` without the conditions that its recording, if it asks one, was not made under."""
    if order.offline is None:
        return order
    lived = {state.view.condition for state in order.offline.graph.loads}

    def kept(conditions: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(condition for condition in conditions if condition in lived)

    settings = order.settings.model_copy(update={"conditions": kept(order.settings.conditions)})
    scenarios = tuple(
        replace(one, conditions=None if one.conditions is None else kept(one.conditions))
        for one in order.scenarios
    )
    return replace(order, settings=settings, scenarios=scenarios)


def one_site(scenarios: Sequence[Scenario]) -> dict[str, tuple[Scenario, ...]]:
    """The scenarios by the site they ask, in the order of the files. Raises UserError when there are none."""
    if not scenarios:
        raise UserError("no questions to ask: the files, tags or names given select none")
    by_site: dict[str, list[Scenario]] = {}
    for scenario in scenarios:
        by_site.setdefault(scenario.site, []).append(scenario)
    return {site: tuple(members) for site, members in by_site.items()}
