"""A frame of the playground: a moment of a run, of which pictures and words are made only when somebody looks.

Most frames of a quick run are never looked at. `prepare` makes everything, in whichever thread that is to be.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from lessons.kit.charts import Chart
from lessons.kit.demo import Frame, Reading, Trouble
from lessons.kit.errors import DemoFailed
from lessons.kit.inspection import Inspection, network_example
from lessons.playground.moment import RunFigures, RunMoment
from lessons.playground.pictures import LossCurve, charts_of
from lessons.playground.troubles import trouble_of
from lessons.playground.units import surveyed
from lessons.playground.words import caption_of


@dataclass(frozen=True, eq=False)
class FrameSource:
    """All that a frame is made from.

    Attributes:
        moment: the network and its figures.
        curve: the losses so far.
        lowest: the figures of the run when its loss on the test was lowest.
        remark: what comes before the caption, such as why something that was typed could not be done.
    """

    moment: RunMoment
    curve: LossCurve
    lowest: RunFigures
    remark: str


@dataclass(frozen=True, eq=False, init=False)
class PlaygroundFrame(Frame):
    """A frame with the network behind it.

    Attributes:
        source: what it is made from.
    """

    source: FrameSource = field(kw_only=True)

    def __init__(self, source: FrameSource, number: int, **given: Any) -> None:
        """Take what is given; charts, caption, readings, trouble and inspection that are not are made on demand."""
        for name, value in {"source": source, "number": number, **given}.items():
            object.__setattr__(self, name, value)

    @property
    def moment(self) -> RunMoment:
        """The network and its figures."""
        return self.source.moment

    def prepare(self) -> None:
        """Make all that is shown, in this thread.

        Raises:
            DemoFailed: something could not be made; the run itself is not hurt.
        """
        try:
            _ = self.charts, self.caption, self.readings, self.trouble
        except Exception as problem:
            raise DemoFailed(f"{type(problem).__name__}: {problem}") from problem

    @cached_property
    def _pictured(self) -> tuple[tuple[Chart, ...], str]:
        """The charts and the caption, from one survey, which is a hundred times as large as both and is not kept."""
        with np.errstate(all="ignore"):
            survey = surveyed(self.moment)
            caption = f"{self.source.remark} {caption_of(self.moment, survey)}".lstrip()
            return charts_of(self.moment, survey, self.source.curve), caption

    @cached_property  # type: ignore[misc]
    def charts(self) -> tuple[Chart, ...]:
        """The map or the curve, the losses, the network."""
        return self._pictured[0]

    @cached_property  # type: ignore[misc]
    def caption(self) -> str:
        """The pictures in words."""
        return self._pictured[1]

    @cached_property  # type: ignore[misc]
    def readings(self) -> dict[str, Reading]:
        """The figures of the moment, in the order to show them."""
        at = self.moment.standing
        losses = {"loss": at.train_loss, "test loss": at.test_loss}
        figures: dict[str, Reading] = {"update": at.number, "epoch": at.epoch, **losses}
        if at.train_accuracy is not None and at.test_accuracy is not None:
            figures |= {"right": f"{at.train_accuracy:.1%}", "test right": f"{at.test_accuracy:.1%}"}
        if self.moment.bench.settings.schedule != "constant":
            figures["rate"] = at.rate
        with np.errstate(all="ignore"):
            return {**figures, "gradient": float(np.linalg.norm(self.moment.gradients))}

    @cached_property  # type: ignore[misc]
    def trouble(self) -> Trouble | None:
        """The trouble with the run, by name; None if nothing has gone wrong."""
        return trouble_of(self.moment, self.source.lowest)

    @cached_property  # type: ignore[misc]
    def inspect(self) -> Inspection | None:
        """The way of the first example through the network; None once that is no number."""
        if self.moment.standing.diverged:
            return None
        bench = self.moment.bench
        inputs, target = bench.train_inputs[0], bench.train_targets[0]
        shaped = inputs.reshape(bench.data.picture) if bench.data.picture is not None else inputs
        return network_example(self.moment.net, shaped, target, bench.loss, focus="W1[1, 1]")
