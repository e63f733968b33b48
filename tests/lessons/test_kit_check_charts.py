"""The rules for charts: the shapes that are promised pass, whatever their values; any other is named."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.kit.charts import Bars, Field, Lines, Picture, Series, Table
from lessons.kit.check_charts import chart_problem

NAN, ONES = np.full(3, np.nan), np.ones((2, 3))
EMPTY = np.zeros(0)
PLANE = ((0.0, 1.0), (0.0, 1.0))


@pytest.mark.parametrize(
    "chart",
    [
        Lines("t", ()),
        Lines("t", (Series("", EMPTY, EMPTY), Series("", NAN, NAN), Series("", np.ones(1), np.ones(1)))),
        Field("t", ONES * np.inf, *PLANE, path=np.zeros((0, 2)), traveller="you", points=(Series("", NAN, NAN),)),
        Bars("t", ("a", "b", "c"), NAN, limits=(0, 1), highlight=2),
        Picture("t", ONES, cursor=(1, 2)),
        Table("t", ("a", "b"), (("1", "2"),)),
    ],
)
def test_what_is_promised_passes(chart: object) -> None:
    assert chart_problem(chart) == ""


@pytest.mark.parametrize(
    ("chart", "says"),
    [
        ("a word", "str is no chart"),
        (Lines(" ", ()), "has no title"),
        (Lines("t", (Series("s", NAN, EMPTY),)), "the series “s” has x of shape (3,) and y of shape (0,)"),
        (Lines("t", (Series("s", ONES, ONES),)), "both are (n,)"),
        (Lines("t", (), x_limits=(1, 1)), "limits go up"),
        (Lines("t", (), y_limits=(0, float("nan"))), "limits go up"),
        (Field("t", NAN, *PLANE), "its values have the shape (3,)"),
        (Field("t", np.zeros((0, 3)), *PLANE), "it is (rows, columns)"),
        (Field("t", ONES, *PLANE, path=ONES), "its path has the shape (2, 3)"),
        (Field("t", ONES, (1, 0), (0, 1)), "limits go up"),
        (Field("t", ONES, *PLANE, points=(Series("s", NAN, ONES),)), "both are (n,)"),
        (Field("t", ONES, *PLANE, kind="regions", regions=("A",)), "it has 2 classes and names 1 of them"),
        (Field("t", ONES, *PLANE, path=ONES.T[:, :2]), "no name in `traveller`"),
        (Field("t", ONES, *PLANE, arrow=(0, 0, 1, 1)), "not said in `arrow_label`"),
        (Bars("t", ("a",), NAN), "1 labels stand beside values of shape (3,)"),
        (Bars("t", ("a", "b", "c"), NAN, highlight=3), "no bar 3"),
        (Bars("t", ("a", "b", "c"), NAN, log=True), "no limits above zero"),
        (Bars("t", ("a", "b", "c"), NAN, limits=(0, 1), log=True), "no limits above zero"),
        (Picture("t", NAN), "its pixels have the shape (3,)"),
        (Picture("t", ONES, cursor=(2, 0)), "its cursor stands at (2, 0)"),
        (Picture("t", ONES, limits=(1, 0)), "limits go up"),
        (Table("t", ("a", "b"), (("1",),)), "a row has not a cell a column"),
    ],
)
def test_what_is_not_is_named(chart: object, says: str) -> None:
    assert says in chart_problem(chart)
