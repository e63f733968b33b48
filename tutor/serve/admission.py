"""Decides which connections there may be: counted by address and by key, from the moment that they are accepted.

Whoever has not shown yet who they are goes first when places run out. OpenSSH's MaxStartups (start:rate:full) turns the
newcomer away instead, so that silent connections keep everybody out; here one of the silent goes, drawn by chance from
the address that has most of them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tutor.serve import words
from tutor.serve.limits import Arrivals
from tutor.serve.settings import ServeSettings

START, RATE = 2 / 3, 0.3
"""Share of the free places from which on newcomers may cost somebody theirs, and how likely that is then; it is sure
when all are taken."""

Origin = tuple[str, int]
"""Address and port of a client."""


def with_spare(sessions: int) -> int:
    """Return how many connections there may be for a number of sessions: some more, so that the next can be told."""
    return sessions + max(4, sessions // 2)


@dataclass
class Caller:
    """A connection.

    Attributes:
        origin: where it comes from.
        drop: ends it with a sentence.
        key: the fingerprint with which it has been let in, "" before.
        channels: how many it has.
    """

    origin: Origin
    drop: Callable[[str], None]
    key: str = ""
    channels: int = 0


class Admission:
    """All connections.

    Args:
        settings: how many.
        chance: decides who goes.
    """

    def __init__(self, settings: ServeSettings, chance: random.Random | None = None) -> None:
        self._settings, self._chance = settings, chance or random.Random()
        self._callers: dict[Origin, Caller] = {}
        self._by_address, self._by_key = Counter[str](), Counter[str]()
        self._arrivals, self._openings = Arrivals(settings.rate), Arrivals(settings.rate)

    def arrive(self, origin: Origin, drop: Callable[[str], None]) -> str:
        """Count a connection, at the cost of another if need be; return why it cannot be, or ""."""
        address = origin[0]
        if not self._arrivals.admit(address):
            return words.TOO_OFTEN
        most = with_spare(self._settings.per_address)
        if self._by_address[address] >= most and not self._drop_one([c for c in self._silent() if _from(c) == address]):
            return words.MANY_FROM_ADDRESS.format(most=most)
        if not self._make_room():
            return words.MANY
        self._callers[origin] = Caller(origin, drop)
        self._by_address[address] += 1
        return ""

    def identify(self, origin: Origin, key: str) -> str:
        """Note whose a connection is; return why it cannot stay, or ""."""
        caller = self._callers.get(origin)
        if caller is None or caller.key:
            return ""
        caller.key = key
        self._by_key[key] += 1
        most = with_spare(self._settings.per_key)
        return words.MANY_FOR_KEY.format(most=most) if self._by_key[key] > most else ""

    def open_channel(self, origin: Origin) -> str:
        """Count a channel of a connection; return why it cannot be, or ""."""
        caller = self._callers.get(origin)
        if caller is None:
            return ""
        most = with_spare(self._settings.per_key)
        if sum(other.channels for other in self._callers.values() if other.key == caller.key) >= most:
            return words.MANY_CHANNELS.format(most=most)
        if not self._openings.admit(caller.key):
            return words.CHANNELS_TOO_OFTEN
        caller.channels += 1
        return ""

    def close_channel(self, origin: Origin) -> None:
        """Give back a channel that was counted."""
        if caller := self._callers.get(origin):
            caller.channels -= 1

    def leave(self, origin: Origin) -> None:
        """Forget a connection and its channels; nothing, if that has been done."""
        caller = self._callers.pop(origin, None)
        if caller is not None:
            _count_down(self._by_address, origin[0])
            if caller.key:
                _count_down(self._by_key, caller.key)

    def _silent(self) -> list[Caller]:
        return [caller for caller in self._callers.values() if not caller.key]

    def _make_room(self) -> bool:
        """Whether there is a place, after one of the silent has been sent away for it, as chance will have it."""
        silent = self._silent()
        free = with_spare(self._settings.sessions) - (len(self._callers) - len(silent))
        if self._chance.random() >= likelihood(len(silent), free):
            return True
        addresses = Counter(map(_from, silent))
        most = max(addresses.values(), default=0)
        return self._drop_one([caller for caller in silent if addresses[_from(caller)] == most])

    def _drop_one(self, callers: list[Caller]) -> bool:
        if not callers:
            return False
        caller = self._chance.choice(callers)
        self.leave(caller.origin)
        caller.drop(words.MADE_ROOM)
        return True


def likelihood(silent: int, free: int) -> float:
    """Return the chance, 0 to 1, that a newcomer costs one of `silent` connections its place where `free` may be."""
    start = int(free * START)
    if silent >= free:
        return 1.0
    if silent < max(1, start):
        return 0.0
    return RATE + (1 - RATE) * (silent - start) / (free - start)


def _from(caller: Caller) -> str:
    return caller.origin[0]


def _count_down(counter: Counter[str], name: str) -> None:
    counter[name] -= 1
    if not counter[name]:
        del counter[name]
