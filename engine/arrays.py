"""The one name for an array of numbers, of whatever shape and kind."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Labels: TypeAlias = NDArray[np.int64]
"""The class of each example, counted from 0."""
