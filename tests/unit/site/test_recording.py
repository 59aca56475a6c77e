"""A graph on disk: what goes in comes out, and what is no recording is said to be none."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from worlds import DESKTOP, HOME, Button, Dead, Document, Forbidden, Page, Wall, World, at, disclosure, link

from selfserve_check.errors import UserError
from selfserve_check.journey.site_port import (
    Arrived,
    Broken,
    NoChange,
    PageState,
    Refused,
    Unobserved,
    Walled,
)
from selfserve_check.model.action import Action, Click, Hover, Search, StateId, View, action_on
from selfserve_check.model.journey import BlockedRequest
from selfserve_check.model.observation import AffordanceKey, AffordanceKind, Observation
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import FORMAT, VERSION, RecordedSite, Recording, pack, unpack

START = StateId(view=DESKTOP, url=HOME)
POST = BlockedRequest(method="POST", url=at("/api?token=geheim"), why="not a read")
DOCUMENTS: dict[str, Document] = {
    "/": Page(
        title="Tiles",
        text=("Überall “Fliesen”, 30 m², \U0001f9f1",),
        things=(
            link("R", "/r"),
            link("Gone", "/gone"),
            link("Private", "/private"),
            link("Account", "/account"),
            disclosure("More", "30 days"),
            Button(label="Dead", blocked=(POST,)),
        ),
        blocked=(POST,),
    ),
    "/r": Page(title="R"),
    "/gone": Dead(status=410),
    "/private": Forbidden(),
    "/account": Wall(page=Page(title="Log in")),
}


def kept(text: str) -> str:
    return text


def graph_of(documents: dict[str, Document] = DOCUMENTS) -> SiteGraph:
    """The start page, and every act on it."""
    world, graph = World(documents=documents), SiteGraph()
    graph.add_load(START, world.load(START))
    for affordance in graph.states[START].observation.affordances:
        action = action_on(affordance.key)
        if affordance.target:
            graph.add_edge(START, action, world.load(StateId(view=DESKTOP, url=affordance.target)))
        else:
            effect = world.effect(START, action)
            assert isinstance(effect, Arrived | NoChange)
            graph.add_edge(START, action, effect)
    return graph


def recording(graph: SiteGraph | None = None, notes: tuple[str, ...] = ()) -> Recording:
    return Recording(site=HOME, made_by="0.1.0", graph=graph or graph_of(), notes=notes)


def content_of(data: bytes) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(gzip.decompress(data))
    return content


def test_a_graph_comes_back_as_it_was() -> None:
    """Loads, edges and states, in their order, with the site, the version and the notes."""
    before = recording(notes=("A cookie banner was refused.",))
    after = unpack(pack(before, kept), "run.recording")
    assert after == before
    assert list(after.graph.states) == list(before.graph.states)
    assert list(after.graph.edges) == list(before.graph.edges)


def test_every_kind_of_reply_is_kept() -> None:
    """The world above holds one of each that a graph may hold."""
    graph = unpack(pack(recording(), kept), "run.recording").graph
    kinds = {type(reply) for reply in (*graph.loads.values(), *graph.edges.values())}
    assert kinds == {Arrived, Broken, Refused, Walled, NoChange}


def test_every_part_of_a_state_is_kept() -> None:
    """View, fragment, acts of each kind and the frames that a click led on."""
    keys = [
        AffordanceKey(kind=kind, name="n", target=at("/t"), frame="0.1", nth=2) for kind in AffordanceKind
    ]
    actions: tuple[Action, ...] = (Click(key=keys[0]), Hover(key=keys[4]), Search(key=keys[6], text="grüße"))
    view = View(device="phone", locale="de-DE", condition="slow", signed_in=True)
    state = StateId(view=view, url=at("/#/a"), actions=actions, frames=(("0", at("/frame")),))
    graph = SiteGraph()
    page = PageState(
        id=state, observation=Observation(url=at("/"), title=""), revealed=(0, 3), blocked=(POST,)
    )
    graph.add_edge(START, actions[0], Arrived(page=page))
    assert unpack(pack(recording(graph), kept), "r").graph == graph


def test_the_same_graph_gives_the_same_bytes() -> None:
    """No clock in the file, nor in the header of its wrapping (bytes 4 to 7 of gzip, RFC 1952)."""
    data = pack(recording(), kept)
    assert data == pack(recording(), kept)
    assert data[4:8] == bytes(4)


def test_an_empty_graph_is_a_recording() -> None:
    """Of a run that saw nothing."""
    assert unpack(pack(recording(SiteGraph()), kept), "r").graph == SiteGraph()


def test_what_is_a_secret_is_masked_wherever_it_stands() -> None:
    """In addresses of states, targets, observations, replies, blocked requests, notes and the site."""
    secret = "geheim"
    documents: dict[str, Document] = {
        "/": Page(
            title=f"Hello {secret}",
            text=(f"Your token is {secret}.",),
            things=(link(f"Go {secret}", f"/r?token={secret}"), Button(label="Dead", blocked=(POST,))),
            blocked=(POST,),
        ),
        "/r": Dead(),
    }
    made = Recording(
        site=f"{HOME}?key={secret}", made_by="0.1.0", graph=graph_of(documents), notes=(f"Saw {secret}.",)
    )
    data = pack(made, lambda text: text.replace(secret, "[masked]"))
    assert secret not in gzip.decompress(data).decode()
    after = unpack(data, "r")
    assert after.notes == ("Saw [masked].",)
    assert after.graph.states[START].observation.title == "Hello [masked]"


@pytest.mark.parametrize("secret", ["click", "link", "main", "arrived", "text", "refused", "robots"])
def test_a_secret_that_is_one_of_the_file_s_own_words_does_no_harm(secret: str) -> None:
    """A staging password may be any word; the frame of the file is not what visitors could see."""
    data = pack(recording(), lambda text: text.replace(secret, "[masked]"))
    assert len(unpack(data, "r").graph.edges) == len(graph_of().edges)


def damaged(change: Callable[[dict[str, Any]], object]) -> bytes:
    content = content_of(pack(recording(), kept))
    change(content)
    return gzip.compress(json.dumps(content).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not gzip",
        gzip.compress(b"not json"),
        gzip.compress(b"\xff\xfe"),
        gzip.compress(b"[1, 2]"),
        gzip.compress(b'{"format": "something else", "version": 1}'),
        gzip.compress(b"[" * 100_000),
        pack(recording(), kept)[:-40],
    ],
    ids=["empty", "no-gzip", "no-json", "no-text", "a-list", "another-format", "very-deep", "cut-off"],
)
def test_what_is_no_recording_is_said_to_be_none(data: bytes) -> None:
    """The message names the file."""
    with pytest.raises(UserError, match=r"^old\.recording: is not a recording"):
        unpack(data, "old.recording")


@pytest.mark.parametrize("version", [0, VERSION + 1, "1", None])
def test_another_version_says_which_it_is_and_what_to_do(version: object) -> None:
    """Newer or older: record it again."""
    data = damaged(lambda content: content.update(version=version))
    with pytest.raises(
        UserError, match=f"has version {version}, this program reads version 1; record it again"
    ):
        unpack(data, "old.recording")


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.pop("loads"),
        lambda content: content.update(loads=5),
        lambda content: content.update(loads=[[0]]),
        lambda content: content.update(loads=[[999, {"is": "arrived", "page": 0}]]),
        lambda content: content.update(loads=[[-1, {"is": "arrived", "page": 0}]]),
        lambda content: content.update(loads=[[0, {"is": "arrived", "page": -1}]]),
        lambda content: content.update(loads=[[0, {"is": "nonsense"}]]),
        lambda content: content.update(loads=[[0, {"is": "broken", "says": {"url": 5}}]]),
        lambda content: content["pages"][0].update(revealed=["x"]),
        lambda content: content["pages"][0].update(revealed=[1e999]),
        lambda content: content["pages"][0].update(observation={"title": "no url"}),
        lambda content: content["pages"][0].update(state="first"),
        lambda content: content["edges"][0][1].update(do="dance"),
        lambda content: content["edges"][0][1].update(key={"kind": "lever", "name": ""}),
        lambda content: content["states"][0].update(actions=None),
        lambda content: content["states"][0].update(frames=[["0"]]),
        lambda content: content["states"][0].update(view=[]),
        lambda content: content.update(states=[[]]),
        lambda content: content.update(pages={}),
        lambda content: content.update(notes=None),
    ],
)
def test_a_damaged_recording_is_said_to_be_damaged(change: Callable[[dict[str, Any]], object]) -> None:
    """Whatever was changed in it: one sentence, never a traceback."""
    with pytest.raises(UserError, match=r"^old\.recording: is damaged .*record it again"):
        unpack(damaged(change), "old.recording")


def test_the_file_says_what_it_is() -> None:
    """For those who open it by hand."""
    content = content_of(pack(recording(), kept))
    assert (content["format"], content["version"], content["site"]) == (FORMAT, VERSION, HOME)


def test_each_page_is_written_once() -> None:
    """However many ways lead to it."""
    documents: dict[str, Document] = {
        "/": Page(title="Tiles", things=(link("R", "/r"), link("R again", "/r"))),
        "/r": Page(title="R"),
    }
    assert len(content_of(pack(recording(graph_of(documents)), kept))["pages"]) == 2


def test_a_recorded_site_gives_what_it_holds_and_says_what_it_does_not() -> None:
    """Another page, another view and another act are unobserved, not missing."""
    site = RecordedSite(graph_of())
    known = action_on(site.graph.states[START].observation.affordances[0].key)
    unknown = Click(key=AffordanceKey(kind=AffordanceKind.BUTTON, name="Never seen"))
    phone = View(device="phone")
    assert asyncio.run(site.open(DESKTOP, HOME)) == site.graph.loads[START]
    assert asyncio.run(site.act(START, known)) == site.graph.edges[START, known]
    assert asyncio.run(site.open(phone, HOME)) == Unobserved(state=StateId(view=phone, url=HOME), action=None)
    assert asyncio.run(site.act(START, unknown)) == Unobserved(state=START, action=unknown)
