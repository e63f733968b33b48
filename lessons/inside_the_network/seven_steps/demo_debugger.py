"""The demo of the debugger: one whole cycle of training, step by step with its arrays, and then the loop goes on."""

from __future__ import annotations

import numpy as np

from lessons.inside_the_network.seven_steps.cycle import CATS, EARS, STEPS, Cycle, cycles
from lessons.inside_the_network.seven_steps.tables import table_of
from lessons.kit.charts import Chart, Lines, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob

CYCLES, EVERY = 30, 3
OPTIONS = ("In the forward pass", "When the loss is known", "In backpropagation", "In the update")
_TOLD = (
    "Four animals: how pointed their ears are, and whether each is a cat.",
    "Two hidden units and an output get random weights around 0, and biases of 0.",
    "The batch goes forward; the network says how likely each is a cat.",
    "The surprise at each answer; their mean, the loss, is {loss}.",
    "A slope for each parameter: how the loss would change with it.",
    "Off each parameter goes {rate} × its slope.",
    "Once more from step 3. Cycles made: {done}; the loss of the latest batch was {loss}.",
)


@demo(
    prediction=Prediction("Steps 3 to 6: in which will a weight change first?", OPTIONS),
    rate=Knob(0.1, 10.0, start=1.0, scale="log", steps=8, label="learning rate"),
    spread=Knob(0.1, 3.0, start=0.5, scale="log", steps=6, label="start spread"),
    size=Knob(1, 4, start=3, steps=3, whole=True, label="batch"),
)
def debugger(rate: float, spread: float, size: int, seed: int) -> Frames:
    """One cycle, step by step."""
    run = cycles(spread, rate, int(size), seed, CYCLES)
    for step in range(len(STEPS)):
        yield _frame(run, step, 1, rate)
    for done in range(EVERY, CYCLES + 1, EVERY):
        yield _frame(run, len(STEPS) - 1, done, rate)


def _frame(run: list[Cycle], step: int, done: int, rate: float) -> Frame:
    now, over = run[done - 1], done == CYCLES
    last = step == len(STEPS) - 1
    charts: tuple[Chart, ...] = (_list(step), _losses(run[:done]) if last else table_of(now, step, rate))
    example = int(now.batch[0])
    return Frame(
        step + done // EVERY,
        charts,
        f"Step {step + 1}. " + _TOLD[step].format(loss=figure(now.loss), rate=figure(rate), done=done),
        _readings(run[:done], step),
        over,
        inspect=network_example(
            now.network, EARS[example], CATS[example], "binary_cross_entropy", title="The batch's first animal"
        ),
        outcome=run[0].first_to_change - 2 if over else None,
    )


def _list(step: int) -> Table:
    rows = tuple((f"{'▸' if i == step else ' '} {i + 1}", name) for i, name in enumerate(STEPS))
    return Table("The seven steps", ("", "step"), rows)


def _losses(run: list[Cycle]) -> Lines:
    losses = np.array([cycle.loss for cycle in run])
    series = (Series("", np.arange(1.0, len(run) + 1), losses, tone="main"),)
    return Lines("Loss of each cycle's batch", series, "cycle", "loss", (1.0, float(CYCLES)))


def _readings(run: list[Cycle], step: int) -> dict[str, Reading]:
    readings: dict[str, Reading] = {"step": step + 1, "cycles": len(run) if step > 4 else 0}
    if step > 2:
        readings["loss"] = run[-1].loss
    if step > 4:
        readings["first to change"] = STEPS[run[0].first_to_change]
    return readings
