"""What every implementation of the ``Site`` port promises, whatever stands behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio
from asking import ANSWER, RETURNS, asked
from site_factories import SITE_FACTORIES, SiteFactory, Subject
from worlds import (
    DESKTOP,
    SITE,
    Button,
    Dead,
    Document,
    Down,
    File,
    Forbidden,
    Link,
    Moved,
    Page,
    Results,
    SearchBox,
    Wall,
    World,
    WorldSite,
    disclosure,
    hover_menu,
    link,
    tab,
)

from selfserve_check.journey.persona import MENU, SEARCH, Persona
from selfserve_check.journey.site_port import (
    Arrived,
    Broken,
    CouldNotAsk,
    NoChange,
    PageState,
    RefusalKind,
    Refused,
    Reply,
    Unobserved,
    Walled,
)
from selfserve_check.journey.walk import walk
from selfserve_check.model.action import Action, Click, StateId, action_on
from selfserve_check.model.journey import Journey
from selfserve_check.model.observation import AffordanceKey, AffordanceKind

DOCUMENTS: dict[str, Document] = {
    "/": Page(
        title="Tiles",
        text=("Welcome.",),
        things=(
            link("Shop", "/shop"),
            link("Returns", "/gone"),
            link("Returned tiles", "/account"),
            link("Private", "/private"),
            link("Guide", "/guide.pdf"),
            link("Old returns", "/old"),
            Link(label="Partner", to="https://other.example/"),
            disclosure("More help", "We help gladly.", things=(link("Return period", "/returns"),)),
            disclosure("Even more", "And more."),
            hover_menu("Products", link("Ceilings", "/shop")),
            Button(label="Dead button"),
            SearchBox(),
        ),
    ),
    "/shop": Page(
        title="Shop", text=("Tiles of all kinds.",), things=(tab("Specs", "60 cm"), tab("Care", "Dry."))
    ),
    "/gone": Dead(),
    "/account": Wall(page=Page(title="Log in")),
    "/private": Forbidden(),
    "/guide.pdf": File(),
    "/old": Moved(to="/returns"),
    "/returns": RETURNS,
    "/search": Results(entries=(link("Return something", "/returns"), link("Tiles", "/shop"))),
    "/down": Down(),
}
WORLD = World(documents=DOCUMENTS)


@pytest_asyncio.fixture(params=list(SITE_FACTORIES))
async def subject(request: pytest.FixtureRequest) -> AsyncIterator[Subject]:
    factory: SiteFactory = SITE_FACTORIES[request.param]
    async with factory(WORLD) as made:
        yield made


async def start(subject: Subject) -> PageState:
    return arrived(await subject.site.open(DESKTOP, subject.home))


def arrived(reply: Reply) -> PageState:
    assert isinstance(reply, Arrived), reply
    return reply.page


def action(page: PageState, name: str, text: str = "") -> Action:
    return action_on(next(found.key for found in page.observation.affordances if found.name == name), text)


async def do(subject: Subject, page: PageState, name: str, text: str = "") -> Reply:
    return await subject.site.act(page.id, action(page, name, text))


def names(page: PageState) -> list[str]:
    return [affordance.name for affordance in page.observation.affordances]


def texts(page: PageState, indexes: Sequence[int] | None = None) -> list[str]:
    passages = page.observation.passages
    return [passages[index].text for index in (range(len(passages)) if indexes is None else indexes)]


@pytest.mark.asyncio
async def test_a_page_opens_as_a_document(subject: Subject) -> None:
    """Its address, nothing done in it, everything on it counts."""
    page = await start(subject)
    assert (page.id.view, page.id.url, page.id.actions) == (DESKTOP, subject.home, ())
    assert page.revealed is None
    assert page.observation.title == "Tiles"
    assert "Welcome." in texts(page)
    assert "We help gladly." not in texts(page)


@pytest.mark.asyncio
async def test_the_same_address_shows_the_same_page(subject: Subject) -> None:
    """Asked twice, seen twice the same."""
    assert await start(subject) == await start(subject)


@pytest.mark.asyncio
async def test_a_link_leads_to_another_document(subject: Subject) -> None:
    """The state is that document's, however one came there."""
    page = await start(subject)
    shop = arrived(await do(subject, page, "Shop"))
    assert shop.id == StateId(view=DESKTOP, url=f"{subject.home}shop")
    assert shop.revealed is None
    assert "Tiles of all kinds." in texts(shop)


@pytest.mark.asyncio
async def test_an_act_within_a_document_is_part_of_its_state(subject: Subject) -> None:
    """The document and what was done in it; what became visible is told."""
    page = await start(subject)
    opened = arrived(await do(subject, page, "More help"))
    assert opened.id.url == page.id.url
    assert opened.id.actions == (action(page, "More help"),)
    assert opened.revealed is not None
    assert texts(opened, opened.revealed) == ["We help gladly."]
    assert "Return period" in names(opened)


@pytest.mark.asyncio
async def test_what_an_act_showed_can_be_acted_on(subject: Subject) -> None:
    """From the state in which it is visible."""
    page = await start(subject)
    opened = arrived(await do(subject, page, "More help"))
    assert ANSWER in texts(arrived(await do(subject, opened, "Return period")))


@pytest.mark.asyncio
async def test_acts_add_up_in_their_order(subject: Subject) -> None:
    """The second act keeps what the first one opened, and reveals its own."""
    page = await start(subject)
    first = arrived(await do(subject, page, "More help"))
    second = arrived(await do(subject, first, "Even more"))
    assert [done.key.name for done in second.id.actions] == ["More help", "Even more"]
    assert {"We help gladly.", "And more."} <= set(texts(second))
    assert second.revealed is not None
    assert texts(second, second.revealed) == ["And more."]


