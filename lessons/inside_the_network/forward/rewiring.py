"""A hidden unit of a network that reads digits, with its outgoing weights changed: what becomes of an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine import Network
from lessons.inside_the_network.layers.examination import forward_by_hand
from lessons.inside_the_network.layers.model import DigitReading, a_digit, per_cent, read, ten_bars
from lessons.inside_the_network.layers.scanner import PIXELS
from lessons.kit.charts import Picture
from lessons.kit.demo import Frame
from lessons.kit.questions import Draw
from lessons.kit.slopes import Array

CHANGES: dict[str, Callable[[Array], Array]] = {
    "multiplied by 10": lambda weights: 10 * weights,
    "turned round, plus for minus": lambda weights: -weights,
    "set to 0": lambda weights: 0 * weights,
}


@dataclass(frozen=True, eq=False)
class Rewired:
    """A scan before a network, and one hidden unit whose outgoing weights are changed.

    Attributes:
        network: as it was trained; it is left as it is.
        pixels: shape (64,).
        unit: the hidden unit, from 0.
        change: one of CHANGES.
    """

    network: Network
    pixels: Array
    unit: int
    change: str

    @cached_property
    def before(self) -> DigitReading:
        """The network's reading of the scan as it is."""
        return read(self.network, self.pixels)

    @cached_property
    def changed(self) -> Network:
        """A copy of the network with the unit's outgoing weights changed."""
        copy = self.network.__copy__()
        weights = copy.layers[1].weights
        weights[self.unit] = CHANGES[self.change](weights[self.unit])
        return copy

    @cached_property
    def after(self) -> DigitReading:
        """The reading of the changed network."""
        return read(self.changed, self.pixels)

    @property
    def passed_on(self) -> float:
        """The unit's activation for this scan, before and after."""
        return float(self.before.hidden[self.unit])

    def outcome(self) -> int:
        """Return what became of the answer: 0 nothing at all, 1 other confidences, 2 another digit."""
        if self.before.digit != self.after.digit:
            return 2
        return 0 if np.array_equal(self.before.raw, self.after.raw) else 1

    def by_hand(self) -> int:
        """Return the same, from the raw outputs without the engine: the unit's own share is what changes."""
        raw = forward_by_hand(self.network, self.pixels[np.newaxis])[0]
        share = self.passed_on * self.network.layers[1].weights[self.unit]
        now = raw - share + CHANGES[self.change](share)
        if raw.argmax() != now.argmax():
            return 2
        return 0 if np.allclose(raw, now, rtol=0, atol=1e-12) else 1

    def frame(self) -> Frame:
        """Return the scan with the ten confidences before and after."""
        was, now = (f"{a_digit(each.digit)}, {_sure(each)} sure" for each in (self.before, self.after))
        return Frame(
            0,
            (self.picture(), ten_bars("as it was", self.before), ten_bars("rewired", self.after)),
            f"It was {was}; now it is {now}.",
            {"passed on": round(self.passed_on, 3)},
            finished=True,
        )

    def picture(self) -> Picture:
        """Return the scan."""
        return Picture("a scan from the test", self.pixels.reshape(PIXELS, PIXELS))


def drawn_unit(draw: Draw, network: Network, pixels: Array) -> int:
    """Return a hidden unit, as often a silent one as one of the three loudest."""
    hidden = read(network, pixels).hidden
    silent = np.flatnonzero(hidden == 0).tolist()
    return draw.one_of(silent) if silent and draw.whole(0, 1) else draw.one_of(np.argsort(-hidden)[:3].tolist())


def _sure(reading: DigitReading) -> str:
    return per_cent(float(reading.confidences[reading.digit]))
