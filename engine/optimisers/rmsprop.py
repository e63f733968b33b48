"""RMSprop: each weight's step is measured by its own recent slopes (Hinton's lecture 6e, 2012)."""

from collections.abc import Callable

import numpy as np

from engine.optimisers.optimiser import LearningRate, Optimiser, Workbench
from engine.optimisers.setting import OptimiserSetting
from engine.validate import from_zero, share


class RMSprop(Optimiser):
    """average = decay × average + (1 − decay) × gradient²;  weights −= learning_rate × gradient / (√average + epsilon).

    The memory holds average / (1 − decay), which saves a step; the rate and epsilon are scaled to match.
    """

    may_change = frozenset({"learning_rate", "decay", "epsilon"})  # an average stays one, whatever comes in by now
    decay = OptimiserSetting(share)
    epsilon = OptimiserSetting(from_zero)

    def __init__(self, learning_rate: LearningRate = 0.01, decay: float = 0.99, epsilon: float = 1e-8) -> None:
        super().__init__(learning_rate)
        self.decay, self.epsilon = decay, epsilon

    def write(self, bench: Workbench) -> Callable[[int], float] | None:
        """Write the seven steps of RMSprop."""
        squares, change = bench.remember(unit=1 - self.decay), bench.change
        scale = float(np.sqrt(1 - self.decay))
        bench.rate /= scale
        bench.do("squares = decay × squares", np.multiply, squares, bench.number(self.decay), out=squares)
        bench.do("change = gradient²", np.square, bench.gradient, out=change)
        bench.do("squares += change", np.add, squares, change, out=squares)
        bench.do("change = √squares", np.sqrt, squares, out=change)
        bench.do("change += epsilon", np.add, change, bench.number(self.epsilon / scale), out=change)
        bench.do("change = gradient / change", np.divide, bench.gradient, change, out=change)
        bench.do("change = rate × change", np.multiply, change, bench.rate, out=change)
        return None
