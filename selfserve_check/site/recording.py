"""A site graph on disk, and a site that is asked from it without a browser.

The file is gzipped JSON with a version. It holds what visitors could see and nothing else: no cookies, no
headers, no passwords; what looks like a secret in an address was masked before it was written.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from selfserve_check.errors import UserError
from selfserve_check.journey.site_port import (
    Arrived,
    Broken,
    NoChange,
    PageState,
    Refused,
    Reply,
    Unobserved,
    Walled,
)
from selfserve_check.model.action import Action, Click, Hover, Search, StateId, View
from selfserve_check.model.journey import BlockedRequest
from selfserve_check.model.observation import AffordanceKey, Observation
from selfserve_check.site.graph import SiteGraph

FORMAT = "selfserve-check recording"
VERSION = 1
# Unpacked. A graph at the default cap of states stays well below.
BYTES_MAX = 1_000_000_000

_KEY = TypeAdapter(AffordanceKey)
_VIEW = TypeAdapter(View)
_OBSERVATION = TypeAdapter(Observation)
_BLOCKED = TypeAdapter(tuple[BlockedRequest, ...])
_PLAIN_ACTIONS: dict[str, type[Click] | type[Hover]] = {"click": Click, "hover": Hover}
_ACTION_NAMES: dict[type, str] = {Click: "click", Hover: "hover", Search: "search"}
_PLAIN_REPLIES: dict[str, TypeAdapter[Any]] = {
    "refused": TypeAdapter(Refused),
    "broken": TypeAdapter(Broken),
    "no_change": TypeAdapter(NoChange),
}
_REPLY_NAMES: dict[type, str] = {Refused: "refused", Broken: "broken", NoChange: "no_change"}
_REVEALED: TypeAdapter[tuple[int, ...] | None] = TypeAdapter(tuple[int, ...] | None)
# What stands under these keys are words of the file itself, never of a site: a secret may be one of them.
_OWN_WORDS = frozenset({"format", "is", "do", "kind", "region"})
Json = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """``site`` is the address the run was given; ``made_by`` the tool's version."""

    site: str
    made_by: str
    graph: SiteGraph
    notes: tuple[str, ...] = ()


def pack(recording: Recording, redact: Callable[[str], str]) -> bytes:
    """The bytes of the file, every text of the site in it through ``redact``. Same graph, same bytes."""
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=6, mtime=0) as file:
        for text in _written(recording, redact):
            file.write(text.encode("utf-8", "surrogatepass"))
    return packed.getvalue()


def _written(recording: Recording, redact: Callable[[str], str]) -> Iterator[str]:
    """The file's text, piece by piece: a large site's is as large as all that was seen of it."""
    writer, graph = _Writer(), recording.graph
    head = {
        "format": FORMAT,
        "version": VERSION,
        "site": recording.site,
        "made_by": recording.made_by,
        "notes": list(recording.notes),
    }
    loads = ([writer.state(state), writer.reply(reply)] for state, reply in graph.loads.items())
    edges = (
        [writer.state(state), _action_json(action), writer.reply(reply)]
        for (state, action), reply in graph.edges.items()
    )
    # In this order: what comes first says which states and pages there are.
    lists: dict[str, Iterator[object]] = {
        "loads": loads,
        "edges": edges,
        "pages": writer.written_pages(),
        "states": iter(writer.states),
    }
    yield _json(head, redact)[:-1]
    for name, items in lists.items():
        yield f',"{name}":['
        for place, item in enumerate(items):
            yield ("," if place else "") + _json(item, redact)
        yield "]"
    yield "}"


def _json(value: object, redact: Callable[[str], str]) -> str:
    return json.dumps(_redacted(value, redact), ensure_ascii=False, separators=(",", ":"))


def unpack(data: bytes, name: str) -> Recording:
    """The recording in ``data``; ``name`` is for messages. Raises UserError that says what is wrong."""
    try:
        unpacker = zlib.decompressobj(wbits=31)
        text = unpacker.decompress(data, BYTES_MAX)
        if unpacker.unconsumed_tail:
            raise UserError(f"{name}: unpacks to more than {BYTES_MAX:,} bytes; this is no recording of ours")
        content = json.loads(text.decode("utf-8", "surrogatepass"))
    except (zlib.error, ValueError, RecursionError) as error:
        raise UserError(f"{name}: is not a recording (--record writes one): {error}") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise UserError(f"{name}: is not a recording of selfserve-check")
    if content.get("version") != VERSION:
        found = content.get("version")
        raise UserError(f"{name}: has version {found}, this program reads version {VERSION}; record it again")
    try:
        return _recording(content)
    except (ValidationError, KeyError, IndexError, TypeError, ValueError) as error:
        raise UserError(f"{name}: is damaged ({type(error).__name__}); record it again") from error


