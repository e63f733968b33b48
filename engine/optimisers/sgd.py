"""Stochastic gradient descent: a step downhill, as long as the learning rate times the slope."""

from collections.abc import Callable

import numpy as np

from engine.optimisers.optimiser import LearningRate, Optimiser, Workbench


class SGD(Optimiser):
    """weights = weights − learning_rate × gradient."""

    def __init__(self, learning_rate: LearningRate = 0.1) -> None:
        super().__init__(learning_rate)

    def write(self, bench: Workbench) -> Callable[[int], float] | None:
        """Write the one step of gradient descent."""
        bench.do("change = rate × gradient", np.multiply, bench.gradient, bench.rate, out=bench.change)
        return None
