"""A knob that clicks at numbers chosen one by one, and takes any other number between its ends when it is typed."""

from __future__ import annotations

from dataclasses import dataclass

from lessons.kit.knobs import Knob
from lessons.kit.signs import tidied


@dataclass(frozen=True)
class Stepped(Knob):
    """A number between two ends that the arrows turn through given stops, such as 0.01, 0.03, 0.1.

    Attributes:
        at: where it clicks, low to high, its ends among them.
    """

    at: tuple[float, ...] = ()

    def stops(self) -> tuple[float, ...]:
        """Where the knob clicks, low to high."""
        return self.at


def stepped(*at: float, start: float, whole: bool = False, label: str = "", live: bool = False) -> Stepped:
    """Return a knob from the first to the last of some numbers, which clicks at each.

    Args:
        at: low to high.
        start: where it stands at first.
        whole: only whole numbers.
        label: what the screen calls it.
        live: hand a change to the running demo instead of starting again.
    """
    return Stepped(at[0], at[-1], start, whole=whole, label=label, live=live, at=at)


@dataclass(frozen=True)
class PerCent(Stepped):
    """A number of hundredths: "5%" that is typed there means 5, and not 0.05 of them."""

    def read(self, text: str) -> float:
        """Return the hundredths that were typed, with a sign after them or without.

        Raises:
            Unreadable: as `Knob.read`.
        """
        return super().read(tidied(text).removesuffix("%"))


def per_cent(*at: float, start: float, label: str) -> PerCent:
    """Return a knob of hundredths from the first to the last of some numbers, which clicks at each.

    Args:
        at: low to high.
        start: where it stands at first.
        label: what the screen calls it.
    """
    return PerCent(at[0], at[-1], start, label=label, at=at)
