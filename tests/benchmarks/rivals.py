"""The same training in other libraries, from the same weights and on the same batches.

Everyone does the same job, and all of it is timed: at the start of each epoch a fresh permutation of the examples
(NumPy's `Generator.permutation` for all, so that all see the same batches; no library's own is quicker) and gathering
them; for each batch the forward pass, the loss, the backward pass and the optimiser's update; and once at the end of
`run`, however many steps it makes, reading the loss as a Python float. (Between such readings nobody asks for the
loss's value, only for its gradient. Those who can leave it out, this engine and `lax.scan`, do; the others compute it
on the way.) Making the model, moving the data set to where the library wants it, and compiling are not timed.

Every rival is written as its own documentation would write it; where there are two common ways, the faster one stands
here. One that is not installed, or cannot do a workload, says so.
"""
# mypy: ignore-errors
# ruff: noqa: ARG001
# (The rivals are optional, so that their types cannot be checked here.)

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from time import perf_counter

import numpy as np

from engine.bench import RATES, WORKLOADS, Workload
from engine.network import Network
from engine.tape import Array


class Unable(Exception):
    """A rival cannot do a workload; the message says why."""


@dataclass
class Runner:
    """Something that can train: `run(steps)` goes on from where it is, `weights()` tells where that is.

    Attributes:
        run: makes so many steps and returns the loss that it computed last.
        multiple: `run` takes multiples of this only.
    """

    run: Callable[[int], float]
    weights: Callable[[], list[Array]]
    multiple: int = 1


@dataclass
class Task:
    """A workload, drawn: start weights [W, b, W, b, …], inputs (n, features) and targets (n,)."""

    workload: Workload
    dtype: str
    start: list[Array]
    inputs: Array
    targets: Array

    @property
    def answers(self) -> Array:
        """Targets as the losses want them: one column, or one hot."""
        if self.workload.loss == "binary_cross_entropy":
            return self.targets[:, np.newaxis].astype(self.dtype)
        return np.eye(self.workload.sizes[-1], dtype=self.dtype)[self.targets]

    @property
    def batches(self) -> int:
        """How many make an epoch."""
        return len(self.inputs) // self.workload.batch

    @property
    def rate(self) -> float:
        return self.workload.optimiser().rate_at(0)

    def orders(self) -> Iterator[Array]:
        """The order of the examples in each epoch, for ever: the one that `train(seed=0)` takes."""
        generator = np.random.default_rng(0)
        while True:
            yield generator.permutation(len(self.inputs))

    def shuffled(self, x: Array, y: Array) -> Iterator[tuple[Array, Array]]:
        """The batches of these arrays, for ever, shuffled at the start of each epoch."""
        size = self.workload.batch
        for order in self.orders():
            mixed_x, mixed_y = x[order], y[order]
            for place in range(0, len(order), size):
                yield mixed_x[place : place + size], mixed_y[place : place + size]


def make_task(workload: Workload, dtype: str, batches: int = 20) -> Task:
    net, _ = workload.start(dtype, batches)
    inputs, targets = workload.data(batches)
    return Task(workload, dtype, weights_of(net, 0), inputs.astype(dtype), targets)


def weights_of(net: Network, member: int | None) -> list[Array]:
    arrays = [array for layer in net.layers for array in (layer.weights, layer.biases)]
    return [np.array(each if net.members is None else each[member]) for each in arrays]


def need(module: str) -> None:
    if find_spec(module) is None:
        raise Unable(f"{module} is not installed")


def engine(task: Task) -> Runner:
    """This engine, through the public `train`; it is asked for an `Update` at the end of an epoch."""
    net, training = task.workload.start(task.dtype, task.batches)
    next(training)

    def run(steps: int) -> float:
        training.every = steps
        return next(training).loss

    return Runner(run, lambda: weights_of(net, None if net.members is None else 20), multiple=task.batches)


def torch_batches(task: Task, inputs, targets):
    """The batches of PyTorch tensors, for ever."""
    import torch

    size = task.workload.batch
    for order in map(torch.from_numpy, task.orders()):
        if inputs.nbytes > 2**22:  # a big epoch is gathered more quickly batch by batch, a small one at once
            yield from ((inputs[chosen], targets[chosen]) for chosen in order.split(size))
        else:
            yield from zip(inputs[order].split(size), targets[order].split(size), strict=True)


