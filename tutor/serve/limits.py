"""How many sessions there may be at once, and how often an address may come; counted, nothing else."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

from tutor.serve import words
from tutor.serve.settings import ServeSettings

MINUTE = 60.0
MANY = 1000
"""Addresses from which on those are forgotten that have not come for a minute."""


class Places:
    """The sessions that go on, in all, by key and by address."""

    def __init__(self, settings: ServeSettings) -> None:
        self._settings = settings
        self.taken = 0
        self._keys, self._addresses = Counter[str](), Counter[str]()

    def take(self, key: str, address: str) -> str | None:
        """Take a place, or get the sentence that says why there is none."""
        for taken, most, sentence in (
            (self._keys[key], self._settings.per_key, words.FULL_FOR_KEY),
            (self._addresses[address], self._settings.per_address, words.FULL_FOR_ADDRESS),
            (self.taken, self._settings.sessions, words.FULL),
        ):
            if taken >= most:
                return sentence.format(most=most)
        self._count(key, address, 1)
        return None

    def leave(self, key: str, address: str) -> None:
        """Give a place back that was taken."""
        self._count(key, address, -1)

    def _count(self, key: str, address: str, by: int) -> None:
        self.taken += by
        for counter, name in ((self._keys, key), (self._addresses, address)):
            counter[name] += by
            if not counter[name]:
                del counter[name]


class Arrivals:
    """Counts how often each address has come: up to `rate` times at once, after that `rate` times a minute.

    Args:
        rate: how many times.
        clock: seconds, from anywhere.
    """

    def __init__(self, rate: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._left: dict[str, tuple[float, float]] = {}

    def admit(self, address: str) -> bool:
        """Count an arrival; False if it is one too many, which then does not count."""
        now = self._clock()
        left = self._left_at(address, now)
        if left < 1:
            return False
        if len(self._left) >= MANY:
            self._left = {name: kept for name, kept in self._left.items() if self._left_at(name, now) < self._rate}
        self._left[address] = left - 1, now
        return True

    def _left_at(self, address: str, now: float) -> float:
        left, since = self._left.get(address, (float(self._rate), now))
        return min(float(self._rate), left + (now - since) * self._rate / MINUTE)
