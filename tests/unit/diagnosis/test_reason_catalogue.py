"""Two small sites with each reason, and two that only look like it; the demo shop has as many, in a browser."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from asking import ANSWER, RETURNS, WRONG_ANSWER, home
from diagnosed_sites import EMPTY, SCENARIO, SMALL_PRINT, diagnosed
from worlds import Dead, Document, Down, Moved, Page, Results, SearchBox, Wall, disclosure, link, menu, tab

from selfserve_check.journey.persona import MENU, SEARCH, Persona
from selfserve_check.model.result import QuestionResult, Reason
from selfserve_check.model.scenario import PassWhen

Site = dict[str, Document]
GOOD = link("Return something", "/good")
WRONG = Page(title="Returns", text=(WRONG_ANSWER,))
DEFLECTS = "How long you have to return something: please ask our team."


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A site, how many clicks visitors have, what its site map names, and who asks."""

    site: Site
    budget: int = 2
    site_map: tuple[str, ...] = ()
    personas: tuple[Persona, ...] = (MENU,)
    pass_when: PassWhen = PassWhen.ANY

    def result(self) -> QuestionResult:
        scenario = replace(SCENARIO, budget=self.budget, pass_when=self.pass_when)
        return diagnosed(self.site, scenario=scenario, site_map=self.site_map, personas=self.personas)


def chain(*labels: str, end: Document = RETURNS) -> Site:
    """Each page links to the next by the label, the last to ``end``."""
    site: Site = {
        f"/{number}": Page(title=label, things=(link(labels[number], f"/{number + 1}"),))
        for number, label in enumerate(labels[:-1], start=1)
    }
    return site | {"/": home(link(labels[0], "/1")), f"/{len(labels)}": end}


SEARCHED: Site = {
    "/": home(SearchBox(), link("Returned", "/shop")),
    "/search": Results(entries=(link("return something", "/r"),)),
    "/shop": EMPTY,
    "/r": RETURNS,
}
BOTH = (MENU, SEARCH)

PLANTED: dict[Reason, tuple[Case, Case]] = {
    Reason.MISSING: (
        Case(site={"/": home(GOOD), "/good": EMPTY}),
        Case(site={"/": home(GOOD), "/good": Page(title="Delivery", text=("Tiles come in packs of ten.",))}),
    ),
    Reason.HIDDEN: (
        Case(site={"/": home(GOOD), "/good": EMPTY, "/lone": RETURNS}, site_map=("/lone",)),
        Case(
            site={"/": home(GOOD), "/good": EMPTY, "/l": Page(title="Old", things=(tab("Returns", ANSWER),))},
            site_map=("/l",),
        ),
    ),
    Reason.TOO_DEEP: (
        Case(site=chain("Help", "Returns", "Return period")),
        Case(site=chain("Returns", "Terms", "More", "Small print"), budget=3),
    ),
    Reason.MISLED: (
        Case(site={"/": home(GOOD, SMALL_PRINT), "/good": EMPTY, "/imprint": RETURNS}, budget=1),
        Case(
            site={
                "/": home(GOOD, menu("More", SMALL_PRINT)),
                "/good": Page(title="Returns", things=(link("Returns form", "/f"),)),
                "/f": EMPTY,
                "/imprint": RETURNS,
            }
        ),
    ),
    Reason.SEARCH_ONLY: (
        Case(site=SEARCHED, personas=BOTH, pass_when=PassWhen.ALL),
        Case(
            site=SEARCHED | {"/shop": Page(title="Shop", things=(link("Tiles", "/t"),)), "/t": EMPTY},
            personas=BOTH,
            pass_when=PassWhen.ALL,
        ),
    ),
    Reason.WRONG: (
        Case(site={"/": home(GOOD), "/good": WRONG}),
        Case(site={"/": home(disclosure("How long to return something", WRONG_ANSWER))}),
    ),
    Reason.CONTRADICTORY: (
        Case(site={"/": home(GOOD, SMALL_PRINT), "/good": WRONG, "/imprint": RETURNS}),
        Case(
            site={"/": home(GOOD), "/good": WRONG, "/lone": Page(title="Returns", text=(ANSWER,))},
            site_map=("/lone",),
        ),
    ),
    Reason.BROKEN: (
        Case(site={"/": home(GOOD), "/good": Dead()}),
        Case(site={"/": home(GOOD, link("Tiles", "/t")), "/good": Dead(status=0), "/t": EMPTY}),
    ),
    Reason.WALLED: (
        Case(site={"/": home(GOOD), "/good": Wall()}),
        Case(site={"/": home(GOOD), "/good": Moved(to="/login"), "/login": Wall(page=EMPTY)}),
    ),
    Reason.DEFLECTED: (
        Case(site={"/": home(GOOD), "/good": Page(title="Returns", text=(DEFLECTS,))}),
        Case(
            site={
                "/": home(GOOD),
                "/good": Page(
                    title="Returns",
                    text=("To learn how long you have to return something, call the shop or get in touch.",),
                ),
            }
        ),
    ),
}

