"""A help site of 300 page states as a value, and 50 questions that it does not answer, each for a known
reason.

No chance in it: the same site every time. Every page has a header, a footer and about as much to read and
to click as those of the development sites (35 to 50 things to click, 20 to 30 passages).
"""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.journey.site_port import Arrived, PageState
from selfserve_check.model.action import Click, StateId, View
from selfserve_check.model.observation import (
    Affordance,
    AffordanceKey,
    AffordanceKind,
    Observation,
    Passage,
    PassageKind,
    Region,
)
from selfserve_check.model.scenario import FactAnswer, Scenario
from selfserve_check.site.graph import SiteGraph

SITE = "http://lumen.example"
VIEW = View()
THINGS = (
    "floor lamp", "desk lamp", "oak table", "garden bench", "bookcase", "wardrobe", "sofa bed", "armchair",
    "rocking chair", "bunk bed", "mirror cabinet", "coat rack",
)  # fmt: skip
ASPECTS = (
    ("assembly", "How long does it take to assemble the {}?", "Two people assemble the {} in {} minutes."),
    ("returns", "How long can I return the {}?", "You can send the {} back within {} days of delivery."),
    ("delivery", "How many weeks does delivery of the {} take?", "We deliver the {} within {} weeks."),
    ("warranty", "How long is the warranty on the {}?", "The warranty on the {} runs for {} months."),
    ("weight", "How much weight can the {} carry?", "The {} carries up to {} kg."),
    ("height", "How high is the {}?", "The {} is {} cm high."),
    ("cleaning", "How often should I oil the {}?", "Oil the {} every {} months."),
    ("spares", "How long do you keep spare parts for the {}?", "We keep parts for the {} for {} years."),
    ("repair", "How long does the repair of the {} take?", "A repair of the {} takes {} working days."),
    ("price", "What is the trade discount on the {}?", "Trade customers get {} % off the {}."),
    ("instalments", "In how many months can I pay for the {}?", "Pay for the {} over {} months."),
    ("samples", "How many samples of the {} can I order?", "Order up to {} samples for the {}."),
    ("storage", "How long do you store the {} for me?", "We store the {} for you for {} days."),
    ("recycling", "What does taking back my old {} cost?", "Taking back an old {} costs {} EUR."),
    ("installation", "What does installing the {} cost?", "Installing the {} costs {} EUR."),
    ("gift", "What does gift wrapping for the {} cost?", "Gift wrapping for the {} costs {} EUR."),
    ("insurance", "What does insuring the {} cost?", "Insurance for the {} costs {} EUR."),
    ("power", "How many watts may the {} draw?", "The {} draws at most {} watts."),
    ("colours", "In how many colours does the {} come?", "The {} comes in {} colours."),
    ("test", "After how many hours of testing is the {} sold?", "Each {} is tested for {} hours."),
)  # fmt: skip
_HEADER = ("Lamps", "Tables", "Beds", "Outdoor", "Sale", "Magazine", "Stores", "Help", "Contact", "About us")
_FOOTER = (
    "Delivery", "Returns", "Payment", "Warranty", "Careers", "Press", "Imprint", "Privacy", "Terms",
    "Newsletter", "Gift cards", "Business", "Sustainability", "Accessibility",
)  # fmt: skip
ENTRIES = (
    *((label, f"/{label.lower().replace(' ', '-')}") for label in _HEADER if label != "Help"),
    *((label, f"/{label.lower().replace(' ', '-')}-info") for label in _FOOTER),
)
"""Labels that stand on every page, and where they lead: to nothing, in the site of 300 pages."""

