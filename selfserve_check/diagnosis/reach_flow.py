"""Visitors flow through the rooms of a site map, click by click. See ``reach`` for what is modelled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from selfserve_check.diagnosis.reach_choice import BACK, LEAVE, Choice, choice_of
from selfserve_check.diagnosis.reach_map import STAYS, UNSEEN, SiteMap
from selfserve_check.model.observation import Observation

# More clicks than any budget; and the number of no room.
FAR = 1_000_000
NOWHERE = -1
# Free moves (menus that open when pointed at) in a row; nobody points for ever.
_FREE_MAX = 2
# How many pages back visitors have in mind when they weigh going back.
_REMEMBERED = 3
# Further back than any budget allows.
_BACKS_MAX = 100


Masses = dict[int, list[tuple[int, float]]]


@dataclass(slots=True)
class _Crowd:
    """Shares of visitors with equally many clicks left, by the room they stand in: with the room they came
    from, or with the option that they have just come back from (-1: one that is not worth a click)."""

    came: Masses = field(default_factory=dict)
    returned: Masses = field(default_factory=dict)

    def rooms(self) -> list[int]:
        """In a fixed order, so that sums come out the same to the last bit."""
        return sorted({*self.came, *self.returned})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """One move of all who have ``left`` clicks. Who pays one for it goes to ``later`` (None: nobody can pay),
    who does not to ``free``."""

    left: int
    free: _Crowd
    later: _Crowd | None


@dataclass(slots=True)
class _Going:
    """Those in one room who follow something, in shares per unit of weight. ``without`` is what of it leaves
    out the option with that index."""

    whole: float = 0.0
    without: dict[int, float] = field(default_factory=dict)

    def add(self, part: float, index: int) -> None:
        self.whole += part
        if index >= 0:
            self.without[index] = self.without.get(index, 0.0) + part


@dataclass(frozen=True, slots=True, kw_only=True)
class _Back:
    """What going back to a room weighs: ``pull`` for those who took its option ``best_at``, ``pull_others``
    for all others. ``clicks`` are the fewest to an answer with that Back first."""

    pull: float
    pull_others: float
    best_at: int
    clicks: int
    leading_to: Mapping[int, int]


_NO_BACK = _Back(pull=0.0, pull_others=0.0, best_at=-1, clicks=FAR, leading_to={})


@dataclass(slots=True, kw_only=True)
class Flow:
    """Everybody on the way, and where they ended.

    ``found`` says where each search form leads; ``clicks_to_answer`` the fewest clicks from each room without
    going back; ``behind`` the room before each on the shortest way from the start. After :meth:`run`,
    ``share`` found an answer, ``unknown`` took a door that nobody looked behind, and ``lost`` says in which
    rooms the others lost their last chance.
    """

    site_map: SiteMap
    found: Mapping[str, int]
    answers: frozenset[int]
    clicks_to_answer: Sequence[int]
    behind: Sequence[int]
    scents: Callable[[Observation], Sequence[float]]
    share: float = 0.0
    unknown: float = 0.0
    lost: dict[int, float] = field(default_factory=dict)
    choices: dict[int, Choice] = field(default_factory=dict)
    _backs: dict[int, _Back] = field(default_factory=lambda: {NOWHERE: _NO_BACK})

    def run(self, start: int, budget: int) -> None:
        """Send everybody out from ``start``."""
        if start in self.answers:
            self.share = 1.0
            return
        crowds = [_Crowd() for _ in range(budget + 1)]
        crowds[budget].came[start] = [(NOWHERE, 1.0)]
        for left in range(budget, -1, -1):
            crowd = crowds[left]
            for _ in range(_FREE_MAX + 1):
                turn = _Turn(left=left, free=_Crowd(), later=crowds[left - 1] if left else None)
                self._move(crowd, turn)
                crowd = turn.free

    def _move(self, crowd: _Crowd, turn: _Turn) -> None:
        for room in crowd.rooms():
            # Without a click left only a free door leads anywhere.
            if turn.left or self.site_map.rooms[room].has_free:
                going = {True: _Going(), False: _Going()}
                self._divide_new(room, crowd.came.get(room, ()), going, turn)
                self._divide_returned(room, crowd.returned.get(room, ()), going, turn)
                for can in (True, False):
                    self._follow(room, going[can], can, turn)

    def _divide_new(
        self, room: int, masses: Sequence[tuple[int, float]], going: Mapping[bool, _Going], turn: _Turn
    ) -> None:
        """Who came from another room leaves, goes back there, or goes on. Those who can still reach an answer
        are kept apart from those who cannot."""
        choice = self._choice(room)
        ahead = self.clicks_to_answer[room] <= turn.left
        onward = choice.pull / choice.total if choice.options else 0.0
        lost = 0.0
        for source, mass in masses:
            back = self._back(source)
            index = back.leading_to.get(room, -1)
            pull = back.pull if index == back.best_at else back.pull_others
            part = mass / (choice.pull + LEAVE + pull)
            if pull and turn.later is not None:
                turn.later.returned.setdefault(source, []).append((index, part * pull))
            can = ahead or back.clicks <= turn.left
            if can:
                lost += part * (LEAVE if back.clicks <= turn.left else LEAVE + pull)
            going[can].whole += part * onward
        self.lost[room] = self.lost.get(room, 0.0) + lost

    def _divide_returned(
        self, room: int, masses: Sequence[tuple[int, float]], going: Mapping[bool, _Going], turn: _Turn
    ) -> None:
        """The same for who has come back, and does not take at once what they came back from."""
        choice, source = self._choice(room), self.behind[room]
        back = self._back(source)
        back_index = back.leading_to.get(room, -1)
        pull = back.pull if back_index == back.best_at else back.pull_others
        can = self.clicks_to_answer[room] <= turn.left or back.clicks <= turn.left
        lost = returned = 0.0
        for index, mass in masses:
            here = choice.pull_without(index)
            part = mass / (here + LEAVE + pull)
            returned += part * pull
            lost += part * (LEAVE if back.clicks <= turn.left else LEAVE + pull)
            if here:
                going[can].add(part * here / choice.total_without(index), index)
        if returned and turn.later is not None:
            turn.later.returned.setdefault(source, []).append((back_index, returned))
        if can:
            self.lost[room] = self.lost.get(room, 0.0) + lost

    def _follow(self, room: int, going: _Going, can: bool, turn: _Turn) -> None:
        """Everybody who goes on takes a door. ``can`` says whether an answer was still within their reach."""
        if not going.whole:
            return
        lost = 0.0
        can_back = self._back(room).clicks
        whole, without = going.whole, going.without
        for index, option in enumerate(self._choice(room).options):
            part = max(0.0, whole - without[index]) if index in without else whole
            mass = part * option.weight
            left, to = turn.left - option.price, option.to
            crowd = turn.later if option.price else turn.free
            if crowd is None:
                lost += mass
            elif to in self.answers:
                self.share += mass
            elif to == UNSEEN:
                self.unknown += mass
            elif to == STAYS:
                # Nothing happened: they stand where they stood, and do not try it again at once.
                crowd.returned.setdefault(room, []).append((index, mass))
                back = self._back(self.behind[room]).clicks
                lost += mass if min(self.clicks_to_answer[room], back) > left else 0.0
            else:
                if left or self.site_map.rooms[to].has_free:
                    crowd.came.setdefault(to, []).append((room, mass))
                if self.clicks_to_answer[to] > left and can_back > left:
                    lost += mass
        if can:
            self.lost[room] = self.lost.get(room, 0.0) + lost

    def _back(self, room: int) -> _Back:
        known = self._backs.get(room)
        if known is None:
            choice = self._choice(room)
            known = self._backs[room] = _Back(
                pull=self._pull_behind(room, choice.best_at),
                pull_others=self._pull_behind(room, -1),
                best_at=choice.best_at,
                clicks=self._clicks_after_back(room),
                leading_to=choice.leading_to,
            )
        return known

    def _pull_behind(self, room: int, tried: int) -> float:
        """What going back to ``room`` weighs: the best that was left there besides the option ``tried``, or
        left on the pages before, less the way back to it; 0 where nothing was."""
        pull, discount = 0.0, BACK
        for _ in range(_REMEMBERED):
            pull = max(pull, self._choice(room).pull_without(tried) * discount)
            before, discount = self.behind[room], discount * BACK
            if before == NOWHERE:
                break
            tried, room = self._choice(before).leading_to.get(room, -1), before
        return pull

    def _clicks_after_back(self, room: int) -> int:
        fewest = FAR
        for backs in range(1, _BACKS_MAX + 1):
            if room == NOWHERE:
                break
            fewest = min(fewest, backs + self.clicks_to_answer[room])
            room = self.behind[room]
        return fewest

    def _choice(self, room: int) -> Choice:
        known = self.choices.get(room)
        if known is None:
            observation = self.site_map.rooms[room].observation
            scents = self.scents(observation) if observation is not None else ()
            known = self.choices[room] = choice_of(self.site_map.rooms[room], scents, self.found)
        return known
