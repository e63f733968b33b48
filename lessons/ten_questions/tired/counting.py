"""The quiz on work: how many multiply-adds go into one update, be it the first or the millionth."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, train
from lessons.kit.questions import Draw, Hints, Misconception, Number, question
from lessons.ten_questions.tired.robot import multiply_adds


def counted(inputs: int, outputs: int, examples: int) -> int:
    """Multiply-adds in one update of a network without hidden neurons, counted on the engine's tape."""
    net = Network([inputs, outputs], seed=0)
    data = (np.zeros((examples, inputs)), np.zeros((examples, outputs)))
    run = train(net, data, optimiser=SGD(0.1), updates=1)
    next(run)
    return multiply_adds(run.tape)


@question
def work_of_one_update(draw: Draw) -> Number:
    """Multiply-adds in one update."""
    inputs, outputs = draw.one_of((2, 3, 4, 7, 9)), draw.one_of((2, 3, 5))
    examples, number = draw.one_of((4, 10, 20, 100)), draw.one_of((1_000, 50_000, 1_000_000))
    numbers = (inputs + 1) * outputs
    return Number(
        prompt=f"A network has {inputs} inputs, {outputs} outputs, no hidden neurons and {examples} examples. Each "
        "output has one weight per input and a bias, which counts as a weight. Every weight takes part in one "
        "multiply-add per example on the way forward, one per example on the way back, and one in the update itself. "
        f"How many multiply-adds is update number {number:,}?",
        value=lambda: counted(inputs, outputs, examples),
        again=lambda: 2 * examples * numbers + numbers,
        tolerance=0,
        misconceptions=(
            Misconception(
                "went only forward",
                lambda: counted(inputs, outputs, examples) - examples * numbers,
                "You left out the way back. The slopes cost as many multiply-adds as the answers: one more per weight "
                "and example.",
            ),
            Misconception(
                "forgot the update itself",
                lambda: counted(inputs, outputs, examples) - numbers,
                f"Forward and back are right. The update itself is one more for each of the {numbers} weights.",
            ),
            Misconception(
                "counted one example",
                lambda: counted(inputs, outputs, 1),
                f"That is the work for a single example. Forward and back are gone through for all {examples}.",
            ),
            Misconception(
                "left out the biases",
                lambda: counted(inputs - 1, outputs, examples),
                f"You left out the biases. Each output has {inputs} weights and a bias: {inputs + 1} numbers.",
            ),
            Misconception(
                "counted all updates so far",
                lambda: number * counted(inputs, outputs, examples),
                f"That is the work of all {number:,} updates together. This asks for one, and each costs the same.",
            ),
        ),
        hints=Hints(
            "The update's number does not matter. How many weights are there, biases included?",
            "Weights: (inputs + 1) × outputs. Then two multiply-adds per weight and example, and one more per weight.",
            lambda: (
                f"The engine's network has {numbers} weights: 2 × {examples} × {numbers} + {numbers} = "
                f"{counted(inputs, outputs, examples)}."
            ),
        ),
        explain=lambda: (
            f"Yes: {counted(inputs, outputs, examples):,}, counted on the engine's tape. Update 1 costs as much."
        ),
    )
