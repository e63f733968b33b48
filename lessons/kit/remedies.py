"""Looks for what mends a run that went wrong by trying some settings, as people do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def first_that_mends(tries: Iterable[T], mends: Callable[[T], bool], otherwise: T) -> T:
    """Return the first of some settings with which all is well.

    Args:
        tries: what to try, the gentlest change first.
        mends: runs it and says whether all is well; it is asked until it says so.
        otherwise: what to offer where none of them helps: something that is known to be calm.
    """
    return next((each for each in tries if mends(each)), otherwise)