@pytest.mark.asyncio
async def test_an_earlier_state_can_be_returned_to(subject: Subject) -> None:
    """Back: what was left behind is acted on as if one had never gone."""
    page = await start(subject)
    await do(subject, page, "More help")
    arrived(await do(subject, page, "Shop"))
    again = arrived(await do(subject, page, "Even more"))
    assert "We help gladly." not in texts(again)
    assert [done.key.name for done in again.id.actions] == ["Even more"]


@pytest.mark.asyncio
async def test_tabs_take_each_other_s_place(subject: Subject) -> None:
    """One at a time, and each is revealed when it is chosen."""
    shop = arrived(await subject.site.open(DESKTOP, f"{subject.home}shop"))
    specs = arrived(await do(subject, shop, "Specs"))
    care = arrived(await do(subject, specs, "Care"))
    assert "60 cm" in texts(specs)
    assert "60 cm" not in texts(care)
    assert care.revealed is not None
    assert texts(care, care.revealed) == ["Dry."]


@pytest.mark.asyncio
async def test_a_hover_menu_shows_its_links(subject: Subject) -> None:
    """And the state knows that it is pointed at."""
    page = await start(subject)
    assert "Ceilings" not in names(page)
    shown = arrived(await do(subject, page, "Products"))
    assert "Ceilings" in names(shown)
    assert arrived(await do(subject, shown, "Ceilings")).observation.title == "Shop"


@pytest.mark.asyncio
async def test_a_search_leads_to_its_results(subject: Subject) -> None:
    """Another text, other results."""
    page = await start(subject)
    found = arrived(await do(subject, page, "Search", "return"))
    other = arrived(await do(subject, page, "Search", "tiles"))
    assert (names(found), names(other)) == (["Return something"], ["Tiles"])


@pytest.mark.asyncio
async def test_a_redirect_is_followed(subject: Subject) -> None:
    """The state is that of the address asked for; the observation says where it ended."""
    page = await start(subject)
    moved = arrived(await do(subject, page, "Old returns"))
    assert moved.id.url == f"{subject.home}old"
    assert moved.observation.url == f"{subject.home}returns"


@pytest.mark.asyncio
async def test_a_dead_button_changes_nothing(subject: Subject) -> None:
    """It is no page and no error."""
    page = await start(subject)
    assert await do(subject, page, "Dead button") == NoChange()


@pytest.mark.asyncio
async def test_a_dead_link_is_broken_by_a_click_and_by_its_address(subject: Subject) -> None:
    """With the status that the site gave."""
    page = await start(subject)
    for reply in (
        await do(subject, page, "Returns"),
        await subject.site.open(DESKTOP, f"{subject.home}gone"),
    ):
        assert isinstance(reply, Broken)
        assert reply.status == 404
        assert reply.url == f"{subject.home}gone"


@pytest.mark.asyncio
async def test_a_wall_is_walled(subject: Subject) -> None:
    """Neither a page nor broken."""
    page = await start(subject)
    assert isinstance(await do(subject, page, "Returned tiles"), Walled)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Partner", RefusalKind.OFF_HOST),
        ("Private", RefusalKind.ROBOTS),
        ("Guide", RefusalKind.NOT_A_PAGE),
    ],
)
async def test_what_is_not_ours_to_open_is_refused(subject: Subject, name: str, kind: RefusalKind) -> None:
    """Another host, what robots.txt forbids, what is not a page."""
    page = await start(subject)
    reply = await do(subject, page, name)
    assert isinstance(reply, Refused)
    assert reply.kind is kind


@pytest.mark.asyncio
async def test_trouble_is_never_told_as_the_site_s_fault(subject: Subject) -> None:
    """A page that does not come, and an affordance that is not there: we could not ask, or did not see."""
    page = await start(subject)
    lost = Click(key=AffordanceKey(kind=AffordanceKind.BUTTON, name="Never there"))
    for reply in (
        await subject.site.open(DESKTOP, f"{subject.home}down"),
        await subject.site.act(page.id, lost),
    ):
        assert isinstance(reply, CouldNotAsk | Unobserved)


def way(journey: Journey, base: str) -> list[tuple[str, str, str, str, int]]:
    """What was done, without the addresses in which implementations may differ."""
    return [
        (
            step.move.value,
            step.label.removeprefix(base),
            step.result,
            step.url.removeprefix(base),
            step.clicks,
        )
        for step in journey.steps
    ]


@pytest.mark.asyncio
@pytest.mark.parametrize("persona", [MENU, SEARCH], ids=["menu", "search"])
@pytest.mark.parametrize("budget", [2, 5, 9])
async def test_a_visitor_takes_the_same_way_as_over_the_reference(
    subject: Subject, persona: Persona, budget: int
) -> None:
    """Over dead links, walls and back: step for step."""
    here = await walk(subject.site, asked(budget=budget, persona=persona, start=subject.home))
    there = await walk(WorldSite(WORLD), asked(budget=budget, persona=persona))
    assert way(here, subject.home) == way(there, f"{SITE}/")
    assert (here.ending, here.clicks) == (there.ending, there.clicks)


@pytest.mark.asyncio
async def test_a_start_page_that_answers_ends_the_walk(subject: Subject) -> None:
    """No act at all."""
    journey = await walk(subject.site, asked(start=f"{subject.home}returns"))
    assert (len(journey.steps), journey.clicks) == (1, 0)
