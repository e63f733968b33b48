"""Figures brought to mean 0 and standard deviation 1, by what is learnt from alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array

DUST = 1e-12
"""What differs by less, as a share of the largest figure, is alike but for rounding."""
LEAST_REACH = 1e-200
"""What differs by less is alike: one over it would be beyond all numbers."""


@dataclass(frozen=True, eq=False)
class Standards:
    """How figures are standardised.

    Attributes:
        mean: of each column, (columns,).
        deviation: the standard deviation of each column; 0 where all figures are alike.
    """

    mean: Array
    deviation: Array

    def standardised(self, figures: Array) -> Array:
        """Return figures, (n, columns), by these means and deviations; 0 where a column has no deviation."""
        spread = self.deviation > 0
        made: Array = np.divide(figures - self.mean, self.deviation, out=np.zeros_like(figures), where=spread)
        return made

    def back(self, standardised: Array) -> Array:
        """Return the figures that standardise so."""
        figures: Array = standardised * self.deviation + self.mean
        return figures


def scale_of(figures: Array) -> Standards:
    """Return the means and the standard deviations (over n) of figures, (n, columns)."""
    mean = figures.mean(axis=0)
    off = figures - mean
    reach, largest = np.abs(off).max(axis=0), np.abs(figures).max(axis=0)
    spread = reach > np.maximum(DUST * largest, LEAST_REACH)
    shares = np.divide(off, reach, out=np.zeros_like(off), where=spread)  # whose squares are no dust
    return Standards(mean, np.where(spread, reach * np.sqrt((shares**2).mean(axis=0)), 0.0))
