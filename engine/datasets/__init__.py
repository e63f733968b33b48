"""Data sets to learn from: small, seeded and offline, each saying whether it is real or made.

`digits(seed=0).train.inputs` asks for one by function, `load("digits", seed=0)` by name.
Every call makes fresh arrays: what a caller does to them stays with that caller.
"""

from collections.abc import Callable

from engine.datasets.curves import line, sine
from engine.datasets.dataset import Dataset, DatasetError, Split
from engine.datasets.digits import digits
from engine.datasets.ratings import Ratings, ratings
from engine.datasets.shapes import blobs, circles, moons, spiral, xor
from engine.datasets.spam import Spam, spam
from engine.datasets.text import Text, text
from engine.datasets.wide import wide_bumps, wide_circle, wide_gauss, wide_plane, wide_spiral, wide_xor

__all__ = [
    "Dataset",
    "DatasetError",
    "Ratings",
    "Spam",
    "Split",
    "Text",
    "blobs",
    "circles",
    "digits",
    "line",
    "load",
    "moons",
    "names",
    "ratings",
    "sine",
    "spam",
    "spiral",
    "text",
    "wide_bumps",
    "wide_circle",
    "wide_gauss",
    "wide_plane",
    "wide_spiral",
    "wide_xor",
    "xor",
]


def names() -> tuple[str, ...]:
    """Return the names that `load` knows, the simplest data sets first."""
    return tuple(_makers())


def load(name: str, seed: int = 0) -> Dataset:
    """Return a data set by its name, with the defaults of its function.

    Args:
        name: One of `names()`.
        seed: A whole number from 0 up.

    Raises:
        DatasetError: There is no data set of that name, or the seed is not a whole number from 0 up.
    """
    makers = _makers()
    if name not in makers:
        raise DatasetError(f"There is no data set called {name!r}. There are: {', '.join(makers)}.")
    return makers[name](seed)


def _makers() -> dict[str, Callable[[int], Dataset]]:
    wide = (wide_circle, wide_xor, wide_gauss, wide_spiral, wide_plane, wide_bumps)
    makers = (line, sine, xor, moons, circles, spiral, blobs, *wide, digits, ratings, spam, text)
    return {maker.__name__: maker for maker in makers}
