"""The rules for charts: the shapes that `charts.py` promises, so that whoever draws need not look twice."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from lessons.kit.charts import Bars, Chart, Field, Limits, Lines, Picture, Series, Table, Wiring


def chart_problem(chart: object) -> str:
    """Return what is wrong with a chart's data, or "" if it is as promised."""
    if not isinstance(chart, Chart):
        return f"{type(chart).__name__} is no chart"
    if not chart.title.strip():
        return f"a chart ({type(chart).__name__}) has no title"
    match chart:
        case Lines():
            wrong = _series(chart.series) or _limits(chart.x_limits) or _limits(chart.y_limits)
        case Field():
            wrong = _field(chart)
        case Bars():
            wrong = _bars(chart)
        case Picture():
            wrong = _picture(chart)
        case Wiring():
            wrong = _wiring(chart)
        case Table():
            wrong = "" if all(len(row) == len(chart.columns) for row in chart.rows) else "a row has not a cell a column"
    return wrong and f"the chart “{chart.title}”: {wrong}"


def _series(series: tuple[Series, ...]) -> str:
    for one in series:
        x, y = np.shape(one.x), np.shape(one.y)
        if len(x) != 1 or x != y:
            return f"the series “{one.label}” has x of shape {x} and y of shape {y}; both are (n,)"
    return ""


def _limits(limits: Limits | None) -> str:
    if limits is None or (np.all(np.isfinite(limits)) and limits[0] < limits[1]):
        return ""
    return f"limits go up from a number to another, not from {limits[0]:g} to {limits[1]:g}"


def _field(chart: Field) -> str:
    if np.ndim(chart.values) != 2 or 0 in np.shape(chart.values):
        return f"its values have the shape {np.shape(chart.values)}; it is (rows, columns)"
    if chart.path is not None and (np.ndim(chart.path) != 2 or np.shape(chart.path)[1] != 2):
        return f"its path has the shape {np.shape(chart.path)}; it is (n, 2)"
    return _limits(chart.x_limits) or _limits(chart.y_limits) or _series(chart.points) or _unnamed(chart)


def _unnamed(chart: Field) -> str:
    """Return what a field's legend could not explain, or ""."""
    values = np.asarray(chart.values, np.float64)
    classes = 1 + int(np.nanmax(values, initial=-1.0, where=np.isfinite(values))) if chart.kind == "regions" else 0
    if classes > len(chart.regions):
        return f"it has {classes} classes and names {len(chart.regions)} of them in `regions`"
    if chart.path is not None and not chart.traveller:
        return "whoever travels along its path has no name in `traveller`"
    return "what its arrow shows is not said in `arrow_label`" if chart.arrow and not chart.arrow_label else ""


def _bars(chart: Bars) -> str:
    if np.shape(chart.values) != (len(chart.labels),):
        return f"{len(chart.labels)} labels stand beside values of shape {np.shape(chart.values)}; it is one each"
    if chart.tones and len(chart.tones) != len(chart.labels):
        return f"it has {len(chart.tones)} tones for {len(chart.labels)} bars; it is one each, or none"
    if chart.highlight is not None and not 0 <= chart.highlight < len(chart.labels):
        return f"there is no bar {chart.highlight} to point at"
    if chart.log and (chart.limits is None or chart.limits[0] <= 0):
        return "its axis is logarithmic and has no limits above zero"
    return _limits(chart.limits)


def _picture(chart: Picture) -> str:
    shape = np.shape(chart.pixels)
    if len(shape) != 2 or 0 in shape:
        return f"its pixels have the shape {shape}; it is (rows, columns)"
    if chart.cursor is not None and not (0 <= chart.cursor[0] < shape[0] and 0 <= chart.cursor[1] < shape[1]):
        return f"its cursor stands at {chart.cursor}, outside {shape}"
    return _limits(chart.limits)


def _wiring(chart: Wiring) -> str:
    shapes = [np.shape(each) for each in chart.units]
    if not shapes or any(len(shape) != 3 or 0 in shape for shape in shapes) or len(chart.names) != len(shapes):
        return f"its columns have the shapes {shapes}; each is (units, rows, columns), and has a name"
    wanted = [(after[0], before[0]) for before, after in pairwise(shapes)]
    if [np.shape(each) for each in chart.links] != wanted:
        return f"its links are not of the shapes {wanted}"
    at = chart.cursor
    if at is not None and not (0 <= at[0] < len(shapes) and 0 <= at[1] < shapes[at[0]][0]):
        return f"there is no unit {at} to point at"
    return ""
