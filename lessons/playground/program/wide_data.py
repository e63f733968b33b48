"""The generators of the TensorFlow Playground's data sets, written out: the formulas of `engine.datasets.wide`."""

from __future__ import annotations

from lessons.playground.program.made_data import MadeData

_AT_CLOCK = '''
def at_clock(angles):
    """Return the points of the unit circle at some angles, clockwise from the top, (n, 2)."""
    return np.stack([np.sin(angles), np.cos(angles)], axis=1)
'''

_NEARBY = """
    nearby = points + $noise * $radius * shaking.uniform(-1.0, 1.0, points.shape)  # whose answers they have  #? noise
    nearby = points  # whose answers they have; with noise it would be places further away  #? !noise
"""

_CIRCLE = '''
def drawn($arguments):
    """Return points of a disc, class 1, and of a ring around it that reaches out to radius 5."""
    share, turn = places.random((count, 2)).T
    distance = 5.0 * np.where(np.arange(count) % 2 == 1, 0.5 * share, 0.7 + 0.3 * share)
    points = distance[:, np.newaxis] * at_clock(2.0 * np.pi * turn)
$nearby
    return points, (np.hypot(nearby[:, 0], nearby[:, 1]) < 0.5 * 5.0).astype(int)
'''

_XOR = '''
def drawn($arguments):
    """Return points of a square's quarters, a little away from both axes, class 1 where the signs are the same."""
    points = places.uniform(-5.0, 5.0, (count, 2))
    points += np.where(points > 0, 0.3, -0.3)
$nearby
    return points, (nearby[:, 0] * nearby[:, 1] >= 0).astype(int)
'''

_GAUSS = '''
def drawn($arguments):
    """Return points of two round clouds, class 0 the one around (-2, -2), class 1 the one around (2, 2)."""
    classes = np.arange(count) % 2
    middles = (4.0 * classes - 2.0)[:, np.newaxis]
    return middles + np.sqrt(0.5 + 7.0 * $noise) * places.standard_normal((count, 2)), classes
'''

_SPIRAL = '''
def drawn($arguments):
    """Return points of two arms that wind around each other, class 1 the one that sets out upwards."""
    classes = np.arange(count) % 2
    share = places.random(count)  # of the way along the arm
    points = 5.0 * share[:, np.newaxis] * at_clock(1.75 * 2.0 * np.pi * share + np.pi * (1 - classes))
    return points + $noise * shaking.uniform(-1.0, 1.0, points.shape), classes  #? noise
    return points, classes  #? !noise
'''

_PLANE = '''
def drawn($arguments):
    """Return places in a square, and the heights of the plane (x1 + x2) / 10 there."""
    points = places.uniform(-6.0, 6.0, (count, 2))
$nearby
    return points, nearby.sum(axis=1, keepdims=True) / 10.0
'''

_BUMPS = '''
BUMPS = np.array([(-4.0, 2.5), (0.0, 2.5), (4.0, 2.5), (-4.0, -2.5), (0.0, -2.5), (4.0, -2.5)])
TOPS = np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])


def drawn($arguments):
    """Return places in a square, and the heights there: cones of radius 2 up to 1 and down to -1, and 0 elsewhere."""
    points = places.uniform(-6.0, 6.0, (count, 2))
$nearby
    apart = np.linalg.norm(nearby[:, np.newaxis] - BUMPS, axis=2)
    heights = TOPS * np.clip(1.0 - apart / 2.0, 0.0, 1.0)
    return points, np.take_along_axis(heights, np.abs(heights).argmax(axis=1)[:, np.newaxis], axis=1)
'''


def _nearby(points: str, radius: str) -> str:
    """Return a template in which the answers are those of places nearby."""
    return points.replace("\n$nearby\n", _NEARBY).replace("$radius", radius)


WIDE_MADE = {
    "wide_circle": MadeData(_AT_CLOCK + "\n" + _nearby(_CIRCLE, "5.0")),
    "wide_xor": MadeData(_nearby(_XOR, "5.0")),
    "wide_gauss": MadeData(_GAUSS, shakes=False),
    "wide_spiral": MadeData(_AT_CLOCK + "\n" + _SPIRAL),
    "wide_plane": MadeData(_nearby(_PLANE, "6.0")),
    "wide_bumps": MadeData(_nearby(_BUMPS, "6.0")),
}