@dataclass(frozen=True, slots=True)
class RecordedSite:
    """A ``Site`` over a saved graph. What it does not hold is :class:`Unobserved`."""

    graph: SiteGraph

    async def open(self, view: View, url: str) -> Reply:
        state = StateId(view=view, url=url)
        return self.graph.loads.get(state) or Unobserved(state=state, action=None)

    async def act(self, state: StateId, action: Action) -> Reply:
        return self.graph.known_act(state, action) or Unobserved(state=state, action=action)


class _Writer:
    """Numbers states and pages, so that each is written once."""

    def __init__(self) -> None:
        self.states: list[Json] = []
        self._pages: list[PageState] = []
        self._state_numbers: dict[StateId, int] = {}
        self._page_numbers: dict[StateId, int] = {}

    def state(self, state: StateId) -> int:
        number = self._state_numbers.get(state)
        if number is None:
            number = self._state_numbers[state] = len(self.states)
            self.states.append(
                {
                    "view": _VIEW.dump_python(state.view, mode="json"),
                    "url": state.url,
                    "actions": [_action_json(action) for action in state.actions],
                    "frames": [list(frame) for frame in state.frames],
                }
            )
        return number

    def page(self, page: PageState) -> int:
        number = self._page_numbers.get(page.id)
        if number is None:
            number = self._page_numbers[page.id] = len(self._pages)
            self._pages.append(page)
            self.state(page.id)
        return number

    def written_pages(self) -> Iterator[Json]:
        """All that were given a number, in its order."""
        for page in self._pages:
            whole = replace(page.observation)  # a plain one, wherever its parts lie
            yield {
                "state": self.state(page.id),
                "revealed": None if page.revealed is None else list(page.revealed),
                "blocked": _BLOCKED.dump_python(page.blocked, mode="json"),
                "observation": _OBSERVATION.dump_python(whole, mode="json", exclude_defaults=True),
            }

    def reply(self, reply: Reply) -> Json:
        match reply:
            case Arrived(page=page):
                return {"is": "arrived", "page": self.page(page)}
            case Walled(url=url, detail=detail, page=page):
                number = None if page is None else self.page(page)
                return {"is": "walled", "url": url, "detail": detail, "page": number}
        name = _REPLY_NAMES[type(reply)]
        return {"is": name, "says": _PLAIN_REPLIES[name].dump_python(reply, mode="json")}


def _action_json(action: Action) -> Json:
    written: Json = {
        "do": _ACTION_NAMES[type(action)],
        "key": _KEY.dump_python(action.key, mode="json", exclude_defaults=True),
    }
    if isinstance(action, Search):
        written["text"] = action.text
    return written


def _recording(content: Json) -> Recording:
    states = [_state(written) for written in content["states"]]
    pages = [
        PageState(
            id=_at(states, written["state"]),
            observation=_OBSERVATION.validate_python(written["observation"]),
            revealed=_REVEALED.validate_python(written["revealed"]),
            blocked=_BLOCKED.validate_python(written["blocked"]),
        )
        for written in content["pages"]
    ]
    graph = SiteGraph()
    for number, reply in content["loads"]:
        graph.add_load(_at(states, number), _reply(reply, pages))
    for number, action, reply in content["edges"]:
        graph.add_edge(_at(states, number), _action(action), _reply(reply, pages))
    return Recording(
        site=str(content["site"]),
        made_by=str(content["made_by"]),
        graph=graph,
        notes=tuple(map(str, content["notes"])),
    )


def _state(written: Json) -> StateId:
    return StateId(
        view=_VIEW.validate_python(written["view"]),
        url=str(written["url"]),
        actions=tuple(_action(action) for action in written["actions"]),
        frames=tuple((str(path), str(url)) for path, url in written["frames"]),
    )


def _action(written: Json) -> Action:
    key = _KEY.validate_python(written["key"])
    if written["do"] == "search":
        return Search(key=key, text=str(written["text"]))
    return _PLAIN_ACTIONS[written["do"]](key=key)


def _reply(written: Json, pages: list[PageState]) -> Reply:
    name = written["is"]
    if name == "arrived":
        return Arrived(page=_at(pages, written["page"]))
    if name == "walled":
        number = written["page"]
        page = None if number is None else _at(pages, number)
        return Walled(url=str(written["url"]), detail=str(written["detail"]), page=page)
    reply: Reply = _PLAIN_REPLIES[name].validate_python(written["says"])
    return reply


def _at(items: Sequence[T], number: int) -> T:
    """Item ``number``; a negative one is damage, not the last item."""
    if number < 0:
        raise IndexError(number)
    return items[number]


def _redacted(value: Any, redact: Callable[[str], str]) -> Any:
    match value:
        case str():
            return redact(value)
        case dict():
            return {
                key: item if key in _OWN_WORDS else _redacted(item, redact) for key, item in value.items()
            }
        case list() | tuple():
            return [_redacted(item, redact) for item in value]
    return value