def pytorch(task: Task) -> Runner:
    """PyTorch, eager; many networks one after another, as `for rate in rates: train(rate)` would."""
    need("torch")
    import torch

    torch.set_num_threads(1)
    nn, functional = torch.nn, torch.nn.functional
    activation = {"tanh": nn.Tanh, "relu": nn.ReLU, "sigmoid": nn.Sigmoid}[task.workload.activation]
    inputs = torch.tensor(task.inputs)
    binary = task.workload.loss == "binary_cross_entropy"
    targets = torch.tensor(task.answers if binary else task.targets)
    loss = functional.binary_cross_entropy_with_logits if binary else functional.cross_entropy

    def model():
        layers = []
        for weights, biases in zip(task.start[::2], task.start[1::2], strict=True):
            layer = nn.Linear(*weights.shape)
            layer.weight.data, layer.bias.data = torch.tensor(weights.T.copy()), torch.tensor(biases)
            layers += [layer, activation()]
        return nn.Sequential(*layers[:-1])

    def optimiser(parameters, rate):
        kind = type(task.workload.optimiser()).__name__
        if kind == "Adam":
            return torch.optim.Adam(parameters, lr=rate)
        return torch.optim.SGD(parameters, lr=rate, momentum=0.9 if kind == "Momentum" else 0.0)

    def learner(rate):
        net = model()
        return net, optimiser(net.parameters(), rate), torch_batches(task, inputs, targets)

    learners = [learner(rate) for rate in ([task.rate] if task.workload.members is None else RATES)]

    def run(steps: int) -> float:
        for net, step, feed in learners:
            for _ in range(steps):
                x, y = next(feed)
                step.zero_grad(set_to_none=True)
                error = loss(net(x), y)
                error.backward()
                step.step()
        return error.item()

    watched = learners[0 if len(learners) == 1 else 20][0]
    return Runner(run, lambda: [each.detach().numpy().T for each in watched.parameters()])


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


def no_ensembles(task: Task) -> None:
    if task.workload.members is not None:
        raise Unable("one network at a time")


def autograd(task: Task) -> Runner:
    """HIPS autograd."""
    need("autograd")
    no_ensembles(task)
    import autograd.numpy as xp
    from autograd import value_and_grad

    return stepwise(
        task, value_and_grad(loss_function(xp, task.workload)), update_function(np, task.workload), list(task.start)
    )


def mygrad(task: Task) -> Runner:
    """MyGrad."""
    need("mygrad")
    no_ensembles(task)
    import mygrad as xp

    loss = loss_function(xp, task.workload)

    def value_and_gradient(weights, x, answers):
        tensors = [xp.tensor(each) for each in weights]
        value = loss(tensors, x, answers)
        value.backward()
        return value.data, [each.grad for each in tensors]

    return stepwise(task, value_and_gradient, update_function(np, task.workload), list(task.start))


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


def jax_setup(task: Task):
    need("jax")
    import jax

    jax.config.update("jax_enable_x64", task.dtype == "float64")
    return jax, loss_function(jax.numpy, task.workload), update_function(jax.numpy, task.workload)


def jax_jit(task: Task) -> Runner:
    """JAX, one jitted call for each step."""
    no_ensembles(task)
    jax, loss, update = jax_setup(task)

    inputs, answers = jax.device_put((task.inputs, task.answers))

    @jax.jit
    def step(weights, memory, number, rate, chosen):
        value, gradients = jax.value_and_grad(loss)(weights, inputs[chosen], answers[chosen])
        return value, update(weights, gradients, memory, number, rate)

    state = jax.device_put((task.start, fresh_memory(task)))
    number, rate = 0, jax.numpy.asarray(task.rate, task.dtype)
    feed = (chosen for order in task.orders() for chosen in order.reshape(task.batches, -1))

    def run(steps: int) -> float:
        nonlocal state, number
        for _ in range(steps):
            value, state = step(*state, number, rate, next(feed))
            number += 1
        jax.block_until_ready(state)
        return float(value)

    return Runner(run, lambda: [np.asarray(each) for each in state[0]])


