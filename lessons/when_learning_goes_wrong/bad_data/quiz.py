"""Six questions: what pushes hardest, groups and their shares, a slope on a pixel, and a fair test."""

from __future__ import annotations

from collections import deque

import numpy as np

from engine import Network, Tensor, loss_of
from lessons.kit import by_hand
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.questions import Draw, Formula, Number, Option, Outcome, Predict, Which, option, question
from lessons.kit.slopes import Array
from lessons.when_learning_goes_wrong.bad_data.pictures import by_group, told
from lessons.when_learning_goes_wrong.bad_data.wolves import (
    CUES,
    GROUPS,
    RATE,
    UPDATES,
    called_wolf,
    group_weights,
    how_fair,
    learned,
    learners,
    right_by_group,
    strangers,
)

_KIND = 100


@question
def first_push(draw: Draw) -> Which:
    """Which of four cues pushes its weight hardest in the first update."""
    best = draw.one_of(((1.0, 0.95), (1.25, 0.9), (1.5, 0.85)))
    rest = ((0.5, 0.99), (draw.one_of((2.0, 2.5)), draw.one_of((0.55, 0.6))), (1.0, draw.one_of((0.7, 0.75))))
    cues = draw.shuffled((best, *rest))
    truths = np.repeat([1.0, 0.0], _KIND)[:, None]

    def pushes() -> list[float]:
        at_rest = Computation(
            lambda w: loss_of(Tensor(_album(cues), constant=True) @ w, truths, "binary_cross_entropy"),
            {"w": np.zeros((len(cues), 1))},
        )
        return [float(abs(slope)) for slope in at_rest.slopes("w")[:, 0]]

    return Which(
        options=tuple(Option(f"size {size:g}, true for {true:.0%}", "took another") for size, true in cues),
        mistakes={
            "took the truest": lambda: int(np.argmax([true for _, true in cues])),
            "took the largest": lambda: int(np.argmax([size for size, _ in cues])),
        },
        amounts=pushes,
        amounts_again=lambda: [size * (2 * true - 1) / 2 for size, true in cues],
        figures={"pushes": pushes},
    )


def _album(cues: tuple[tuple[float, float], ...]) -> Array:
    """Return 100 wolves and 100 dogs, a column for each cue of (size, share true)."""
    place = np.arange(2 * _KIND) % _KIND
    kind = np.repeat([1.0, -1.0], _KIND)
    return np.stack([size * kind * np.where(place < round(_KIND * true), 1, -1) for size, true in cues], axis=1)


@question
def fair_from_groups(draw: Draw) -> Number:
    """The share right in a fair test, from counts by group."""
    counts = (draw.one_of((160, 180, 190)), draw.one_of((10, 20)), draw.one_of((10, 20, 25)), draw.one_of((150, 170)))
    shares = (0.95, draw.one_of((0.3, 0.4, 0.5)), draw.one_of((0.6, 0.7)), 0.9)
    right = tuple(round(count * share) for count, share in zip(counts, shares, strict=True))
    rates = [part / whole for part, whole in zip(right, counts, strict=True)]
    return Number(
        value=lambda: (Tensor(np.array(right, float)) / Tensor(np.array(counts, float))).mean().item(),
        again=lambda: sum(rates) / 4,
        tolerance=0.004,
        unit="share",
        mistakes={
            "pooled them as they came": lambda: sum(right) / sum(counts),
            "took the worst group": lambda: min(rates),
            "took the rare groups alone": lambda: (rates[1] + rates[2]) / 2,
            "took the usual groups alone": lambda: (rates[0] + rates[3]) / 2,
            "took the wolves alone": lambda: (rates[0] + rates[1]) / 2,
        },
        figures={
            **dict(zip(("ws", "wg", "ds", "dg"), counts, strict=True)),
            **dict(zip(("rws", "rwg", "rds", "rdg"), right, strict=True)),
            "rates": [round(rate, 3) for rate in rates],
            "pooled": sum(right) / sum(counts),
        },
    )


@question
def called_wolves(draw: Draw) -> Number:
    """The share of the animals on snow that is called wolf."""
    wolves = draw.one_of((130, 140, 150, 160))
    found, taken = draw.one_of((0.9, 0.95, 0.98)), draw.one_of((0.6, 0.65, 0.7, 0.8))
    dogs = 200 - wolves
    return Number(
        value=lambda: ((Tensor([found, taken]) * Tensor([float(wolves), float(dogs)])).sum() / 200).item(),
        again=lambda: (wolves * found + dogs * taken) / 200,
        tolerance=0.004,
        unit="share",
        mistakes={
            "gave the share that are": lambda: wolves / 200,
            "left out the dogs": lambda: wolves * found / 200,
            "took the mean of the two rates": lambda: (found + taken) / 2,
            "gave the share it judges rightly": lambda: (wolves * found + dogs * (1 - taken)) / 200,
        },
        figures={"wolves": wolves, "dogs": dogs, "found": found, "taken": taken, "are": wolves / 200},
    )


