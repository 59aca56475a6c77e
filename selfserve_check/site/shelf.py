"""What pages show, in memory for the newest few thousand page states and in a file for the others.

A site is as large as it is; what a run may hold in memory is for the user to say
(``limits.states_in_memory``). An address, a title and a language stay at hand for every page, for they are
asked for again and again. Its passages, affordances and claims, which are nearly all of it, are read back
when somebody wants them.
"""

from __future__ import annotations

import pickle
import tempfile
import zlib
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from threading import Lock
from typing import IO, Any, NamedTuple

from selfserve_check.journey.site_port import PageState
from selfserve_check.model.claims import Claim
from selfserve_check.model.observation import Affordance, Observation, Passage

# A temporary folder may lie in memory, so what is put there is packed.
_LEVEL = 1


class Parts(NamedTuple):
    """What is large of an observation."""

    passages: tuple[Passage, ...]
    affordances: tuple[Affordance, ...]
    claims: tuple[Claim, ...]


_PARTS = frozenset(Parts._fields)


class ShelvedObservation(Observation):
    """An observation whose parts lie on a shelf. To everybody it is the observation that was put there."""

    __slots__ = ("_number", "_shelf")
    _shelf: Shelf
    _number: int

    def __new__(cls, **values: Any) -> Observation:  # type: ignore[misc]  # what replaces it lies on no shelf
        return Observation(**values)

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self._shelf.parts(self._number).passages

    @property
    def affordances(self) -> tuple[Affordance, ...]:
        return self._shelf.parts(self._number).affordances

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self._shelf.parts(self._number).claims

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Observation) and _whole(self) == _whole(other)

    def __hash__(self) -> int:
        return hash(_whole(self))


def _whole(seen: Observation) -> Observation:
    return replace(seen) if isinstance(seen, ShelvedObservation) else seen


@dataclass(slots=True, eq=False)
class Shelf:
    """The parts of at most ``most`` observations are in memory, those last asked for; all others in a file
    of the temporary folder, which is for this user alone, has no name where the system knows files without,
    and goes with the process. A folder that takes no more leaves them in memory: see ``refused``.

    ``close`` it when nobody asks any more.
    """

    most: int
    refused: str = ""
    _count: int = 0
    _recent: OrderedDict[int, Parts] = field(default_factory=OrderedDict)
    _places: dict[int, tuple[int, int]] = field(default_factory=dict)
    _file: IO[bytes] | None = None
    _end: int = 0
    _turn: Lock = field(default_factory=Lock)

    def keep(self, page: PageState) -> PageState:
        """``page``, with what is large of it on this shelf."""
        seen = page.observation
        if isinstance(seen, ShelvedObservation):
            return page
        shelved: ShelvedObservation = object.__new__(ShelvedObservation)
        for one in fields(Observation):
            if one.name not in _PARTS:
                object.__setattr__(shelved, one.name, getattr(seen, one.name))
        with self._turn:
            self._count += 1
            object.__setattr__(shelved, "_shelf", self)
            object.__setattr__(shelved, "_number", self._count)
            self._recent[self._count] = Parts(seen.passages, seen.affordances, seen.claims)
            self._make_room()
        return replace(page, observation=shelved)

    def parts(self, number: int) -> Parts:
        """The parts of observation ``number``. Raises OSError where the file can no longer be read."""
        with self._turn:
            known = self._recent.get(number)
            if known is not None:
                self._recent.move_to_end(number)
                return known
            read = self._recent[number] = self._read(number)
            self._make_room()
            return read

    @property
    def in_memory(self) -> int:
        """Of how many observations the parts are in memory."""
        return len(self._recent)

    @property
    def bytes_on_disk(self) -> int:
        return self._end

    def close(self) -> None:
        """Let the file go. What was put there can no longer be asked for."""
        with self._turn:
            if self._file is not None:
                self._file.close()

    def _make_room(self) -> None:
        while len(self._recent) > self.most and not self.refused:
            number, parts = next(iter(self._recent.items()))
            if number not in self._places:
                try:
                    self._places[number] = self._written(parts)
                except OSError as error:
                    self.refused = error.strerror or str(error)
                    return
            del self._recent[number]

    def _written(self, parts: Parts) -> tuple[int, int]:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="selfserve-check-", buffering=0)  # noqa: SIM115 -- until close
        packed = zlib.compress(pickle.dumps(tuple(parts), pickle.HIGHEST_PROTOCOL), _LEVEL)
        place = self._end, len(packed)
        try:
            self._file.seek(self._end)
            left = memoryview(packed)
            while left:
                left = left[self._file.write(left) :]
        except OSError:
            with suppress(OSError):
                self._file.truncate(self._end)
            raise
        self._end += len(packed)
        return place

    def _read(self, number: int) -> Parts:
        start, length = self._places[number]
        if self._file is None:
            raise OSError("what a page showed was put on no shelf")
        self._file.seek(start)
        packed = bytearray()
        while len(packed) < length:
            read = self._file.read(length - len(packed))
            if not read:
                raise OSError("the file with what pages showed was cut short")
            packed += read
        # Written above, into a file that nobody else can open.
        return Parts(*pickle.loads(zlib.decompress(packed)))  # noqa: S301
