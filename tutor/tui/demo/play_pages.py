"""The pages of the playground: what each shows of a frame, as charts and in words, without any widget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # the first paint must not load NumPy
    from collections.abc import Sequence

    from lessons.kit.charts import Chart
    from lessons.playground.compare import KeptRun
    from lessons.playground.frame import PlaygroundFrame
    from lessons.playground.moment import RunMoment
    from lessons.playground.unit_view import UnitView

ROOMY, LOW = 18, 12
"""Rows from which a page has room for a wide table; from which it has room for curves beside a table."""
PlayPage = Literal["watch", "set", "units", "layers", "compare"]


@dataclass(frozen=True)
class UnitCursor:
    """Which unit is looked at, and which of its weights.

    Attributes:
        layer: 1 for the first after the inputs.
        unit: 1 for the first.
        link: of its weights, from 0; the bias is the last.
    """

    layer: int = 1
    unit: int = 1
    link: int = 0

    def within(self, moment: RunMoment) -> UnitCursor:
        """Return the nearest unit that this network has."""
        sizes = moment.bench.sizes
        layer = min(max(self.layer, 1), len(sizes) - 1)
        return UnitCursor(layer, min(max(self.unit, 1), sizes[layer]), self.link % (sizes[layer - 1] + 1))

    def moved(self, moment: RunMoment, layers: int, units: int) -> UnitCursor:
        """Return the unit some layers and some units further; its ends are ends."""
        return UnitCursor(self.layer + layers, self.unit + units, 0 if layers or units else self.link).within(moment)

    def next_link(self, moment: RunMoment, by: int) -> UnitCursor:
        """Return the same unit with another of its weights, round and round."""
        return replace(self, link=self.link + by).within(moment)


def charts_on(
    page: PlayPage, frame: PlaygroundFrame, cursor: UnitCursor, kept: Sequence[KeptRun], *, rows: int
) -> tuple[Chart, ...]:
    """Return the charts of a page at a frame, where there are few rows only what nothing else tells."""
    moment = frame.moment
    if page in ("watch", "set"):
        return frame.charts
    if page == "units":
        return _unit_charts(frame, moment, cursor)
    if page == "layers":
        return _layer_charts(frame, moment, small=rows < ROOMY)
    from lessons.playground.compare import compared, kept_run

    charts = compared([*kept, kept_run(frame)])
    return charts if rows >= LOW else charts[-1:]


def _unit_charts(frame: PlaygroundFrame, moment: RunMoment, cursor: UnitCursor) -> tuple[Chart, ...]:
    from lessons.kit.charts import Bars, Wiring
    from lessons.playground.unit_view import unit_charts

    charts = unit_charts(moment, cursor.layer, cursor.unit)
    weights = next(number for number, chart in enumerate(charts) if isinstance(chart, Bars))
    bars = charts[weights]
    assert isinstance(bars, Bars)
    pointed = (*charts[:weights], replace(bars, highlight=cursor.link), *charts[weights + 1 :])
    network = next((chart for chart in frame.charts if isinstance(chart, Wiring)), None)
    if network is None:
        return pointed
    before = len(network.units) - (len(moment.bench.sizes) - 1)  # a column of inputs, if they are few
    return (replace(network, cursor=(cursor.layer - 1 + before, cursor.unit - 1)), *pointed)


def _layer_charts(frame: PlaygroundFrame, moment: RunMoment, *, small: bool) -> tuple[Chart, ...]:
    from lessons.playground.diagnosis import diagnosis_table, health_of, narrow_table
    from lessons.playground.pictures import confusion_of

    if small:
        return (narrow_table(health_of(moment)),)
    table = diagnosis_table(health_of(moment))
    several = len(moment.bench.data.classes) > 2
    return (table, confusion_of(moment)) if several else (table, frame.charts[1])


def words_on(page: PlayPage, frame: PlaygroundFrame, cursor: UnitCursor, kept: Sequence[KeptRun], knob: str) -> str:
    """Return what a page says beside its charts, in Markdown; "" for nothing.

    Args:
        page: which.
        frame: what is looked at.
        cursor: the unit that is looked at.
        kept: the runs that were kept.
        knob: the setting that is chosen.
    """
    moment = frame.moment
    if page == "set":
        return _about_a_setting(moment, knob)
    if page == "units":
        return _about_a_unit(moment, cursor)
    if page == "compare":
        from lessons.playground.compare import kept_run, told_difference

        return told_difference([*kept, kept_run(frame)])
    return frame.halt if page == "watch" else ""


def _about_a_setting(moment: RunMoment, knob: str) -> str:
    """Why a setting changes nothing, what data of the learner's own is, or how large the network is."""
    from lessons.playground.own.names import escaped

    why = escaped(" ".join(filter(None, (moment.bench.why_not(knob), moment.bench.data.told.get(knob)))))
    sizes = "-".join(map(str, moment.bench.sizes))
    return why or f"{sizes}, {moment.snapshot.parameters.size:,} parameters; {moment.bench.per_epoch} updates an epoch."


def _about_a_unit(moment: RunMoment, cursor: UnitCursor) -> str:
    from lessons.kit.figures import figure
    from lessons.playground.own.names import escaped
    from lessons.playground.unit_view import answers_in_words, unit_view, update_in_words

    seen = unit_view(moment, cursor.layer, cursor.unit)
    weight, gradient = figure(float(seen.weights[cursor.link])), figure(float(seen.gradients[cursor.link]))
    link = f"**{link_name(cursor, seen)}** from {escaped(seen.sources[cursor.link])}: {weight}, gradient {gradient}."
    return f"{link} {answers_in_words(seen)} {update_in_words(seen).capitalize()}"


def link_name(cursor: UnitCursor, seen: UnitView) -> str:
    """Return how the weight at a cursor is written, such as "W1[2,3]" or "b1[2]"."""
    from lessons.playground.notation import edit_text

    source = 0 if cursor.link == len(seen.weights) - 1 else cursor.link + 1
    return edit_text(cursor.layer, cursor.unit, source, 0.0).partition("=")[0]