LOOK_ALIKES: dict[Reason, tuple[Case, Case]] = {
    Reason.MISSING: (
        # It is there, under another label; and it is there, where no link leads.
        Case(
            site={"/": home(link("Returned", "/a"), SMALL_PRINT), "/a": EMPTY, "/imprint": RETURNS}, budget=1
        ),
        Case(site={"/": home(GOOD), "/good": EMPTY, "/lone": RETURNS}, site_map=("/lone",)),
    ),
    Reason.HIDDEN: (
        Case(site=chain("Help", "Returns", "Return period") | {"/lone": EMPTY}, site_map=("/3", "/lone")),
        Case(site={"/": home(GOOD), "/good": EMPTY, "/lone": EMPTY}, site_map=("/lone",)),
    ),
    Reason.TOO_DEEP: (
        Case(site=chain("Help", "Returns", "Return period") | {"/3": EMPTY}),
        Case(
            site=chain("Help", "Returns", "Return period")
            | {"/": home(link("Help", "/1"), SMALL_PRINT), "/imprint": RETURNS}
        ),
    ),
    Reason.MISLED: (
        Case(site={"/": home(GOOD, SMALL_PRINT), "/good": EMPTY, "/imprint": EMPTY}),
        Case(site={"/": home(GOOD, SMALL_PRINT), "/good": EMPTY, "/imprint": Down()}),
    ),
    Reason.SEARCH_ONLY: (
        Case(
            site=SEARCHED
            | {"/": home(SearchBox(), link("Returned", "/shop"), SMALL_PRINT), "/imprint": RETURNS},
            personas=BOTH,
            pass_when=PassWhen.ALL,
        ),
        Case(site=SEARCHED | {"/r": EMPTY}, personas=BOTH, pass_when=PassWhen.ALL),
    ),
    Reason.WRONG: (
        Case(site={"/": home(GOOD), "/good": Page(title="Delivery", text=("Delivery takes 14 days.",))}),
        Case(site={"/": home(GOOD, SMALL_PRINT), "/good": WRONG, "/imprint": RETURNS}),
    ),
    Reason.CONTRADICTORY: (
        Case(site={"/": home(GOOD), "/good": WRONG}),
        Case(
            site={
                "/": home(link("Returned", "/a"), SMALL_PRINT),
                "/a": Page(title="Delivery", text=("Delivery takes 14 days.",)),
                "/imprint": RETURNS,
            },
            budget=1,
        ),
    ),
    Reason.BROKEN: (
        Case(
            site={"/": home(link("How long to return", "/a"), link("Tiles", "/x")), "/a": EMPTY, "/x": Dead()}
        ),
        Case(site={"/": home(GOOD), "/good": Down()}),
    ),
    Reason.WALLED: (
        Case(
            site={
                "/": home(link("How long to return", "/a"), link("Log in", "/x")),
                "/a": EMPTY,
                "/x": Wall(),
            }
        ),
        Case(site={"/": home(GOOD), "/good": Dead()}),
    ),
    Reason.DEFLECTED: (
        Case(site={"/": home(GOOD), "/good": Page(title="Contact", text=(DEFLECTS,))}),
        Case(
            site={
                "/": home(GOOD),
                "/good": Page(title="Returns", text=(f"{DEFLECTS} {'Pack it well and dry. ' * 40}",)),
            }
        ),
    ),
}


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("reason", list(Reason))
def test_a_planted_reason_is_given(reason: Reason, number: int) -> None:
    """Each of the two."""
    assert PLANTED[reason][number].result().reason is reason


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("reason", list(Reason))
def test_a_look_alike_gets_another_reason_or_none(reason: Reason, number: int) -> None:
    """Each of the two."""
    assert LOOK_ALIKES[reason][number].result().reason is not reason