_ASKED = (0, 5, 10, 15, 20)
_ARTICLES = 11
_PROSE = (
    "Our workshop has made furniture since 1961, and most of the wood comes from forests nearby.",
    "Every order is packed by hand and leaves on the next working day.",
    "Ask in any of our stores; the people there know the collection well.",
    "Photographs may show other colours than the material has in daylight.",
    "Keep the leaflet that comes with it: the article number stands on its last page.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The site and its questions."""

    graph: SiteGraph
    scenarios: tuple[Scenario, ...]


def made() -> Made:
    """The site. The pages of every fifth aspect are linked from nowhere, those of others from a list at the
    end of a chain of four, or under a name that says nothing; some are not there."""
    graph = SiteGraph()
    scenarios = []
    for thing_place, thing in enumerate(THINGS):
        links, deep = [], []
        for place, (name, question, fact) in enumerate(ASPECTS):
            number = thing_place * len(ASPECTS) + place
            url = f"{SITE}/{slug(thing)}/{name}"
            way = (thing_place + place) % 5
            amount = 11 + number * 7 % 83
            said = fact.format(thing, amount) if "{} % off" not in fact else fact.format(amount, thing)
            unit = said.partition(str(amount))[2].split()[:1]
            scenario = _scenario(
                number, question.format(thing), f"{amount} {unit[0].rstrip('.')}" if unit else ""
            )
            if way == 3:
                said = "Please contact us about this; our team is happy to help."
            if number % 24 in _ASKED and unit:
                scenarios.append(scenario)
            add_page(
                graph, url, f"{name.title()} of the {thing}", said, [("Back to the range", f"/{slug(thing)}")]
            )
            label = f"Series {number}" if way == 2 else f"{name.title()} of the {thing}"
            if way != 0:
                (deep if way == 1 else links).append((label, f"/{slug(thing)}/{name}"))
        _add_range(graph, thing, links, deep)
    ranges = [(f"The {thing} range", f"/{slug(thing)}") for thing in THINGS]
    add_page(graph, f"{SITE}/", "Lumen, furniture that lasts", "Welcome to Lumen.", ranges)
    for number in range(_ARTICLES):
        title = f"A house of wood, part {number + 1}"
        add_page(graph, f"{SITE}/magazine/{number}", title, "A reader shows their home.", ranges)
    add_page(graph, f"{SITE}/help", "Help", "Choose what your question is about.", ranges)
    spread = _spread(scenarios, graph)
    return Made(graph=graph, scenarios=spread)


def slug(thing: str) -> str:
    return thing.replace(" ", "-")


def _spread(scenarios: list[Scenario], graph: SiteGraph) -> tuple[Scenario, ...]:
    """Exactly 50 questions on exactly 300 page states."""
    if len(scenarios) != 50 or len(graph.states) != 300:
        raise SystemExit(f"made {len(scenarios)} questions and {len(graph.states)} page states")
    return tuple(scenarios)


def _scenario(number: int, question: str, fact: str) -> Scenario:
    start = f"{SITE}/"
    return Scenario(
        id=f"q{number}",
        question=question,
        site=start,
        start=start,
        answer=FactAnswer(all_of=(fact or "unknown",)),
        budget=3,
    )


def _add_range(
    graph: SiteGraph, thing: str, links: list[tuple[str, str]], deep: list[tuple[str, str]]
) -> None:
    """The page of a range: its links, a disclosure with what is deep behind it, and a chain of pages."""
    url = f"{SITE}/{slug(thing)}"
    plain = _page(
        url, f"The {thing}", f"All about the {thing}.", [*links, ("Read more", f"/{slug(thing)}/more")]
    )
    opener = _affordance(AffordanceKind.DISCLOSURE, "Technical data")
    closed = _with(plain, (*plain.affordances, opener))
    start = StateId(view=VIEW, url=url)
    action = Click(key=opener.key)
    said = Passage(
        text=f"The {thing} is made of solid wood and steel.", headings=("Technical data",), region=Region.MAIN
    )
    opened = Observation(
        url=url,
        title=plain.title,
        lang="en",
        passages=(*plain.passages, said),
        affordances=closed.affordances,
    )
    graph.add_load(start, Arrived(page=PageState(id=start, observation=closed)))
    landed = StateId(view=VIEW, url=url, actions=(action,))
    graph.add_edge(
        start,
        action,
        Arrived(page=PageState(id=landed, observation=opened, revealed=(len(plain.passages),))),
    )
    chain = [f"/{slug(thing)}/more", f"/{slug(thing)}/further"]
    add_page(graph, f"{SITE}{chain[0]}", f"More about the {thing}", "There is more.", [("Read on", chain[1])])
    if thing != THINGS[-1]:
        add_page(graph, f"{SITE}{chain[1]}", f"Further about the {thing}", "And more.", deep)


def add_page(graph: SiteGraph, url: str, title: str, said: str, links: list[tuple[str, str]]) -> None:
    """One document, with the header, the menu and the footer of all."""
    state = StateId(view=VIEW, url=url)
    graph.add_load(state, Arrived(page=PageState(id=state, observation=_page(url, title, said, links))))


def _page(url: str, title: str, said: str, links: list[tuple[str, str]]) -> Observation:
    header = [_link(label, f"/{label.lower().replace(' ', '-')}", Region.HEADER) for label in _HEADER]
    ranges = [_link(thing.title(), f"/{slug(thing)}", Region.NAVIGATION) for thing in THINGS]
    own = [_link(label, to, Region.MAIN, title) for label, to in links]
    footer = [_link(label, f"/{label.lower().replace(' ', '-')}-info", Region.FOOTER) for label in _FOOTER]
    texts = [said, *(f"{text} ({title})" for text in _PROSE)]
    passages = [
        *(Passage(text=label, region=Region.HEADER) for label in _HEADER),
        Passage(text=title, kind=PassageKind.HEADING, region=Region.MAIN),
        *(Passage(text=text, headings=(title,), region=Region.MAIN) for text in texts),
        *(Passage(text=label, headings=(title,), region=Region.MAIN) for label, _ in links),
        *(Passage(text=label, region=Region.FOOTER) for label in _FOOTER),
    ]
    return Observation(
        url=url,
        title=f"{title} | Lumen",
        lang="en",
        passages=tuple(passages),
        affordances=(*header, *ranges, *own, *footer),
    )


def _link(label: str, to: str, region: Region, heading: str = "") -> Affordance:
    key = AffordanceKey(kind=AffordanceKind.LINK, name=label, target=f"{SITE}{to}")
    headings = (heading,) if heading else ()
    return Affordance(key=key, role="link", label=label, region=region, plain=True, headings=headings)


def _affordance(kind: AffordanceKind, label: str) -> Affordance:
    return Affordance(
        key=AffordanceKey(kind=kind, name=label),
        role="button",
        label=label,
        region=Region.MAIN,
        expanded=False,
    )


def _with(page: Observation, affordances: tuple[Affordance, ...]) -> Observation:
    return Observation(
        url=page.url, title=page.title, lang=page.lang, passages=page.passages, affordances=affordances
    )
