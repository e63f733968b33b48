"""Loss, update and loop for libraries that differentiate a function of arrays."""
# mypy: ignore-errors
# ruff: noqa: ARG001
# (The rivals are optional, so that their types cannot be checked here.)

import numpy as np

from engine.arrays import Array
from engine.bench import Workload
from tests.benchmarks.rivals.task import Runner, Task


def loss_function(xp, workload: Workload):
    """The loss as a function of [W, b, …], inputs and answers, for any library with NumPy's names."""
    activations = {
        "tanh": xp.tanh,
        "relu": lambda z: xp.maximum(z, 0),
        "sigmoid": lambda z: 1 / (1 + xp.exp(-z)),
    }
    activation = activations[workload.activation]

    def loss(weights, x, answers):
        a = x
        for number in range(0, len(weights), 2):
            z = xp.matmul(a, weights[number]) + weights[number + 1]
            a = activation(z)
        if workload.loss == "binary_cross_entropy":
            return xp.mean(xp.logaddexp(0.0, z) - answers * z)
        shifted = z - xp.max(z, axis=1, keepdims=True)
        return xp.mean(xp.log(xp.sum(xp.exp(shifted), axis=1)) - xp.sum(answers * shifted, axis=1))

    return loss


def update_function(xp, workload: Workload):
    """One step of the optimiser on lists of arrays: (weights, gradients, memory, number, rate) → (weights, memory)."""
    kind = type(workload.optimiser()).__name__

    def sgd(weights, gradients, memory, number, rate):
        return [w - rate * g for w, g in zip(weights, gradients, strict=True)], memory

    def momentum(weights, gradients, memory, number, rate):
        memory = [0.9 * v + g for v, g in zip(memory, gradients, strict=True)]
        return [w - rate * v for w, v in zip(weights, memory, strict=True)], memory

    def adam(weights, gradients, memory, number, rate):
        half = len(weights)
        means = [0.9 * m + 0.1 * g for m, g in zip(memory[:half], gradients, strict=True)]
        squares = [0.999 * s + 0.001 * g * g for s, g in zip(memory[half:], gradients, strict=True)]
        first, second = 1 - 0.9 ** (number + 1), 1 - 0.999 ** (number + 1)
        moved = [
            w - rate * (m / first) / (xp.sqrt(s / second) + 1e-8)
            for w, m, s in zip(weights, means, squares, strict=True)
        ]
        return moved, means + squares

    return {"SGD": sgd, "Momentum": momentum, "Adam": adam}[kind]


def fresh_memory(task: Task) -> list[Array]:
    return (
        [np.zeros_like(each) for each in task.start] * 2
        if task.workload.optimiser().__class__.__name__ == "Adam"
        else [np.zeros_like(each) for each in task.start]
    )


def stepwise(task: Task, value_and_gradient, update, weights) -> Runner:
    """A Python loop around a gradient and an update."""
    memory, number, rate = fresh_memory(task), 0, np.asarray(task.rate, task.dtype)
    feed = task.shuffled(task.inputs, task.answers)

    def run(steps: int) -> float:
        nonlocal weights, memory, number
        for _ in range(steps):
            loss, gradients = value_and_gradient(weights, *next(feed))
            weights, memory = update(weights, gradients, memory, number, rate)
            number += 1
        return float(loss)

    return Runner(run, lambda: [np.asarray(each) for each in weights])
