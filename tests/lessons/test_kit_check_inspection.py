"""What the microscope is put on is confirmed by losses nearby, and a wrong slope is caught."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Tensor
from engine.recipe import Do, Recipe
from engine.tape import Array
from lessons.kit.check_inspection import inspection_problem
from lessons.kit.inspection import Inspection, expression


def squared(factor: float, x: Tensor) -> Tensor:
    """x², whose way back multiplies by `factor` instead of by 2 (and by x)."""

    def recipe(value: Array) -> Recipe:
        out, slope = np.empty_like(value), np.array(factor)
        steps = [Do("{out} = {0}²", np.multiply, (value, value), out)]
        return Recipe(out, steps, lambda back, _: back.give(0, "slope", np.multiply, value, slope))

    return Tensor.apply(recipe, x)


@pytest.mark.parametrize(("factor", "wrong"), [(2.0, False), (1.0, True), (-2.0, True), (2.01, True)])
def test_a_wrong_slope_is_caught(factor: float, wrong: bool) -> None:
    problem = inspection_problem(Inspection(lambda: squared(factor, Tensor(1.5, "w"))))
    assert ("a slope along w that two losses nearby do not confirm" in problem) == wrong


@pytest.mark.parametrize("w", [0.0, 1e-7, 2.0])
def test_a_kink_is_allowed(w: float) -> None:
    assert inspection_problem(expression(lambda w: w.relu() * 3, {"w": w})) == ""


def test_numbers_that_have_blown_up_are_let_be() -> None:
    assert inspection_problem(expression(lambda w: (w * 1e308) ** 2, {"w": 1e308})) == ""
