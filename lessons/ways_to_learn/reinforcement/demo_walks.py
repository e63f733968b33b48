"""The demo of the grid: an agent walks, is paid, and its arrows turn; the learner draws what squares pay."""

from __future__ import annotations

import numpy as np

from engine.arrays import Array
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import Inspection
from lessons.kit.knobs import Knob, Sketch
from lessons.kit.live import Live, still
from lessons.ways_to_learn.reinforcement.agent import UPDATES, WALKS, Agent, one_try
from lessons.ways_to_learn.reinforcement.diary import NOWHERE, PIT, Diary
from lessons.ways_to_learn.reinforcement.pictures import arrows, returns
from lessons.ways_to_learn.reinforcement.world import LONGEST, MOVES, SIDE, START, USUAL, Rewards, name_of, paid_by

OPTIONS = ("At the goal", "In the pit", f"Nowhere: all {LONGEST} moves are used up")
PATIENT = {"step_cost": 0.04, "coin": 0.0, "rate": 0.5}
"""Where the knobs stand at first, and how an agent that went astray is brought to the goal."""
MORE = 20
"""Updates that follow each stroke on the pad once the run is over."""


@demo(
    prediction=Prediction(f"Where will most of its walks end after {UPDATES} updates?", OPTIONS),
    step_cost=Knob(0.0, 0.3, start=PATIENT["step_cost"], steps=30, label="cost of a move"),
    coin=Knob(0.0, 0.3, start=PATIENT["coin"], steps=6, label="coin on c1"),
    rate=Knob(0.1, 5.0, start=PATIENT["rate"], scale="log", steps=7, label="learning rate"),
    pad=Sketch(SIDE, SIDE, label="rewards", drawn=USUAL),
)
def walks(step_cost: float, coin: float, rate: float, pad: Live[Array], seed: int) -> Frames:
    """Walks on a grid, and their arrows."""
    agent, diary = Agent(rate, seed), Diary()

    def learn(times: int) -> Frame:
        rewards, numbers = Rewards(paid_by(pad()), step_cost, coin), agent.numbers()
        for _ in range(times):
            numbers = agent.numbers()
            diary.write(agent.update(rewards))
        return _frame(agent, diary, rewards, _inspected(numbers, diary))

    yield learn(0)
    for _ in range(UPDATES):
        yield learn(1)
    yield from still(lambda: learn(MORE))


def _inspected(numbers: Array, diary: Diary) -> Inspection:
    """Return the latest update's first move for the microscope, or one as it might be."""
    if not diary.updates:
        return one_try(numbers[START], 0, 1.0).inspect("numbers", title="A first move that went well")
    tried = diary.latest
    square, move = int(tried.walks.squares[0, 0]), int(tried.walks.moves[0, 0])
    title = f"One move, {MOVES[move]} on {name_of(square)}"
    return one_try(numbers[square], move, float(tried.better[0, 0])).inspect("numbers", title=title)


def _frame(agent: Agent, diary: Diary, rewards: Rewards, inspect: Inspection) -> Frame:
    over = diary.updates >= UPDATES
    fate = diary.fate(rewards.ends) if over else None
    astray = fate in (PIT, NOWHERE) and bool((rewards.ends > 0).any())
    readings: dict[str, Reading] = {"update": diary.updates}
    if diary.updates:
        goal, pit = diary.share(rewards.ends > 0), diary.share(rewards.ends < 0)
        readings |= {"return": round(diary.recent, 3), "at the goal": f"{goal:.0%}", "in the pit": f"{pit:.0%}"}
    return Frame(
        diary.updates,
        (arrows(agent.chances(), diary.visited, rewards), returns(diary.returns)),
        _caption(diary, rewards.ends),
        readings,
        over,
        _trouble(rewards, fell=fate == PIT) if astray else None,
        inspect,
        fate,
    )


def _trouble(rewards: Rewards, *, fell: bool) -> Trouble:
    if fell:
        why = "The first walks fell in before they found the goal. That ends the costs, so it beat the average."
        return Trouble("It settled for the pit", why, PATIENT)
    if rewards.coin:
        why = "Coming by the coin again and again pays more than one goal. It does what is paid, not what was meant."
        return Trouble("Paid for the wrong thing", why, PATIENT)
    why = "It grew sure of some moves before it had tried others, and what it never does it never learns about."
    return Trouble("Sure too soon", why, PATIENT)


def _caption(diary: Diary, ends: Array) -> str:
    if not diary.updates:
        return "Before the first update every move is equally likely, on every square."
    last = diary.latest.walks.last
    counts = [int(np.count_nonzero(each[last])) for each in (ends > 0, ends < 0, ends == 0)]
    told = " and ".join(
        f"{count} {where}"
        for count, where in zip(counts, ("at the goal", "in the pit", "nowhere"), strict=True) if count
    )  # fmt: skip
    paid = figure(float(diary.latest.walks.returns.mean()))
    return f"Update {diary.updates}: {WALKS} walks ended, {told}; a walk was paid {paid} on average."