@question
def slope_on_a_pixel(draw: Draw) -> Number:
    """The input gradient of a small network, one of whose two units is silent."""
    x = np.array([draw.number(0.2, 0.9, 0.1), draw.number(0.2, 0.9, 0.1)])
    awake = np.array([draw.number(1, 4, 0.5), draw.number(1, 4, 0.5)])
    silent = _silent_at(x, draw)
    rows = np.array(draw.shuffled((tuple(awake), tuple(silent))))
    v = np.array([draw.one_of((-3.0, -2.0, 2.0, 3.0)), draw.one_of((-3.0, -2.0, 2.0, 3.0))])
    here = Computation(lambda x, rows, v: ((rows @ x).relu() * v).sum(), {"x": x}, {"rows": rows, "v": v})
    heard = int(np.argmax(rows @ x))
    return Number(
        value=lambda: here.slope("x", 0),
        again=lambda: here.nudged("x", 0),
        tolerance=0.01,
        gradient=True,
        mistakes={
            "counted the silent unit": lambda: float(v @ rows[:, 0]),
            "times the pixel": lambda: float(here.slope("x", 0) * x[0]),
            "stopped at the unit": lambda: float(rows[heard, 0]),
            "took the other pixel": lambda: here.slope("x", 1),
            "gave the answer itself": here.value,
        },
        figures={
            **{f"w{i + 1}{j + 1}": float(rows[i, j]) for i in range(2) for j in range(2)},
            **{f"v{i + 1}": float(v[i]) for i in range(2)},
            **{f"x{i + 1}": float(x[i]) for i in range(2)},
            "sums": [float(each) for each in rows @ x],
            "first": heard == 0,
            "second": heard == 1,
        },
        inspect=here.inspect("x[1]", title="An answer, and the pixels that it comes from"),
    )


def _silent_at(x: Array, draw: Draw) -> Array:
    """Return two weights, the first above 0, whose sum there is clearly below: at 0 ReLU has a kink, and no slope."""
    while True:
        weights = np.array([draw.number(1, 3, 0.5), 2 * draw.number(-6, -4, 0.5)])
        if weights @ x < -0.2:
            return weights


@question
def weight_of_the_rare(draw: Draw) -> Formula:
    """The weight in the loss of an animal off its usual ground, where groups count alike."""
    count = draw.one_of((200, 400, 800, 1000))

    def weight(r: float) -> float:
        kinds = Tensor([count / 2]) * Tensor([r, 1 - r])
        return (Tensor([count / 4]) / kinds)[1].item()

    return Formula(
        domain={"r": (0.55, 0.98)},
        value=lambda at: weight(at["r"]),
        again=lambda at: _rare_weight(count, at["r"]),
        example="1 / (2 * (1 - r))",
        mistakes={
            "weighed the usual one": lambda at: 1 / (2 * at["r"]),
            "made it half the loss": lambda at: 1 / (1 - at["r"]),
            "took the ratio": lambda at: at["r"] / (1 - at["r"]),
            "weighed it by its share": lambda at: 2 * (1 - at["r"]),
            "a group without its kind": lambda at: 1 / (4 * (1 - at["r"])),
        },
        figures={"count": count, "at usual": lambda: weight(0.95)},
    )


def _rare_weight(count: int, r: float) -> float:
    """Return the weight that the lesson's own training gives to an animal off its usual ground."""
    usual, rare = count / 2 * r, count / 2 * (1 - r)
    return float(group_weights(np.array([usual, rare, rare, usual]))[1])


@question
def fair_test(draw: Draw) -> Predict:
    """How a neuron does in a fair test after it has learned from an album; it is trained after the reply."""
    agree, seed = draw.one_of((0.5, 0.95, 1.0)), draw.whole(0, 10_000)
    test, data = strangers(0.5, 1.0, seed), learners(agree, 1.0, seed)
    slips = ("expected it to know animals", "expected a bit of both", "expected it to look at the ground")

    def asked() -> Outcome:
        right = right_by_group(called_wolf(learned(data), test.inputs), test)
        caption = f"In the fair test {right.mean():.0%} were right: {told(GROUPS, right)}."
        picture = by_group("Fair test: right, by group", GROUPS, right)
        return Outcome(
            how_fair(float(right.mean())),
            Frame(UPDATES, (picture,), caption, {"fair test": f"{right.mean():.0%}"}, finished=True),
        )

    def again() -> int:
        run = by_hand.train(
            Network([len(CUES), 1], initialisation="zeros"),
            data.inputs,
            data.targets,
            loss="binary_cross_entropy",
            rate=RATE,
            updates=UPDATES,
            asked=test.inputs,
        )
        (last,) = deque(run, maxlen=1)
        return how_fair(float(right_by_group(last[0, :, 0] > 0, test).mean()))

    return Predict(
        experiment=asked,
        again=again,
        options=tuple(option(slip) for slip in slips),
        figures={"agree": agree, "all": agree == 1.0, "none": agree == 0.5, "some": agree == 0.95},
    )
