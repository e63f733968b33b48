"""micrograd, which has a node for each number."""
# mypy: ignore-errors
# (The rivals are optional, so that their types cannot be checked here.)

import math

import numpy as np

from engine.arrays import Array
from tests.benchmarks.rivals.task import Runner, Task, Unable, need, no_ensembles


def micrograd_functions():
    """Tanh z and ln(1 + exp z), which micrograd lacks."""
    from micrograd.engine import Value

    def function(value, result, slope):
        out = Value(result, (value,))

        def backward():
            value.grad += slope * out.grad

        out._backward = backward
        return out

    def tanh(z):
        a = math.tanh(z.data)
        return function(z, a, 1 - a * a)

    def softplus(z):
        return function(z, float(np.logaddexp(0, z.data)), 1 / (1 + math.exp(-z.data)))

    return tanh, softplus


def micrograd(task: Task) -> Runner:
    """micrograd, a Value for each number; the exponential and the logarithm are added as in its author's lecture."""
    need("micrograd")
    no_ensembles(task)
    if task.workload.sizes != (2, 8, 8, 1):
        raise Unable("a Value for each number takes too long here")
    from micrograd.engine import Value

    tanh, softplus = micrograd_functions()
    weights = [[[Value(float(each)) for each in row] for row in np.atleast_2d(array)] for array in task.start]
    leaves = [value for array in weights for row in array for value in row]

    def output(signal):
        for number in range(0, len(weights), 2):
            columns = zip(*weights[number], strict=True)
            sums = [
                sum((w * a for w, a in zip(column, signal, strict=True)), bias)
                for column, bias in zip(columns, weights[number + 1][0], strict=True)
            ]
            signal = sums if number == len(weights) - 2 else [tanh(z) for z in sums]
        return signal[0]

    feed = task.shuffled(task.inputs, task.targets)

    def run(steps: int) -> float:
        for _ in range(steps):
            for value in leaves:
                value.grad = 0.0
            pairs = list(zip(*next(feed), strict=True))
            logits = [output([float(each) for each in x]) for x, _ in pairs]
            losses = [softplus(z) - z * float(y) for z, (_, y) in zip(logits, pairs, strict=True)]
            mean = sum(losses) * (1 / len(losses))
            mean.backward()
            for value in leaves:
                value.data -= task.rate * value.grad
        return float(mean.data)

    def arrays() -> list[Array]:
        numbers = [np.array([[value.data for value in row] for row in array]) for array in weights]
        return [each.reshape(start.shape) for each, start in zip(numbers, task.start, strict=True)]

    return Runner(run, arrays)
