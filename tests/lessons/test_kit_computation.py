"""A formula written once: its value, its named parts, its slopes both ways, and the same thing for the microscope."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Tensor
from lessons.kit.computation import Computation
from lessons.kit.errors import LessonError
from lessons.kit.witness import measures_a_slope


def squared_miss(w: Tensor, x: Tensor, y: Tensor) -> Tensor:
    return ((w * x).named("output") - y).named("miss") ** 2


HERE = Computation(squared_miss, {"w": 0.5}, {"x": 3.0, "y": 1.0})


def test_value_parts_and_slope_are_the_engines() -> None:
    assert (HERE.value(), HERE["output"], HERE["miss"]) == (0.25, 1.5, 0.5)
    assert HERE.slope("w") == 2 * 0.5 * 3.0
    assert HERE.at(w=2.0, y=0.0).slope("w") == 2 * 6.0 * 3.0
    assert HERE.slope("w") == 3.0, "elsewhere is another computation"


def test_the_second_way_takes_a_difference_and_the_first_does_not() -> None:
    assert HERE.nudged("w") == pytest.approx(HERE.slope("w"), rel=1e-8)
    assert measures_a_slope(lambda: HERE.nudged("w"))
    assert not measures_a_slope(lambda: HERE.slope("w"))


def test_an_array_has_a_slope_for_each_entry() -> None:
    many = Computation(lambda w, b: ((w**2).sum() + b) ** 2, {"w": [1.0, 2.0], "b": 1.0})
    assert many.slopes("w") == pytest.approx([24.0, 48.0])
    assert [many.slope("w", i) for i in (0, 1)] == pytest.approx([many.nudged("w", i) for i in (0, 1)])


def test_the_microscope_sees_the_same_computation() -> None:
    inspection = HERE.inspect("w", title="One weight", notes={"w": "the weight"})
    loss = inspection.loss()
    loss.backward()
    assert (loss.item(), inspection.focus, inspection.title) == (HERE.value(), "w", "One weight")
    assert dict(inspection.notes) == {"w": "the weight"}


def test_numbers_are_copied() -> None:
    w = np.array(0.5)
    here = Computation(squared_miss, {"w": w}, {"x": 3.0, "y": 1.0})
    w[...] = 9.0
    assert here.value() == 0.25


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: HERE["mis"], "no number called mis: write"),
        (lambda: HERE.slope("x"), "no number called x; it has w"),
        (lambda: HERE.nudged("v"), "no number called v; it has w"),
        (lambda: HERE.at(v=1.0), "no number called v; it has w, x, y"),
    ],
)
def test_an_unknown_name_is_refused_with_the_known_ones(wrong: object, says: str) -> None:
    with pytest.raises(LessonError, match=says):
        wrong()  # type: ignore[operator]
