"""The one name for an array of numbers, of whatever shape and kind."""

from typing import Any, TypeAlias

from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
