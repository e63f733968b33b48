"""AdaGrad: a weight that has seen steep slopes takes shorter and shorter steps (Duchi, Hazan & Singer, 2011)."""

from collections.abc import Callable

import numpy as np

from engine.optimisers.optimiser import LearningRate, Optimiser, Workbench
from engine.optimisers.setting import OptimiserSetting
from engine.validate import from_zero


class AdaGrad(Optimiser):
    """total = total + gradient²;  weights = weights − learning_rate × gradient / (√total + epsilon)."""

    may_change = frozenset({"learning_rate", "epsilon"})
    epsilon = OptimiserSetting(from_zero)

    def __init__(self, learning_rate: LearningRate = 0.01, epsilon: float = 1e-10) -> None:
        super().__init__(learning_rate)
        self.epsilon = epsilon

    def write(self, bench: Workbench) -> Callable[[int], float] | None:
        """Write the six steps of AdaGrad."""
        total, change = bench.remember(), bench.change
        bench.do("change = gradient²", np.square, bench.gradient, out=change)
        bench.do("total += change", np.add, total, change, out=total)
        bench.do("change = √total", np.sqrt, total, out=change)
        bench.do("change += epsilon", np.add, change, bench.number(self.epsilon), out=change)
        bench.do("change = gradient / change", np.divide, bench.gradient, change, out=change)
        bench.do("change = rate × change", np.multiply, change, bench.rate, out=change)
        return None
