"""JAX: a jitted call for each step, an epoch in one scan, and a race with it over the digits."""
# mypy: ignore-errors
# (The rivals are optional, so that their types cannot be checked here.)

from collections.abc import Callable
from time import perf_counter

import numpy as np

from engine.arrays import Array
from engine.bench import RATES, WORKLOADS
from tests.benchmarks.rivals.functions import fresh_memory, loss_function, update_function
from tests.benchmarks.rivals.task import Runner, Task, need, no_ensembles


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
