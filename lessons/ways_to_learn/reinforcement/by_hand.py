"""The agent once more in plain loops, walk by walk and move by move: the second way to where it ends."""

from __future__ import annotations

from collections import deque
from math import exp

import numpy as np

Place = tuple[int, int]
"""Column from a = 1, row from the bottom = 1."""
BySquare = dict[Place, list[float]]
_WALLS = {(2, 4), (3, 4), (4, 2)}
_PAID = {(5, 5): 1.0, (4, 3): -1.0}
_COIN = (3, 1)
_STEPS = ((0, 1), (1, 0), (0, -1), (-1, 0))


def learn(step_cost: float, coin: float, rate: float, seed: int, updates: int = 100) -> tuple[BySquare, deque[Place]]:
    """Return an agent's numbers for each square, and where its last 80 walks ended.

    Chance is drawn as the agent draws it.
    """
    rng = np.random.default_rng(seed)
    table: BySquare = {(x, y): [0.0] * 4 for x in range(1, 6) for y in range(1, 6)}
    ended: deque[Place] = deque(maxlen=80)
    average: float | None = None
    for _ in range(updates):
        luck, done = rng.random((40, 8)), list[tuple[Place, int, float]]()
        for walk in range(8):
            here, moves = _walk(table, luck[:, walk], step_cost, coin)
            ended.append(here)
            done += moves
        now = sum(to_come for *_, to_come in done) / len(done)
        average = now if average is None else average
        _learn(table, [(place, move, to_come - average) for place, move, to_come in done], rate / 8)
        average = 0.9 * average + 0.1 * now
    return table, ended


def fate(ended: deque[Place]) -> int:
    """Return where most walks ended: 0 at the goal, 1 in the pit, 2 nowhere."""
    paid = [_PAID.get(place, 0.0) for place in ended]
    counts = [sum(each > 0 for each in paid), sum(each < 0 for each in paid), sum(each == 0 for each in paid)]
    return counts.index(max(counts))


def _walk(
    table: BySquare, luck: np.ndarray, step_cost: float, coin: float
) -> tuple[Place, list[tuple[Place, int, float]]]:
    """Return where a walk ends, and for each move: where, which, and what was paid from then on."""
    here, moves, paid = (1, 1), list[tuple[Place, int]](), list[float]()
    for chance in luck:
        shares = _chances(table[here])
        move = next((k for k in range(3) if chance <= sum(shares[: k + 1])), 3)
        moves.append((here, move))
        before, here = here, _moved(here, move)
        paid.append(_PAID.get(here, 0.0) - step_cost + coin * (here == _COIN != before))
        if here in _PAID:
            break
    return here, [(*each, sum(paid[k:])) for k, each in enumerate(moves)]


def _moved(place: Place, move: int) -> Place:
    there = place[0] + _STEPS[move][0], place[1] + _STEPS[move][1]
    return there if there not in _WALLS and min(there) >= 1 and max(there) <= 5 else place


def _chances(numbers: list[float]) -> list[float]:
    powers = [exp(number - max(numbers)) for number in numbers]
    return [power / sum(powers) for power in powers]


def _learn(table: BySquare, done: list[tuple[Place, int, float]], rate: float) -> None:
    """Push what was done, all by the chances as they were before."""
    chances = {place: _chances(table[place]) for place, *_ in done}
    for place, move, better in done:
        for k in range(4):
            table[place][k] += rate * better * ((k == move) - chances[place][k])
