"""The proofs of what the text asserts about levers, walks, dear moves and the coin."""

from __future__ import annotations

from functools import cache

import numpy as np

from lessons.kit.lesson import claim
from lessons.ways_to_learn.reinforcement.agent import UPDATES, Agent, chances_of, one_try
from lessons.ways_to_learn.reinforcement.demo_levers import BEST, POORER, what_became_of
from lessons.ways_to_learn.reinforcement.diary import GOAL, NOWHERE, PIT, Diary
from lessons.ways_to_learn.reinforcement.levers import pays_of, pulls
from lessons.ways_to_learn.reinforcement.world import (
    AFTER,
    COIN,
    LONGEST,
    START,
    Rewards,
    Walks,
    usual_pay,
    walk,
)

SEEDS = range(10)


@cache
def learned(step_cost: float, coin: float, seed: int) -> tuple[Diary, Agent]:
    """Return what a whole run of the grid's demo came to."""
    agent, diary = Agent(0.5, seed), Diary()
    for _ in range(UPDATES):
        diary.write(agent.update(Rewards(usual_pay(), step_cost, coin)))
    return diary, agent


def blind(step_cost: float, seed: int) -> Walks:
    """Return a thousand walks of an agent that has learned nothing."""
    luck = np.random.default_rng(seed).random((LONGEST, 1000))
    return walk(Agent(0.5, seed).chances(), Rewards(usual_pay(), step_cost), luck)


def shortest(pays: float) -> int:
    """Return how many moves lead from the start to a square that pays so much, round the other."""
    seen, moves = {START}, 0
    while not any(usual_pay()[square] == pays for square in seen):
        going = [square for square in seen if usual_pay()[square] == 0]
        seen |= {int(there) for square in going for there in AFTER[square]}
        moves += 1
    return moves


def circles(seed: int) -> bool:
    """Whether late walks end nowhere, are paid more than the goal, and come onto the coin nearly every other move."""
    diary, _ = learned(0.04, 0.2, seed)
    squares = diary.latest.walks.squares
    onto = (squares[1:] == COIN) & (squares[:-1] != COIN)
    return diary.fate(usual_pay()) == NOWHERE and diary.recent > 1.5 and bool(onto.sum(axis=0).mean() > 15)


def best_of_levers(rate: float, seed: int) -> int:
    """Return what became of an agent at the levers."""
    return what_became_of(pulls(rate, True, seed)[-1].after, pays_of(seed))


@claim("`rate × (reward − average) × (1 − chance)`")
def push() -> bool:
    """By the engine's slope, for pulls that paid more and less; and the others go down by their own chance."""
    for seed in SEEDS:
        for pull in pulls(1.0, True, seed, count=20):
            chances, better = chances_of(pull.before), pull.reward - pull.average
            done = np.eye(3)[pull.lever]
            if not np.allclose(pull.after - pull.before, better * (done - chances)):
                return False
    return True


@claim("that of each other thing falls by rate ×\n(reward − average) × its own chance")
def others_fall() -> bool:
    """A second time by a central difference."""
    numbers = np.log([0.2, 0.3, 0.5])
    return all(np.isclose(one_try(numbers, 0, 0.4).nudged("numbers", k), 0.4 * p) for k, p in ((1, 0.3), (2, 0.5)))


@claim("With a learning rate of 20 the agent is often sure after a handful of pulls.")
def sure_too_soon() -> bool:
    """Of thirty agents several end at a poorer lever, and most were sure within ten pulls; at a rate of 1 none does."""
    fates = [best_of_levers(20.0, seed) for seed in range(30)]
    early = sum(chances_of(pulls(20.0, True, seed, count=10)[-1].after).max() > 0.9 for seed in range(30))
    return fates.count(POORER) >= 5 and early > 15 and all(best_of_levers(1.0, seed) == BEST for seed in range(30))


@claim("the lever that chance tried first has a head start")
def head_start() -> bool:
    """Compared with nothing, at a rate of 3, more agents end at a poorer lever than compared with the average."""
    poorer = {
        compares: sum(
            what_became_of(pulls(3.0, compares, seed)[-1].after, pays_of(seed)) == POORER for seed in range(30)
        )
        for compares in (True, False)
    }
    return poorer[False] >= poorer[True] + 5


@claim("The reward for a good first move arrives seven\nmoves later")
def seven_moves_later() -> bool:
    """The way to the goal takes eight moves, and agents that have learned take hardly more."""
    lengths = [learned(0.04, 0.0, seed)[0].latest.walks.going.sum(axis=0).mean() for seed in SEEDS]
    return shortest(1.0) == 8 and max(lengths) < 12


@claim("what moves towards the goal is followed\nby more than what moves away")
def towards_the_goal() -> bool:
    """After learning, the straight walk: the likeliest move on each square leads to the goal in eight moves."""
    for seed in SEEDS:
        chances, square = learned(0.04, 0.0, seed)[1].chances(), START
        for _ in range(8):
            square = int(AFTER[square, chances[square].argmax()])
        if learned(0.04, 0.0, seed)[0].fate(usual_pay()) != GOAL or usual_pay()[square] != 1.0:
            return False
    return True


@claim("straight walk to the goal comes to −1 and the shortest into the pit to −2.25")
def goal_is_better() -> bool:
    """And agents that fall every time are paid hardly less than that shortest way."""
    fell = all(-2.6 < learned(0.25, 0.0, seed)[0].recent < -2.2 for seed in SEEDS)
    return fell and (1 - 0.25 * shortest(1.0), -1 - 0.25 * shortest(-1.0)) == (-1.0, -2.25)


@claim("blind walks some forty fall into the pit and only about six reach the goal")
def blind_walks() -> bool:
    for seed in SEEDS:
        ends = usual_pay()[blind(0.25, seed).last]
        if not (0.35 < np.mean(ends < 0) < 0.45 and 0.04 < np.mean(ends > 0) < 0.09):
            return False
    return True


@claim("so it beats the average.")
def pit_beats_the_average() -> bool:
    """Blind walks that fall are paid more than the average of all."""
    for seed in SEEDS:
        walks = blind(0.25, seed)
        fell = usual_pay()[walks.last] < 0
        if not walks.returns[fell].mean() > walks.returns.mean() + 1:
            return False
    return True


@claim("its **exploration** failed")
def falls_every_time() -> bool:
    return all(learned(0.25, 0.0, seed)[0].fate(usual_pay()) == PIT for seed in SEEDS)


@claim("off the coin and on again, twenty times,\nbeats a single 1")
def collects() -> bool:
    return all(circles(seed) for seed in SEEDS)


@claim("It steps on the coin, off and on again.")
def steps_off_and_on() -> bool:
    return all(circles(seed) for seed in SEEDS)
