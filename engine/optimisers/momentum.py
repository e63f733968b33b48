"""Momentum: the step keeps a velocity, so that it rolls on where the slope keeps its direction (Polyak, 1964)."""

from collections.abc import Callable

import numpy as np

from engine.optimisers.optimiser import LearningRate, Optimiser, Workbench
from engine.optimisers.setting import OptimiserSetting
from engine.validate import flag, share


class Momentum(Optimiser):
    """velocity = momentum × velocity + gradient;  weights = weights − learning_rate × velocity.

    Args:
        learning_rate: as for every optimiser.
        momentum: how much of the velocity is kept, from 0 to less than 1.
        nesterov: whether to look one step ahead: weights −= learning_rate × (gradient + momentum × velocity), the form
            of Sutskever et al. (2013) that PyTorch uses.
    """

    may_change = frozenset({"learning_rate", "momentum", "nesterov"})  # a velocity is past gradients, added up
    momentum = OptimiserSetting(share)
    nesterov = OptimiserSetting(flag)

    def __init__(self, learning_rate: LearningRate = 0.1, momentum: float = 0.9, nesterov: bool = False) -> None:
        super().__init__(learning_rate)
        self.momentum, self.nesterov = momentum, nesterov

    def write(self, bench: Workbench) -> Callable[[int], float] | None:
        """Three steps; five with Nesterov's look ahead."""
        velocity, kept, change = bench.remember(), bench.number(self.momentum), bench.change
        bench.do("velocity = momentum × velocity", np.multiply, velocity, kept, out=velocity)
        bench.do("velocity += gradient", np.add, velocity, bench.gradient, out=velocity)
        if self.nesterov:
            bench.do("change = momentum × velocity", np.multiply, velocity, kept, out=change)
            bench.do("change += gradient", np.add, change, bench.gradient, out=change)
            bench.do("change = rate × change", np.multiply, change, bench.rate, out=change)
        else:
            bench.do("change = rate × velocity", np.multiply, velocity, bench.rate, out=change)
        return None


class Nesterov(Momentum):
    """Momentum that looks one step ahead."""

    def __init__(self, learning_rate: LearningRate = 0.1, momentum: float = 0.9) -> None:
        super().__init__(learning_rate, momentum, nesterov=True)
