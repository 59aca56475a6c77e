"""Questions that were written for production, asked of the host that stands for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from selfserve_check.browser.policy import ReadPolicy
from selfserve_check.browser.readdress import staged
from selfserve_check.model.scenario import PageAnswer, Scenario


def staged_site(aliases: Mapping[str, str], site: str) -> str:
    """The address that is asked in place of ``site``."""
    return staged(ReadPolicy(site=site, aliases=tuple(aliases.items())), site)


def staged_scenarios(
    aliases: Mapping[str, str], site: str, scenarios: Sequence[Scenario]
) -> tuple[Scenario, ...]:
    """``scenarios`` with their start pages and answer pages where they are asked; ``site`` is staged."""
    policy = ReadPolicy(site=site, aliases=tuple(aliases.items()))
    return tuple(_staged(scenario, policy) for scenario in scenarios)


def _staged(scenario: Scenario, policy: ReadPolicy) -> Scenario:
    answer = scenario.answer
    if isinstance(answer, PageAnswer):
        answer = PageAnswer(page=staged(policy, answer.page))
    promise = scenario.promise
    if promise is not None:
        promise = replace(promise, page=staged(policy, promise.page))
    return replace(
        scenario,
        site=staged(policy, scenario.site),
        start=staged(policy, scenario.start),
        answer=answer,
        promise=promise,
    )
