"""Adam: momentum, measured by each weight's own slopes, corrected for a start at zero (Kingma & Ba, 2015)."""

from collections.abc import Callable
from math import sqrt

import numpy as np

from engine.optimisers.optimiser import LearningRate, Optimiser, Workbench
from engine.optimisers.setting import OptimiserSetting
from engine.validate import from_zero, share


class Adam(Optimiser):
    """Averages of the gradient and of its square; weights −= learning_rate × average / (√average of squares + epsilon).

        average = beta1 × average + (1 − beta1) × gradient,          corrected: / (1 − beta1ᵗ)
        squares = beta2 × squares + (1 − beta2) × gradient²,         corrected: / (1 − beta2ᵗ)

    The memory holds average / (1 − beta1) and squares / (1 − beta2), which saves two steps. Those factors and both
    corrections go into the rate and into epsilon before each update.
    """

    may_change = frozenset({"learning_rate", "beta1", "beta2", "epsilon"})  # an average stays one, as in RMSprop
    beta1 = OptimiserSetting(share)
    beta2 = OptimiserSetting(share)
    epsilon = OptimiserSetting(from_zero)

    def __init__(
        self,
        learning_rate: LearningRate = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
    ) -> None:
        super().__init__(learning_rate)
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon

    def write(self, bench: Workbench) -> Callable[[int], float] | None:
        """Seven steps: both averages decay in one, and both take in what is new in one."""
        both, change, epsilon = (
            bench.remember(2, unit=(1 - self.beta1, 1 - self.beta2)),
            bench.change,
            bench.number(self.epsilon),
        )
        average, squares = both
        betas = np.repeat(np.array([[self.beta1], [self.beta2]], both.dtype), both.shape[1], axis=1)
        bench.do("average, squares = beta1 × average, beta2 × squares", np.multiply, both, betas, out=both)
        bench.do("change = gradient²", np.square, bench.gradient, out=change)
        bench.do("average, squares += gradient, change", np.add, both, bench.gradient_and_change, out=both)
        bench.do("change = √squares", np.sqrt, squares, out=change)
        bench.do("change += epsilon", np.add, change, epsilon, out=change)
        bench.do("change = average / change", np.divide, average, change, out=change)
        bench.do("change = rate × change", np.multiply, change, bench.rate, out=change)

        beta1, beta2, small = self.beta1, self.beta2, self.epsilon  # looked up once, and not at each update

        def correct(number: int) -> float:
            root = sqrt((1 - beta2 ** (number + 1)) / (1 - beta2))
            epsilon[()] = small * root
            return (1 - beta1) / (1 - beta1 ** (number + 1)) * root

        return correct
