"""Six questions: what walks are paid, which way a pull pushes and how far, and where an agent's walks end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Tensor
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Choice, Draw, Formula, Number, Option, Outcome, Predict, Which, question
from lessons.ways_to_learn.reinforcement import by_hand
from lessons.ways_to_learn.reinforcement.agent import UPDATES, Agent, chances_of, one_try
from lessons.ways_to_learn.reinforcement.demo_walks import OPTIONS
from lessons.ways_to_learn.reinforcement.diary import Diary
from lessons.ways_to_learn.reinforcement.levers import NAMES
from lessons.ways_to_learn.reinforcement.pictures import returns
from lessons.ways_to_learn.reinforcement.world import Rewards, usual_pay

LIKELIER, RARER, ALONE, SAME = range(4)


def summed(moves: int, end: float, cost: float, coins: int, coin: float) -> float:
    """Return what a walk is paid, move by move, added up by the engine."""
    paid = np.full(moves, -cost)
    paid[:coins] += coin
    paid[-1] += end
    return Tensor(paid).sum().item()


@question
def pay_of_a_walk(draw: Draw) -> Number:
    """Add up a walk's rewards."""
    moves, coins, end = draw.whole(6, 14), draw.whole(2, 4), draw.one_of((1.0, -1.0))
    cost, coin = draw.one_of((0.02, 0.05, 0.1)), draw.one_of((0.1, 0.2, 0.3))
    return Number(
        value=lambda: summed(moves, end, cost, coins, coin),
        again=lambda: end - moves * cost + coins * coin,
        tolerance=0.004,
        mistakes={
            "forgot what moves cost": lambda: end + coins * coin,
            "added the costs": lambda: end + moves * cost + coins * coin,
            "charged for one move": lambda: end - cost + coins * coin,
            "took one coin": lambda: end - moves * cost + coin,
            "left out the end": lambda: coins * coin - moves * cost,
        },
        figures={"moves": moves, "coins": coins, "goal": end > 0, "end": end, "cost": cost, "coin": coin},
    )


@question
def likelier_or_not(draw: Draw) -> Choice:
    """Which chances rise after a pull."""
    lever, average = draw.whole(0, 2), draw.one_of((0.5, -0.5, 0.2, -0.2))
    better = draw.one_of((-0.3, 0.3, -0.1, 0.1, 0.0))
    numbers = np.log(draw.shuffled((0.2, 0.3, 0.5)))
    names = ("thought it likelier", "thought it rarer", "left the others alone", "expected no change")
    pulled = NAMES[lever]

    def by_the_engine() -> int:
        after = numbers - one_try(numbers, lever, better).slopes("numbers")
        changes = chances_of(after) - chances_of(numbers)
        if np.allclose(changes, 0.0):
            return SAME
        return ALONE if np.allclose(np.delete(changes, lever), 0.0) else LIKELIER if changes[lever] > 0 else RARER

    return Choice(
        options=tuple(Option(text.format(pulled), name) for text, name in zip(_CHANGES, names, strict=True)),
        decide=by_the_engine,
        again=lambda: LIKELIER if better > 0 else RARER if better < 0 else SAME,
        figures={
            "lever": pulled,
            "reward": round(average + better, 9),
            "average": average,
            "better": better,
            "chances": lambda: [f"{name} {each:.0%}" for name, each in zip(NAMES, chances_of(numbers), strict=True)],
        },
        inspect=one_try(numbers, lever, better).inspect("numbers", title="One pull"),
    )


_CHANGES = (
    "{} gets likelier, the others less likely",
    "{} gets less likely, the others likelier",
    "{}'s chance changes, those of the others stay",
    "all three keep their chances",
)


@question
def which_pays_most(draw: Draw) -> Which:
    """Which of four walks is paid most."""
    cost, coin = draw.one_of((0.01, 0.04, 0.1, 0.2)), draw.one_of((0.05, 0.1, 0.2, 0.3))
    walks = {
        "took the shortest": (5, -1.0, 0),
        "took the straight way": (8, 1.0, 0),
        "took the detour": (draw.one_of((12, 14)), 1.0, 3),
        "took most coins": (40, 0.0, draw.whole(15, 19)),
    }
    shown = draw.shuffled(tuple(walks))

    def paid(name: str) -> float:
        moves, end, coins = walks[name]
        return end - moves * cost + coins * coin

    return Which(
        options=tuple(Option(_told(*walks[name]), name) for name in shown),
        amounts=lambda: [summed(walks[name][0], walks[name][1], cost, walks[name][2], coin) for name in shown],
        amounts_again=lambda: [paid(name) for name in shown],
        figures={"cost": cost, "coin": coin, "returns": lambda: _listed([paid(name) for name in shown])},
    )


