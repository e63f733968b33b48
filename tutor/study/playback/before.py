"""The run before a knob was turned: its picture stays behind that of the run after, with its setting named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo, Frame, Reading
    from lessons.kit.history import Position
    from lessons.kit.knobs import Setting


def before_the_first(settings: Mapping[str, Setting]) -> Position:
    """Return where a run stands of which nothing has been seen."""
    from lessons.kit.history import Position

    return Position(None, -1, -1, settings, None, ended=False, problem="")


@dataclass(frozen=True, eq=False)
class Before:
    """The picture at which the learner turned a knob.

    Attributes:
        frame: what was to be seen.
        settings: where the knobs stood.
    """

    frame: Frame
    settings: Mapping[str, Setting]

    def differing(self, demo: Demo, settings: Mapping[str, Setting]) -> str:
        """Name what stood otherwise, such as "learning rate 0.1"; "" if the runs are the same."""
        return ", ".join(
            f"{control.label or name.replace('_', ' ')} {control.shown(self.settings[name])}"
            for name, control in demo.controls.items()
            if not control.live and control.exact(self.settings[name]) != control.exact(settings[name])
        )

    def readings(self, now: Frame) -> dict[str, Reading]:
        """Return the readings that were other than they are now."""
        then, shown = self.frame.readings, now.readings
        return {name: value for name, value in then.items() if name in shown and _other(value, shown[name])}

    def behind(self, frame: Frame, named: str) -> Frame:
        """Return the frame with the earlier curves behind its own, called by what stood otherwise."""
        from lessons.kit.shadows import shadowed

        return shadowed(frame, self.frame, f"before: {named}")


def _other(before: Reading, now: Reading) -> bool:
    """Whether two readings differ; what is not a number equals itself."""
    return before != now and not (before != before and now != now)


class Comparison:
    """The picture before a turned knob, and the frame at which the run after it is to stand.

    Attributes:
        before: the picture before the last turn, if one was seen; none after a reset or with another seed.
        wanted: the frame at which the run is to stand, also where it ended sooner; −1 once the learner has moved on.
    """

    def __init__(self) -> None:
        self.before: Before | None = None
        self.wanted = -1

    def turned(self, at: Position, settings: Mapping[str, Setting], aim: int, *, arrived: bool) -> int:
        """Take note of what is left by a turn, and return the frame at which the next run is to stand.

        Args:
            at: where the run stands.
            settings: its knobs.
            aim: the frame that was wished of it.
            arrived: whether it has come there; of many quick turns the first picture stays for comparison.
        """
        if arrived and at.frame is not None:
            begun = at.index > 0 or at.frame.finished
            self.before = Before(at.frame, dict(settings)) if begun else None
        self.wanted = max(self.wanted, aim, 0)
        return self.wanted

    def moved(self) -> None:
        """The learner has moved on along the run: from here on, it is here that it stands."""
        self.wanted = -1

    def drop(self) -> None:
        """Hold the run against nothing."""
        self.before, self.wanted = None, -1
