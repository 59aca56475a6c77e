"""YAML that people write, read with the place of every word.

The text is parsed into events by ruamel.yaml (YAML 1.2) and turned into plain data here. Every plain
word stays the text that was written (``no``, ``4.90``, ``007``): the models that check the data say what
is a number. Only an empty value, ``~`` and ``null`` become None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark, YAMLError, YAMLStreamError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from selfserve_check.errors import FileProblem, FileProblemsError

CONFIG_NAME = "playwright.config.yaml"
FILE_BYTES_MAX = 1_000_000
DEPTH_MAX = 20
EVENTS_MAX = 250_000
PROBLEMS_MAX = 100
LINE_CHARACTERS_MAX = 20_000
Loc = tuple[int | str, ...]
Data = str | None | list["Data"] | dict[str, "Data"]

_NULLS = ("", "~", "null", "Null", "NULL")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in a file; both count from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One ``key: value`` of a mapping; ``spot`` is the key's."""

    key: str
    spot: Spot
    node: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A value and where it stands: a word, nothing, a list of nodes, or the entries of a mapping."""

    spot: Spot
    value: str | tuple[Node, ...] | dict[str, Entry] | None

    def entry(self, part: int | str) -> Entry | None:
        """The entry with the key ``part``, if this is a mapping that has it."""
        return self.value.get(str(part)) if isinstance(self.value, dict) else None

    def child(self, part: int | str) -> Node | None:
        """The value under a key or at an index; None when there is no such thing."""
        entry = self.entry(part)
        if entry is not None:
            return entry.node
        if isinstance(self.value, tuple) and isinstance(part, int) and part < len(self.value):
            return self.value[part]
        return None

    def data(self) -> Data:
        """The plain data: text, None, lists and dicts."""
        if isinstance(self.value, dict):
            return {key: entry.node.data() for key, entry in self.value.items()}
        if isinstance(self.value, tuple):
            return [node.data() for node in self.value]
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file: its name as the reader knows it, its tree, and what may not stand in YAML of ours.

    A file with ``problems`` is wrong whatever a model says of it; the tree serves to find the rest.
    """

    file: str
    root: Node
    problems: tuple[FileProblem, ...] = ()

    def data(self) -> Data:
        """The plain data of the whole file."""
        return self.root.data()

    def spot(self, loc: Loc, *, of_key: bool = False) -> Spot:
        """Where the value at ``loc`` stands, or the nearest thing around it that does.

        Parts of ``loc`` that are not in the file (the name of a union's branch) are stepped over.
        ``of_key`` gives the place of the last key instead of its value.
        """
        node, spot = self.root, self.root.spot
        for part in loc:
            entry, child = node.entry(part), node.child(part)
            if child is None:
                continue
            spot = entry.spot if entry is not None and of_key else child.spot
            node = child
        return spot

    def problem(self, loc: Loc, message: str, *, of_key: bool = False) -> FileProblem:
        """A problem at ``loc``."""
        spot = self.spot(loc, of_key=of_key)
        return FileProblem(file=self.file, line=spot.line, column=spot.column, message=message)

    def all_problems(self, found: Iterable[FileProblem]) -> list[FileProblem]:
        """The problems of the YAML and those ``found`` in its data, except where one only follows from
        the other: in the same line."""
        lines = {problem.line for problem in self.problems}
        return [*self.problems, *(one for one in found if one.file != self.file or one.line not in lines)]


def read_yaml(path: Path, *, name: str | None = None) -> Source:
    """Read one file of at most 1 MB of UTF-8 YAML: one document, no aliases, no tags.

    ``name`` is how problems call the file (default: the path as given). Raises FileProblemsError when no
    tree can be made; else what is wrong stands in ``Source.problems``.
    """
    file = name or str(path)
    try:
        with path.open("rb") as stream:
            raw = stream.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        raise _whole(file, f"cannot be read: {error.strerror or error}") from None
    if len(raw) > FILE_BYTES_MAX:
        raise _whole(file, "is larger than 1 MB; split it into several files")
    return parse_yaml(_decode(raw, file), file)