def _told(moves: int, end: float, coins: int) -> str:
    where = "to the goal" if end > 0 else "into the pit" if end < 0 else "nowhere"
    return f"{moves} moves {where}" + (f", over the coin {coins} times" if coins else "")


def _listed(numbers: Sequence[float]) -> list[str]:
    return [exact(number) for number in numbers]


@question
def push_on_the_lever(draw: Draw) -> Number:
    """How far the number of what was done is pushed."""
    chance, rate = draw.one_of((0.1, 0.2, 0.3, 0.4)), draw.one_of((0.5, 2.0, 4.0))
    average = draw.one_of((0.2, 0.4, 0.6))
    better = draw.one_of((-0.5, -0.3, 0.3, 0.5))
    tried = one_try(np.log([chance, (1 - chance) / 2, (1 - chance) / 2]), 0, better)
    reward = round(average + better, 9)
    return Number(
        value=lambda: -rate * tried.slope("numbers", 0),
        again=lambda: -rate * tried.nudged("numbers", 0),
        tolerance=0.002,
        gradient=True,
        mistakes={
            "turned it round": lambda: -rate * better * (1 - chance),
            "forgot the average": lambda: rate * reward * (1 - chance),
            "took the chance itself": lambda: rate * better * chance,
            "forgot the chance": lambda: rate * better,
            "forgot the learning rate": lambda: better * (1 - chance),
        },
        figures={"chance": chance, "rate": rate, "average": average, "reward": reward, "better": better,
                 "rest": 1 - chance},
        inspect=tried.inspect("numbers", title="One pull of A, the first of three"),
    )  # fmt: skip


@question
def slope_of_the_number(draw: Draw) -> Formula:
    """The push on what was not done."""
    rate, average = draw.one_of((0.1, 0.5, 2.0, 5.0)), draw.one_of((0.2, 0.4, 0.6, -0.3, -0.5))
    there = {"r": round(average + draw.one_of((-0.4, -0.2, 0.2, 0.4)), 9), "q": draw.one_of((0.1, 0.25, 0.5))}

    def at(r: float, q: float) -> Computation:
        return one_try(np.log([(1 - q) / 2, q, (1 - q) / 2]), 0, r - average)

    return Formula(
        domain={"r": (-1.0, 1.0), "q": (0.05, 0.95)},
        value=lambda point: -rate * at(**point).slope("numbers", 1),
        again=lambda point: -rate * at(**point).nudged("numbers", 1),
        example=f"{rate:g} * ({average:g} - r) * q",
        gradient=True,
        mistakes={
            "gave it the pulled one's push": lambda point: rate * (point["r"] - average) * (1 - point["q"]),
            "pushed it the same way": lambda point: rate * (point["r"] - average) * point["q"],
            "forgot the average": lambda point: -rate * point["r"] * point["q"],
            "took what its chance lacks": lambda point: rate * (average - point["r"]) * (1 - point["q"]),
            "forgot the chance": lambda point: rate * (average - point["r"]),
            "forgot the learning rate": lambda point: (average - point["r"]) * point["q"],
        },
        figures={**there, "rate": rate, "average": average, "push": lambda: -rate * at(**there).slope("numbers", 1)},
        inspect=at(**there).inspect("numbers", title="One pull of the first of three"),
    )


@question
def where_it_ends(draw: Draw) -> Predict:
    """Where an agent's walks end."""
    cost, coin = draw.one_of(((0.04, 0.0), (0.02, 0.0), (0.25, 0.0), (0.26, 0.0), (0.04, 0.2), (0.02, 0.25)))
    seed = draw.whole(0, 9)

    def learned() -> Outcome:
        rewards, agent, diary = Rewards(usual_pay(), cost, coin), Agent(0.5, seed), Diary()
        for _ in range(UPDATES):
            diary.write(agent.update(rewards))
        goal, pit = diary.share(rewards.ends > 0), diary.share(rewards.ends < 0)
        told = f"After {UPDATES} updates {goal:.0%} of the walks end at the goal and {pit:.0%} in the pit"
        caption = f"{told}; a walk is paid {figure(diary.recent)} on average."
        frame = Frame(UPDATES, (returns(diary.returns),), caption, {"return": diary.recent}, finished=True)
        return Outcome(diary.fate(rewards.ends), frame)

    slips = (
        "overlooked the coin" if coin else "overlooked what moves cost", "expected it in the pit", "expected it nowhere"
    )  # fmt: skip
    return Predict(
        experiment=learned,
        again=lambda: by_hand.fate(by_hand.learn(cost, coin, 0.5, seed)[1]),
        options=tuple(Option(text, slip) for text, slip in zip(OPTIONS, slips, strict=True)),
        figures={"cost": cost, "coin": coin},
    )
