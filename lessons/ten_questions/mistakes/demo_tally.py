"""The demo of the tally: digits pass once, one by one; a learner and its stubborn twin count their mistakes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine import SGD, Network, datasets, train
from lessons.kit.charts import Bars, Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo, laid_over
from lessons.kit.inspection import Inspection, network_example
from lessons.kit.knobs import Knob
from lessons.kit.live import still
from lessons.kit.slopes import Array

DIGITS, EVERY = 1000, 20
STRETCH = 200
"""Digits whose mistakes are counted together."""
OPTIONS = ("Fewer than 100", "100 to 400", "400 to 700", "More than 700")


def foreseen(frame: Frame, option: int) -> Frame:
    """The count that was predicted, between two levels."""
    ends = ((100.0,), (100.0, 400.0), (400.0, 700.0), (700.0,))[option]
    return laid_over(frame, "Mistakes so far", *(Mark("you said", y=end, tone="fourth") for end in ends))


@demo(
    prediction=Prediction(
        f"{DIGITS:,} handwritten digits pass, each once. How many will the learner get wrong?",
        OPTIONS,
        drawn=foreseen,
    ),
    rate=Knob(0.0005, 1.0, start=0.05, scale="log", label="learning rate"),
    hidden=Knob(2, 64, start=32, scale="log", steps=5, whole=True, label="hidden neurons"),
)
def tally(rate: float, hidden: float, seed: int) -> Frames:
    """A learner and its stubborn twin."""
    learner: list[bool] = []
    twin: list[bool] = []
    inside: Inspection | None = None
    for number, (missed, twin_missed, here) in enumerate(guesses(rate, int(hidden), seed), start=1):
        if number == 1:
            yield _frame(learner, twin, rate, here)
        inside = here
        learner.append(missed)
        twin.append(twin_missed)
        if number % EVERY == 0 and number < DIGITS:
            yield _frame(learner, twin, rate, here)
    yield from still(lambda: _frame(learner, twin, rate, inside))


def guesses(rate: float, hidden: int, seed: int) -> Iterator[tuple[bool, bool, Inspection | None]]:
    """Whether the learner, and its twin that never updates, misjudge each digit in turn; the learner then learns it.

    Beside it stands the digit's way through the learner, for the microscope, where there is a frame to look into.
    """
    data = datasets.digits(seed).train.select(np.random.default_rng(seed).permutation(DIGITS))
    net = Network([64, hidden, 10], "relu", seed=seed)
    twin = net.classes(data.inputs) != data.targets
    run = train(net, data, loss="softmax_cross_entropy", optimiser=SGD(rate), batch=1, epochs=1, every=1, shuffle=False)
    for update in run:
        if update.number == DIGITS:
            return
        here = slice(update.number, update.number + 1)
        digit, meant = data.inputs[update.number], int(data.targets[update.number])
        inside: Inspection | None = None
        if update.number == 0 or update.number % EVERY == EVERY - 1:
            title = f"This digit, which is {meant}"
            inside = network_example(net, digit.reshape(8, 8), meant, "softmax_cross_entropy", title=title)
        yield bool(net.classes(data.inputs[here])[0] != meant), bool(twin[update.number]), inside


def _frame(learner: list[bool], twin: list[bool], rate: float, inside: Inspection | None) -> Frame:
    mistakes, stubborn = sum(learner), sum(twin)
    readings: dict[str, Reading] = {
        "update": len(learner),
        "learner's mistakes": mistakes,
        "twin's mistakes": stubborn,
        "of the last 20": sum(learner[-EVERY:]),
    }
    over = len(learner) == DIGITS
    charts = (_counts(learner, twin), _stretches(learner))
    trouble = _trouble(rate) if over and mistakes > 0.7 * stubborn else None
    came_true = next((i for i, end in enumerate((100, 400, 700)) if mistakes < end), 3) if over else None
    return Frame(len(learner), charts, _caption(learner, twin, over), readings, over, trouble, inside, came_true)


def _counts(learner: list[bool], twin: list[bool]) -> Lines:
    """All mistakes so far, of both."""
    seen = np.arange(0, len(learner) + 1, EVERY, dtype=float)

    def counted(missed: list[bool]) -> Array:
        return np.concatenate([[0.0], np.cumsum(missed, dtype=float)])[::EVERY]

    series = (
        Series("twin", seen, counted(twin), tone="bad"),
        Series("learner", seen, counted(learner), tone="main"),
    )
    return Lines("Mistakes so far", series, "digits seen", "", (0.0, float(DIGITS)), (0.0, float(DIGITS)))


def _stretches(learner: list[bool]) -> Bars:
    """The learner's mistakes in each stretch of digits."""
    counts = [sum(learner[start : start + STRETCH]) for start in range(0, DIGITS, STRETCH)]
    labels = tuple(f"to {start + STRETCH}" for start in range(0, DIGITS, STRETCH))
    limits = (0.0, float(STRETCH))
    return Bars("The learner's, per 200", labels, np.array(counts, dtype=float), limits=limits, decimals=0)


def _caption(learner: list[bool], twin: list[bool], over: bool) -> str:
    if not learner:
        return "Nothing seen yet. The learner and its twin have the same random weights; only one of them will update."
    last = f"{sum(learner[-EVERY:])} of the last {EVERY} digits wrong, the twin {sum(twin[-EVERY:])}"
    if not over:
        return f"{len(learner)} digits: the learner got {last}. So far {sum(learner)} mistakes, the twin {sum(twin)}."
    first, end = sum(learner[:STRETCH]), sum(learner[-STRETCH:])
    return (
        f"All {DIGITS:,} digits: {sum(learner)} mistakes, the twin {sum(twin)}. Of its first {STRETCH} digits the "
        f"learner got {first} wrong, of its last {STRETCH} {end}."
    )


def _trouble(rate: float) -> Trouble:
    if rate > 0.1:
        why = "Each correction is so strong that it overturns what the digits before had taught."
        return Trouble("It overreacts", why, {"rate": 0.05, "hidden": 32})
    if rate < 0.01:
        why = "Each correction is so faint that a thousand of them hardly add up. Nearly as stubborn as its twin."
        return Trouble("It is too timid", why, {"rate": 0.05, "hidden": 32})
    why = "So few neurons cannot tell ten digits apart, however willing they are."
    return Trouble("Too few neurons", why, {"rate": 0.05, "hidden": 32})
