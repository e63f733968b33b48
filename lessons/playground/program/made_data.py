"""The generators of the made data sets, written out: the formulas of `engine.datasets`, draw by draw."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MadeData:
    """A data set that is drawn by a rule.

    Attributes:
        points: a template of the function that draws some examples.
        draws_places: whether chance decides where the points lie before they are shaken.
        on_circle: whether it needs `ON_CIRCLE`.
        shakes: whether noise draws numbers of its own.
    """

    points: str
    draws_places: bool = True
    on_circle: bool = False
    shakes: bool = True


ON_CIRCLE = '''
def on_circle(angles):
    """Return the points of the unit circle at some angles, (n, 2)."""
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)
'''

_LINE = '''
def drawn($arguments):
    """Return places x between -1 and 1, and heights y near the straight line 2 x + 1."""
    x = places.uniform(-1.0, 1.0, (count, 1))
    return x, 2.0 * x + 1.0 + $noise * shaking.standard_normal((count, 1))  #? noise
    return x, 2.0 * x + 1.0  #? !noise
'''

_SINE = '''
def drawn($arguments):
    """Return places x on one whole wave, and heights y near the sine of x."""
    x = places.uniform(-np.pi, np.pi, (count, 1))
    return x, np.sin(x) + $noise * shaking.standard_normal((count, 1))  #? noise
    return x, np.sin(x)  #? !noise
'''

_RETURN = """
    return points + $noise * shaking.standard_normal(points.shape), classes  #? noise
    return points, classes  #? !noise
"""

_XOR = '''
def drawn($arguments):
    """Return points around the corners of a square, class 1 where just one of both coordinates is positive."""
    classes = np.arange(count) % 2
    first = np.arange(count) % 4 // 2  # the corners in turn
    points = 2.0 * np.stack([first, first ^ classes], axis=1) - 1.0
'''

_MOONS = '''
def drawn($arguments):
    """Return points of two half circles that reach into each other, class 0 the upper one."""
    classes = np.arange(count) % 2
    side = 1.0 - 2.0 * classes  # 1 for the upper half circle, -1 for the lower
    points = side[:, np.newaxis] * (on_circle(np.pi * places.random(count)) - (0.5, 0.25))
'''

_CIRCLES = '''
def drawn($arguments):
    """Return points of two rings, class 0 of radius 0.5 inside class 1 of radius 1."""
    classes = np.arange(count) % 2
    radius = 0.5 + 0.5 * classes
    points = radius[:, np.newaxis] * on_circle(2 * np.pi * places.random(count))
'''

_SPIRAL = '''
def drawn($arguments):
    """Return points of two arms that wind around each other, class 0 the one that sets out to the right."""
    classes = np.arange(count) % 2
    radius = np.sqrt(places.uniform(0.01, 1.0, count))  # the root spreads them evenly along the arm
    points = radius[:, np.newaxis] * on_circle(2 * np.pi * (radius + classes / 2))
'''

_BLOBS = '''
def drawn($arguments):
    """Return points of three round clouds, whose centres lie evenly on a circle of radius 1.5."""
    classes = np.arange(count) % 3
    points = 1.5 * on_circle(np.pi + 2 * np.pi * classes / 3)
'''


def _shape(points: str, **told: bool) -> MadeData:
    return MadeData(points.rstrip("\n") + _RETURN, **told)


MADE = {
    "line": MadeData(_LINE),
    "sine": MadeData(_SINE),
    "xor": _shape(_XOR, draws_places=False),
    "moons": _shape(_MOONS, on_circle=True),
    "circles": _shape(_CIRCLES, on_circle=True),
    "spiral": _shape(_SPIRAL, on_circle=True),
    "blobs": _shape(_BLOBS, draws_places=False, on_circle=True),
}
