"""Any small site, for tests of what must hold on every site.

The labels are drawn from a few words of the question and a few others, so that scents meet, tie and mislead.
"""

from __future__ import annotations

from collections.abc import Mapping

from asking import ANSWER, FACT, POST, RETURNS, WRONG_ANSWER, asked
from hypothesis import strategies as st
from worlds import (
    DESKTOP,
    HOME,
    Button,
    Dead,
    Document,
    Down,
    File,
    Forbidden,
    Link,
    Moved,
    Opens,
    Page,
    Results,
    SearchBox,
    Thing,
    Wall,
    World,
    WorldExplorer,
    at,
)

from selfserve_check.journey.persona import PERSONAS
from selfserve_check.journey.walk import Asked
from selfserve_check.model.action import StateId
from selfserve_check.model.observation import Affordance, AffordanceKind, Box, Observation
from selfserve_check.model.scenario import NoAnswerGiven, PageAnswer
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.shared_site import SharedSite

START = StateId(view=DESKTOP, url=HOME)
PATHS = ("/", "/a", "/b", "/c", "/d", "/search")
WORDS = (
    "Return",
    "Returns",
    "How long",
    "Something",
    "Help",
    "Delivery",
    "Tiles",
    "Log out",
    "FAQ",
    "Contact",
)
TEXTS = (ANSWER, WRONG_ANSWER, "You can return something.", "Delivery takes 30 days.", "Tiles of all kinds.")
OPENING = (
    AffordanceKind.DISCLOSURE,
    AffordanceKind.TAB,
    AffordanceKind.MENU,
    AffordanceKind.HOVER_MENU,
    AffordanceKind.BUTTON,
    AffordanceKind.LINK,
)

labels = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
targets = st.sampled_from((*PATHS, "/a#place", "#here", "/gone", "https://other.example/"))
texts = st.lists(st.sampled_from(TEXTS), max_size=2).map(tuple)
links = st.builds(
    Link, label=labels, to=targets, plain=st.booleans(), context=st.sampled_from(("", "How long to return"))
)
buttons = st.builds(Button, label=labels, blocked=st.sampled_from(((), (), (), (POST,))))
boxes = st.builds(SearchBox, action=st.sampled_from(("/search", "/")))


def _opens(inner: st.SearchStrategy[Thing]) -> st.SearchStrategy[Opens]:
    return st.builds(
        Opens,
        kind=st.sampled_from(OPENING),
        label=labels,
        text=texts,
        things=st.lists(inner, max_size=2).map(tuple),
        replaces=st.booleans(),
        to=st.sampled_from(("", "", "/app")),
    )


things: st.SearchStrategy[Thing] = st.recursive(
    st.one_of(links, links, buttons, boxes), lambda inner: st.one_of(links, _opens(inner)), max_leaves=4
)
pages = st.builds(
    Page,
    title=st.sampled_from(("Returns", "Tiles", "Help")),
    text=texts,
    things=st.lists(things, min_size=1, max_size=4).map(tuple),
)
# Something to choose from, and no answer yet: most walks should have a way to go.
starts = st.builds(Page, title=st.just("Tiles"), things=st.lists(things, min_size=3, max_size=6).map(tuple))
lost: tuple[Document, ...] = (Dead(), Wall(), Forbidden(), File(), Moved(to="/a"))
documents: st.SearchStrategy[Document] = st.one_of(pages, pages, pages, st.sampled_from((*lost, RETURNS)))
results: st.SearchStrategy[Document] = st.builds(Results, entries=st.lists(links, max_size=3).map(tuple))


def _without_loops(drawn: Mapping[str, Document]) -> World:
    """A redirect to itself is the site's own matter, and not what these worlds are about."""
    named = dict(drawn)
    if isinstance(named["/a"], Moved):
        named["/a"] = Dead()
    return World(documents=named)


worlds: st.SearchStrategy[World] = st.fixed_dictionaries(
    {"/": starts, **dict.fromkeys(PATHS[1:-1], documents), "/search": results}
).map(_without_loops)
troubled_worlds: st.SearchStrategy[World] = st.builds(
    lambda world, path, kind: World(documents={**world.documents, path: Down(kind=kind)}),
    worlds,
    st.sampled_from(PATHS[1:]),
    st.sampled_from(("timeout", "captcha")),
)
visitors: st.SearchStrategy[Asked] = st.builds(
    lambda answer, budget, persona: asked(answer, budget=budget, persona=persona),
    st.sampled_from((FACT, FACT, NoAnswerGiven(), PageAnswer(page="/c"))),
    st.sampled_from((5, 8, 3, 2, 1, 0)),
    st.sampled_from(PERSONAS),
)

# A browser measures finite boxes; "not a number" would not even equal itself.
_sizes = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(Box, st.builds(Box, x=_sizes, y=_sizes, width=_sizes, height=_sizes))
affordances = st.from_type(Affordance)
observations = st.from_type(Observation)


def shared(world: World, turns: Mapping[str, int] | None = None) -> SharedSite:
    """The world behind a graph that is still empty; ``turns`` is how slow each path is."""
    slow = {at(path): count for path, count in (turns or {}).items()}
    return SharedSite(WorldExplorer(world, turns=slow), SiteGraph())
