"""Settings and small data sets shared by the engine's tests."""

import numpy as np
import pytest
from hypothesis import settings

from engine.arrays import Array

settings.register_profile("engine", max_examples=40, deadline=None, derandomize=True)
settings.load_profile("engine")


@pytest.fixture
def two_classes() -> tuple[Array, Array]:
    """60 points in a plane, and whether both coordinates have the same sign."""
    inputs = np.random.default_rng(7).normal(size=(60, 2))
    return inputs, (inputs[:, 0] * inputs[:, 1] > 0).astype(np.int64)
