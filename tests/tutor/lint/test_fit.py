"""Axes that leave most of their height empty are found; what follows its data, or is told apart by a level, passes."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit.charts import Limits, Lines, Mark, Series
from lessons.kit.demo import Frame
from lessons.kit.loss_curves import loss_curves
from tutor.lint.fit import fit_problem


def frame(
    losses: list[float], limits: Limits | None = None, marks: tuple[Mark, ...] = (), *, log: bool = False
) -> Frame:
    series = Series("loss", np.arange(float(len(losses))), np.array(losses))
    chart = Lines("Loss", (series,), y_limits=limits, log_y=log, marks=marks)
    return Frame(len(losses), (chart,), "A loss.", {"update": 0})


@pytest.mark.parametrize(
    ("last", "says"),
    [
        (frame([0.7, 0.69], (0.01, 1.0), log=True), "ends with “Loss” 100% empty"),
        (frame([0.7, 0.5], (0.0, 1.0)), "80% empty: leave the limits of y to the data"),
        (frame([0.7, 0.5], (0.0, 1.0), (Mark("a coin", y=0.1),)), ""),
        (frame([0.7, 0.5]), ""),
        (frame([0.7, 0.5], log=True), ""),
        (frame([]), ""),
    ],
)
def test_what_leaves_its_axis_empty_is_named(last: Frame, says: str) -> None:
    assert fit_problem([last]) == says or (says and says in fit_problem([last]))


def test_an_axis_is_judged_with_what_it_had_to_hold_before() -> None:
    assert "79% empty" in fit_problem([frame([0, 1000]), frame([0, 210])])
    assert fit_problem([frame([0, 1000]), frame([0, 90])]) == "", "the axis shrinks when less than a fifth is used"


def test_losses_in_one_row_get_the_rows_that_they_can_use() -> None:
    losses = np.array([[0.36, 0.41, 0.48], [0.35, 0.40, 0.47]])
    chart = loss_curves("Loss", "abc", (0, 1), losses, limits=(1e-3, 1e3), until=9, tones=("main", "second", "third"))
    assert fit_problem([Frame(1, (chart,), "Three losses.", {"update": 1})]) == ""
