"""Where weights start: all zero, small and random, Glorot, He, uniform. Biases start at zero, but for the last."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from engine.arrays import Array
from engine.errors import EngineError

WeightDraw: TypeAlias = "Callable[[np.random.Generator, int, int], Array]"


def zeros(_: np.random.Generator, inputs: int, outputs: int) -> Array:
    """All zero: every unit of a layer then stays equal to the others for ever."""
    return np.zeros((inputs, outputs))


def small(generator: np.random.Generator, inputs: int, outputs: int) -> Array:
    """Normal, with a standard deviation of 0.01."""
    return generator.normal(0.0, 0.01, (inputs, outputs))


def glorot(generator: np.random.Generator, inputs: int, outputs: int) -> Array:
    """Uniform within ±√(6 / (inputs + outputs)), for tanh and sigmoid (Glorot & Bengio, 2010)."""
    reach = np.sqrt(6.0 / (inputs + outputs))
    return generator.uniform(-reach, reach, (inputs, outputs))


def he(generator: np.random.Generator, inputs: int, outputs: int) -> Array:
    """Normal, with a standard deviation of √(2 / inputs), for ReLU (He et al., 2015)."""
    return generator.normal(0.0, np.sqrt(2.0 / inputs), (inputs, outputs))


def uniform(generator: np.random.Generator, inputs: int, outputs: int) -> Array:
    """Uniform within ±0.5, whatever the layer's size: the TensorFlow Playground's (Smilkov & Carter, 2016)."""
    return generator.uniform(-0.5, 0.5, (inputs, outputs))


INITIALISATIONS: dict[str, WeightDraw] = {
    "zeros": zeros, "small": small, "glorot": glorot, "he": he, "uniform": uniform,
}  # fmt: skip
BIASES: dict[str, float] = {"uniform": 0.1}
"""Where biases start that do not start at 0."""


def initialisation_for(name: str, activation: str) -> WeightDraw:
    """The initialisation of that name; `"auto"` takes He before a ReLU and Glorot before anything else.

    Raises:
        EngineError: naming the ones that there are.
    """
    if name == "auto":
        return he if activation in ("relu", "leaky_relu") else glorot
    if name not in INITIALISATIONS:
        raise EngineError(f"There is no initialisation called {name!r}; there are auto, {', '.join(INITIALISATIONS)}.")
    return INITIALISATIONS[name]