def jax_scan(task: Task) -> Runner:
    """JAX, an epoch in one `lax.scan` (with `vmap` over the learning rates where there are many)."""
    jax, loss, update = jax_setup(task)

    inputs, answers = jax.device_put((task.inputs, task.answers))

    def epoch(weights, memory, number, rate, order):
        def step(state, batch):
            weights, memory, number = state
            weights, memory = update(weights, jax.grad(loss)(weights, *batch), memory, number, rate)
            return (weights, memory, number + 1), None

        batches = inputs[order], answers[order]
        state, _ = jax.lax.scan(step, (weights, memory, number), batches)
        return state, loss(state[0], batches[0][-1], batches[1][-1])

    many, shape = task.workload.members, (task.batches, task.workload.batch)
    rates = jax.numpy.asarray(task.rate if many is None else RATES, task.dtype)
    state = (task.start, fresh_memory(task), np.int32(0))
    if many is not None:
        state = jax.tree.map(lambda each: np.repeat(np.asarray(each)[np.newaxis], many, axis=0), state)
    whole = jax.jit(epoch if many is None else jax.vmap(epoch, in_axes=(0, 0, 0, 0, None)))
    state, orders = jax.device_put(state), task.orders()

    def run(steps: int) -> float:
        nonlocal state
        for _ in range(steps // task.batches):
            state, value = whole(*state, rates, next(orders).reshape(shape))
        jax.block_until_ready(state)
        return float(np.mean(value))

    return Runner(
        run,
        lambda: [np.asarray(each if many is None else each[20]) for each in state[0]],
        multiple=task.batches,
    )


def scan_race(start: list[Array], digits, orders: list[Array]) -> Callable[[], float]:
    """A race for JAX over the same epochs of digits (shuffle, scan, measure on the validation digits), in seconds."""
    workload = next(each for each in WORKLOADS if each.sizes == (64, 64, 10))
    task = Task(workload, "float32", start, np.empty(0), np.empty(0))
    jax, loss, update = jax_setup(task)
    x, y = digits.train.inputs.astype("float32"), np.eye(10, dtype="float32")[digits.train.targets]
    whole = len(x) // 64 * 64
    checked = jax.device_put((digits.validation.inputs.astype("float32"), digits.validation.targets))

    def step(state, batch):
        weights, memory, number = state
        weights, memory = update(weights, jax.grad(loss)(weights, *batch), memory, number, np.float32(1e-3))
        return (weights, memory, number + 1), None

    @jax.jit
    def epoch(state, batches, rest):
        state, _ = step(jax.lax.scan(step, state, batches)[0], rest)
        hidden = jax.numpy.maximum(checked[0] @ state[0][0] + state[0][1], 0)
        return state, (jax.numpy.argmax(hidden @ state[0][2] + state[0][3], axis=1) == checked[1]).mean()

    def race() -> float:
        state = jax.device_put((start, fresh_memory(task), np.int32(0)))
        before = perf_counter()
        for order in orders:
            cut = order[:whole].reshape(-1, 64)
            state, accuracy = epoch(state, (x[cut], y[cut]), (x[order[whole:]], y[order[whole:]]))
            float(accuracy)
        return perf_counter() - before

    race()  # compiles
    return race


def scikit_learn(task: Task) -> Runner:
    """scikit-learn's MLPClassifier, a batch at a time."""
    need("sklearn")
    no_ensembles(task)
    if task.workload.sizes[-1] == 2:
        raise Unable("two classes have one output there")
    from sklearn.neural_network import MLPClassifier

    kind = type(task.workload.optimiser()).__name__
    model = MLPClassifier(
        task.workload.sizes[1:-1],
        activation={"sigmoid": "logistic"}.get(task.workload.activation, task.workload.activation),
        solver="adam" if kind == "Adam" else "sgd",
        alpha=0.0,
        batch_size=task.workload.batch,
        learning_rate_init=task.rate,
        momentum=0.9 if kind == "Momentum" else 0.0,
        nesterovs_momentum=False,
        shuffle=False,
    )
    classes = np.arange(max(task.workload.sizes[-1], 2))
    # makes the arrays, which then get our values
    model.partial_fit(task.inputs[: task.workload.batch], task.targets[: task.workload.batch], classes=classes)
    model.coefs_, model.intercepts_ = (
        [each.copy() for each in task.start[::2]],
        [each.copy() for each in task.start[1::2]],
    )
    del model._optimizer
    model.warm_start, feed = False, task.shuffled(task.inputs, task.targets)
    from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer

    both = model.coefs_ + model.intercepts_
    model._optimizer = (
        AdamOptimizer(both, task.rate)
        if kind == "Adam"
        else SGDOptimizer(both, task.rate, momentum=model.momentum, nesterov=False)
    )

    def run(steps: int) -> float:
        for _ in range(steps):
            model.partial_fit(*next(feed))
        return float(model.loss_)

    return Runner(run, lambda: [each for pair in zip(model.coefs_, model.intercepts_, strict=True) for each in pair])


RIVALS: dict[str, Callable[[Task], Runner]] = {
    "this engine": engine,
    "PyTorch eager": pytorch,
    "JAX jit": jax_jit,
    "JAX lax.scan": jax_scan,
    "scikit-learn": scikit_learn,
    "autograd": autograd,
    "MyGrad": mygrad,
    "micrograd": micrograd,
}
