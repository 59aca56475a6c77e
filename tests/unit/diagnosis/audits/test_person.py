"""A way to a person from where visitors gave up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from audited_sites import found, ground_over, scenario_of
from worlds import DESKTOP, HOME, Button, Document, Down, Page, Thing, Wall, at, link

from selfserve_check.diagnosis.audits.person import (
    GoAway,
    WayToPerson,
    channel_on,
    go_away,
    ways_to_a_person,
)
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.action import StateId
from selfserve_check.model.card import Place
from selfserve_check.model.observation import (
    Affordance,
    AffordanceKey,
    AffordanceKind,
    Observation,
    Passage,
    PassageKind,
)

PHONE = Page(title="Contact", text=("Our phone number is 020 7946 0123, Monday to Friday 9 am to 5 pm.",))
ASKED = scenario_of()


def site(*things: Thing, **documents: Document) -> dict[str, Document]:
    """Visitors click "Returns", find nothing there, and see ``things``."""
    pages = {f"/{name}": document for name, document in documents.items()}
    returns = Page(title="Returns", text=("We sell tiles of all kinds.",), things=things)
    return {
        "/": Page(title="Tiles", things=(link("Return something", "/returns"),)),
        "/returns": returns,
    } | pages


def way(documents: dict[str, Document]) -> WayToPerson:
    (only,) = ways_to_a_person(ground_over(documents, ASKED))
    return only


def test_the_fewest_clicks_from_where_the_journey_ended() -> None:
    """With the channel, where it stands, and that the hours are told."""
    one = way(site(link("Contact", "/contact"), contact=PHONE))
    assert (one.end.url, one.clicks, one.is_near, one.known) == (at("/returns"), 1, True, True)
    assert one.channel is not None
    assert (one.channel.kind, one.channel.said, one.channel.hours) == ("phone", "020 7946 0123", True)
    assert one.at is not None
    assert one.at.url == at("/contact")


def test_a_number_in_the_foot_of_every_page_is_no_click_away() -> None:
    """Nothing is to be told."""
    documents = site()
    documents["/returns"] = Page(title="Returns", text=("Call us: 020 7946 0123",))
    ground = ground_over(documents, ASKED)
    assert [one.clicks for one in ways_to_a_person(ground)] == [0]
    assert found("person", ground) == ()


def test_nobody_within_two_clicks_is_told_with_the_index() -> None:
    """Three clicks away, and nowhere at all."""
    far = site(
        link("About", "/about"),
        about=Page(title="About", things=(link("Team", "/team"),)),
        team=Page(title="Team", things=(link("Office", "/office"),)),
        office=PHONE,
    )
    index, page = found("person", ground_over(far, ASKED))
    assert (index.kind, page.kind) == ("go_away", "no_person")
    assert "100%" in index.text.replace(" %", "%")
    assert "3 clicks away: a telephone number (“020 7946 0123”)" in page.text
    assert page.questions == ("q",)
    (_, nowhere) = found("person", ground_over(site(), ASKED))
    assert "no link leads to a person" in nowhere.text


def test_two_clicks_are_near_enough() -> None:
    """The bound itself."""
    near = site(
        link("About", "/about"), about=Page(title="About", things=(link("Office", "/office"),)), office=PHONE
    )
    assert (way(near).clicks, found("person", ground_over(near, ASKED))) == (2, ())


def test_a_contact_that_asks_for_a_log_in_is_said() -> None:
    """The only way is shut."""
    documents = site(link("Contact us", "/contact"), contact=Wall())
    _, page = found("person", ground_over(documents, ASKED))
    assert "“Contact us” asks for a log-in" in page.text


def test_a_contact_that_runs_in_a_circle_is_said() -> None:
    """The contact page sends one back to the page one came from."""
    back = Page(
        title="Contact", text=("See our help first.",), things=(link("Read about returns", "/returns"),)
    )
    one = way(site(link("Contact us", "/contact"), contact=back))
    assert one.circle == ("Contact us", "Read about returns")
    _, page = found("person", ground_over(site(link("Contact us", "/contact"), contact=back), ASKED))
    assert "leads back by “Read about returns”" in page.text


def test_what_nobody_looked_behind_is_unknown_and_counts_for_nothing() -> None:
    """The contact page did not come, or lies on another host."""
    for documents in (
        site(link("Contact us", "/contact"), contact=Down()),
        site(link("Contact us", "https://help.example/contact")),
    ):
        one = way(documents)
        assert not one.known
        assert go_away((one,)) == GoAway(failed=1, without=0, unknown=1, index=None)
        assert found("person", ground_over(documents, ASKED)) == ()


def test_every_page_where_a_visitor_gave_up_is_told_and_the_index_goes_by_one() -> None:
    """The second turned round on the start page, which has no more of a contact."""
    ground = ground_over(site(), ASKED)
    (result,) = ground.results
    (record,) = result.records
    turned = replace(record, journey=replace(record.journey, steps=record.journey.steps[:1]))
    ground = replace(ground, results=(replace(result, records=(record, turned)),))
    assert [one.end.url for one in ways_to_a_person(ground)] == [at("/returns")]
    index, *pages = found("person", ground)
    assert (index.kind, [one.url for one in pages]) == ("go_away", [at("/"), at("/returns")])
    twice = replace(ground, results=(replace(result, records=(record, record)),))
    assert [one.url for one in found("person", twice)] == ["", at("/returns")]


def test_the_index_is_the_share_of_failed_questions() -> None:
    """Two of four, one of which nobody knows: two of three."""
    ends = ((None, True), (3, True), (1, True), (None, False))
    ways = tuple(
        WayToPerson(question="q", end=Place(url="/"), clicks=clicks, known=known) for clicks, known in ends
    )
    assert go_away(ways) == GoAway(failed=4, without=2, unknown=1, index=0.6667)


def test_a_question_that_passed_sends_nobody_away() -> None:
    """They have what they came for."""
    documents = site()
    documents["/returns"] = Page(title="Returns", text=("You can return anything within 30 days.",))
    assert ways_to_a_person(ground_over(documents, ASKED)) == ()


def shown(*passages: Passage, affordances: tuple[Affordance, ...] = (), title: str = "Help") -> PageState:
    seen = Observation(url=HOME, title=title, lang="en", passages=passages, affordances=affordances)
    return PageState(id=StateId(view=DESKTOP, url=HOME), observation=seen)


def acting(kind: AffordanceKind, label: str, target: str = "") -> Affordance:
    return Affordance(key=AffordanceKey(kind=kind, name=label, target=target), role="button", label=label)


CHANNELS = {
    "phone": shown(Passage(text="Ring 020 7946 0123.")),
    "phone in a link": shown(affordances=(acting(AffordanceKind.LINK, "Ring us", "tel:+442079460123"),)),
    "chat": shown(affordances=(acting(AffordanceKind.CHAT, "Chat with us"),)),
    "e-mail": shown(Passage(text="Write to hello@tiles.example.")),
    "form": shown(
        Passage(text="Your message", kind=PassageKind.FIELD),
        affordances=(acting(AffordanceKind.BUTTON, "Send"),),
        title="Contact",
    ),
}
NO_CHANNELS = {
    "an article number": shown(Passage(text="Article 020 7946 0123")),
    "a year and a size": shown(Passage(text="Since 1998, 600 x 600 mm.")),
    "a newsletter": shown(
        Passage(text="Your e-mail", kind=PassageKind.FIELD),
        affordances=(acting(AffordanceKind.BUTTON, "Subscribe"),),
    ),
    "the word alone": shown(Passage(text="You can call us or write to us."), title="Contact"),
    "a basket's form": shown(
        Passage(text="Voucher code", kind=PassageKind.FIELD),
        affordances=(acting(AffordanceKind.BUTTON, "Submit"),),
    ),
}


@pytest.mark.parametrize("name", CHANNELS)
def test_each_kind_of_channel_is_known(name: str) -> None:
    """By what a visitor sees."""
    channel = channel_on(CHANNELS[name])
    assert channel is not None
    assert channel.kind == name.partition(" ")[0]


@pytest.mark.parametrize("name", NO_CHANNELS)
def test_what_only_looks_like_a_channel_is_none(name: str) -> None:
    """Nobody answers there."""
    assert channel_on(NO_CHANNELS[name]) is None


def test_a_dead_button_called_contact_leads_nowhere() -> None:
    """Clicked by those who looked around or not, no person is behind it; what nobody clicked is unknown."""
    assert way(site(Button(label="Contact"))).clicks is None