def parse_yaml(text: str, file: str) -> Source:
    """The tree of ``text``; ``file`` is its name in problems. Raises as :func:`read_yaml` does."""
    if len(text) > FILE_BYTES_MAX:
        raise _whole(file, "is larger than 1 MB; split it into several files")
    bad = _CONTROL.search(text)
    if bad:
        message = f"the character U+{ord(bad.group()):04X} cannot stand in YAML; remove it"
        raise FileProblemsError((_problem(file, _spot_in(text, bad.start()), message),))
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > LINE_CHARACTERS_MAX:
            message = f"the line is longer than {LINE_CHARACTERS_MAX:,} characters; break it"
            raise FileProblemsError((_problem(file, Spot(line=number), message),))
    builder = _Builder(file=file, problems=[])
    root = builder.build(_events(text, file))
    return Source(file=file, root=root or Node(spot=Spot(), value=None), problems=tuple(builder.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Builder:
    """Turns events into nodes without recursion, and notes what may not stand in a file."""

    file: str
    problems: list[FileProblem]

    def build(self, events: Iterator[Event]) -> Node | None:
        """The root node, or None when the file holds nothing."""
        open_nodes: list[_Open] = []
        root: Node | None = None
        documents = 0
        for number, event in enumerate(events):
            if number >= EVENTS_MAX:
                self._note(
                    _spot(event), "the file holds too many values to be read in reasonable time; split it"
                )
                break
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self._note(_spot(event), "a second document starts here; write one file for each")
                    break
            node = self._node(event, open_nodes)
            if node is None:
                continue
            if not open_nodes:
                root = node
            else:
                self._add(open_nodes[-1], node)
        return root

    def _node(self, event: Event, open_nodes: list[_Open]) -> Node | None:
        """The node that ``event`` completes, if it does."""
        if isinstance(event, NodeEvent):
            self._check_marks(event)
        if isinstance(event, ScalarEvent):
            self._check_characters(event)
            null = not event.style and event.value in _NULLS
            return Node(spot=_spot(event), value=None if null else event.value)
        if isinstance(event, AliasEvent):
            return Node(spot=_spot(event), value=None)
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open(event, open_nodes)
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            return open_nodes.pop().close()
        return None

    def _open(self, event: Event, open_nodes: list[_Open]) -> None:
        if len(open_nodes) >= DEPTH_MAX:
            spot = _spot(event)
            message = f"lists and mappings are nested more than {DEPTH_MAX} deep here; nothing needs that"
            raise FileProblemsError((*self.problems, _problem(self.file, spot, message)))
        mapping = isinstance(event, MappingStartEvent)
        open_nodes.append(_Open(spot=_spot(event), mapping=mapping, items=[], entries={}, key=[]))

    def _add(self, parent: _Open, node: Node) -> None:
        if not parent.mapping:
            parent.items.append(node)
        elif not parent.key:
            parent.key.append(node)
        else:
            self._add_entry(parent, parent.key.pop(), node)

    def _add_entry(self, parent: _Open, key: Node, node: Node) -> None:
        if isinstance(key.value, tuple | dict):
            self._note(key.spot, "a key must be one word, not a list or mapping")
            return
        name = key.value or ""
        if name in parent.entries:
            first = parent.entries[name].spot.line
            message = f"the key '{name[:60]}' is written twice; the first is in line {first}"
            self._note(key.spot, message)
            return
        parent.entries[name] = Entry(key=name, spot=key.spot, node=node)

    def _check_marks(self, event: NodeEvent) -> None:
        if isinstance(event, AliasEvent):
            self._note(_spot(event), f"aliases (*{event.anchor}) are not read here; write the value out")
        elif isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag:
            self._note(_spot(event), f"tags ({str(event.tag)[:40]}) are not read here; write the value alone")

    def _check_characters(self, event: ScalarEvent) -> None:
        bad = _CONTROL.search(event.value)
        if bad:
            self._note(
                _spot(event), f"the escape for U+{ord(bad.group()):04X} stands for no readable character"
            )

    def _note(self, spot: Spot, message: str) -> None:
        if len(self.problems) >= PROBLEMS_MAX:
            more = "more is wrong from here on; mend what is named before, and look again"
            raise FileProblemsError((*self.problems, _problem(self.file, spot, more)))
        self.problems.append(_problem(self.file, spot, message))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A list or mapping whose end is still to come; ``key`` holds a key that waits for its value."""

    spot: Spot
    mapping: bool
    items: list[Node]
    entries: dict[str, Entry]
    key: list[Node]

    def close(self) -> Node:
        return Node(spot=self.spot, value=self.entries if self.mapping else tuple(self.items))


def _events(text: str, file: str) -> Iterator[Event]:
    """The parser's events; what it refuses becomes a problem with a place."""
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        spot = _of_mark(mark) if mark else Spot()
        raise FileProblemsError((_problem(file, spot, _syntax(error)),)) from None
    except (YAMLError, YAMLStreamError) as error:
        raise _whole(file, f"is not YAML: {str(error).splitlines()[0][:200]}") from None
    except (ValueError, OverflowError):
        # the scanner hands an escape such as "\\UFFFFFFFF" to chr() unchecked
        raise _whole(
            file, "holds an escape that stands for no character; look for \\U in double quotes"
        ) from None


def _syntax(error: MarkedYAMLError) -> str:
    words = " ".join(str(error.problem or error.context or "cannot be read").split())
    hint = ""
    if "mapping values are not allowed" in words:
        hint = "; put quotes around a text that has ': ' in it"
    elif "cannot start any token" in words:
        hint = "; indent with spaces, and put quotes around a text that starts with a sign"
    elif "expected <block end>" in words:
        hint = "; check the indentation, and put quotes around the whole text if it holds quotes"
    return f"this is not YAML: {words[:200]}{hint}"


def _decode(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        message = f"the byte 0x{raw[error.start]:02X} is not UTF-8; save the file with the encoding UTF-8"
        raise FileProblemsError((_problem(file, Spot(line=line, column=column), message),)) from None


def _spot_in(text: str, offset: int) -> Spot:
    before = text[:offset]
    return Spot(line=before.count("\n") + 1, column=len(before.rpartition("\n")[2]) + 1)


def _spot(event: Event) -> Spot:
    return _of_mark(event.start_mark)


def _of_mark(mark: StreamMark) -> Spot:
    return Spot(line=mark.line + 1, column=mark.column + 1)


def _problem(file: str, spot: Spot, message: str) -> FileProblem:
    return FileProblem(file=file, line=spot.line, column=spot.column, message=message)


def _whole(file: str, message: str) -> FileProblemsError:
    """A problem of the file as a whole."""
    return FileProblemsError((_problem(file, Spot(), message),))
