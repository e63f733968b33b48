"""The activations of a NumPy program: each beside its slope, told from what came out of it."""

from __future__ import annotations

from lessons.playground.bench import Bench

_FUNCTIONS = {
    "tanh": '''
def tanh_slope(a):
    """Return how steep tanh is where it gives a: 1 at 0, and nearly 0 where it has saturated."""
    return 1 - a**2
''',
    "sigmoid": '''
def sigmoid(z):
    """Return 1 / (1 + e^-z), between 0 and 1."""
    return 1 / (1 + np.exp(-z))


def sigmoid_slope(a):
    """Return how steep the sigmoid is where it gives a: at most a quarter."""
    return a * (1 - a)
''',
    "relu": '''
def relu(z):
    """Return z where it is positive, and else 0."""
    return np.maximum(z, 0.0)


def relu_slope(a):
    """Return how steep ReLU is where it gives a."""
    return np.where(a > 0, 1.0, 0.0)
''',
    "leaky_relu": '''
def leaky_relu(z):
    """Return z where it is positive, and else a hundredth of it."""
    return np.maximum(z, 0.01 * z)


def leaky_relu_slope(a):
    """Return how steep leaky ReLU is where it gives a."""
    return np.where(a > 0, 1.0, 0.01)
''',
    "identity": '''
def identity(z):
    """Return z as it is."""
    return z


def identity_slope(a):
    """Return 1: what goes in comes out."""
    return np.ones_like(a)
''',
    "step": '''
def step(z):
    """Return 1 where z is positive, and else 0."""
    return np.where(z > 0, 1.0, 0.0)


def step_slope(a):
    """Return 0: no small change of z changes the step, so nothing is learned through it."""
    return np.zeros_like(a)
''',
}


def activation_functions(bench: Bench) -> str:
    """Return the functions that a run's layers need; an output that stays as it is needs none."""
    output = bench.applies.output
    names = dict.fromkeys([*bench.settings.activations, *([output] if output != "identity" else [])])
    return "\n".join(_FUNCTIONS[name] for name in names)


def called(activation: str) -> str:
    """Return how an activation is called in a program."""
    return "np.tanh" if activation == "tanh" else activation


def listed(bench: Bench) -> tuple[str, str]:
    """Return the hidden layers' activations, and their slopes, as a list each."""
    hidden = bench.settings.activations
    return ", ".join(map(called, hidden)), ", ".join(f"{name}_slope" for name in hidden)
