"""The script of a moment in a run: with it anybody can make the run again, bit for bit, as far as that moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting

Turns = Mapping[int, Mapping[str, Setting]]
"""The knobs turned while a run went on: by the index of the first frame that knew of it, in the order of turning."""


@dataclass(frozen=True, eq=False)
class Script:
    """The seed, the knobs and how far.

    Attributes:
        seed: what the run's chance starts from.
        settings: where every knob stood at the beginning.
        turns: the live knobs that were turned on the way.
        index: which frame it is, from 0.
        last: whether nothing moves any more after that frame, unless something is turned.
    """

    seed: int
    settings: Mapping[str, Setting]
    turns: Turns = field(default_factory=dict)
    index: int = 0
    last: bool = False

    def settings_at(self, index: int) -> dict[str, Setting]:
        """Where every knob stood when that frame was made."""
        turned = (knobs for at, knobs in sorted(self.turns.items()) if at <= index)
        return {**self.settings, **{name: setting for knobs in turned for name, setting in knobs.items()}}


class Following:
    """A run that follows a script, somewhere on its way; the script may still grow ahead of it.

    Attributes:
        at: the index of its latest frame, −1 before the first.
    """

    def __init__(self, demo: Demo, script: Script) -> None:
        self._script, self.at = script, -1
        self._run = demo.run(script.seed, **script.settings)

    def next(self) -> Frame | None:
        """Make the run's next frame; return None if there is none.

        Raises:
            DemoFailed: as `Run.next`.
        """
        for name, setting in self._script.turns.get(self.at + 1, {}).items():
            self._run.turn(name, setting)
        frame = self._run.next()
        self.at += frame is not None
        return frame

    def close(self) -> None:
        """Close the run that is being made again."""
        self._run.close()
