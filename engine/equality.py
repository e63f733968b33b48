"""Equality of what holds arrays: `==` on arrays answers for each entry, and here one answer is wanted."""

from typing import Any, TypeVar

import numpy as np

Equal = TypeVar("Equal")


def alike(a: Any, b: Any) -> bool:
    """Return whether two values are equal: arrays of one shape and kind bit for bit, tuples, lists, dicts by part.

    A NaN equals itself, so that what has diverged equals its own copy.
    """
    if a is b:
        return True
    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        return _same_arrays(a, b)
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(alike(a[key], b[key]) for key in a)
    if isinstance(a, tuple | list) and isinstance(b, tuple | list):
        return type(a) is type(b) and len(a) == len(b) and all(map(alike, a, b))
    return bool(a == b)


def _same_arrays(a: Any, b: Any) -> bool:
    if not (isinstance(a, np.ndarray) and isinstance(b, np.ndarray)) or a.shape != b.shape or a.dtype != b.dtype:
        return False
    return a.tobytes() == b.tobytes()


def by_part(kind: type[Equal]) -> type[Equal]:
    """Give a named tuple, as a decorator, `==` and `!=` by `alike`: the tuple's own fail on arrays."""

    def equal(one: Any, other: object) -> bool:
        return type(one) is type(other) and alike(tuple(one), tuple(other))  # type: ignore[arg-type]

    for name, method in (("__eq__", equal), ("__ne__", lambda one, other: not equal(one, other))):
        setattr(kind, name, method)
    return kind
