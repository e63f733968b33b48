"""One setting of an optimiser: looked at whenever it is set, so that what makes no sense never reaches a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Self, TypeVar, overload

import numpy as np

from engine.arrays import Array
from engine.errors import EngineError

Schedule = Callable[[int], float]
LearningRate = float | Schedule | Sequence[float] | Array
SettingValue = TypeVar("SettingValue")


class OptimiserSetting(Generic[SettingValue]):
    """An attribute that is checked when it is set, in the constructor and later.

    Args:
        check: called with the setting's name and what it is to be; returns what is kept.
    """

    def __init__(self, check: Callable[[str, Any], SettingValue]) -> None:
        self._check = check

    def __set_name__(self, _: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, _: type) -> Self: ...
    @overload
    def __get__(self, owner: object, _: type) -> SettingValue: ...
    def __get__(self, owner: object | None, _: type) -> Self | SettingValue:
        if owner is None:
            return self
        if self._name not in owner.__dict__:
            raise AttributeError(f"{type(owner).__name__} has no {self._name} yet: call super().__init__ first.")
        return owner.__dict__[self._name]  # type: ignore[no-any-return]

    def __set__(self, owner: object, value: Any) -> None:
        owner.__dict__[self._name] = self._check(self._name, value)


def learning_rate(_: str, rate: Any) -> float | Schedule | tuple[float, ...]:
    """Return a learning rate as it is kept: a number, a schedule, or a tuple of one number for each member.

    Raises:
        EngineError: if it is none of these, or not finite.
    """
    if any(hasattr(each, "tensors") or hasattr(each, "backward") for each in (rate if np.iterable(rate) else [rate])):
        raise EngineError("An optimiser is set first, and then told what to drive: Adam(0.01).drive(w, b).")
    if callable(rate) and not isinstance(rate, type):
        return rate  # type: ignore[no-any-return]
    try:
        numbers = np.asarray(rate)
        known = numbers.dtype.kind in "iuf" and numbers.ndim < 2 and numbers.size > 0 and np.isfinite(numbers).all()
    except (TypeError, ValueError):
        known = False
    if not known:
        raise EngineError(f"A learning rate is a finite number such as 0.1, not {rate!r}.")
    return tuple(numbers.tolist()) if numbers.ndim else float(numbers)
