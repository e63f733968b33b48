"""A challenge: what is asked for, where it starts, what must stay as it is, and how a run is held against its goal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lessons.kit.knobs import Setting
from lessons.playground.compare import KeptRun, kept_run
from lessons.playground.controls import CONTROLS
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.settings import PlaygroundSettings

Reason = Literal["line", "gradient", "weights", "noise"]


@dataclass(frozen=True)
class ChallengeScore:
    """A run, held against a goal.

    Attributes:
        reached: whether it is there.
        told: what the run has and what is wanted, in a sentence.
    """

    reached: bool
    told: str


Goal = Callable[[PlaygroundFrame, Sequence[KeptRun]], ChallengeScore]
"""Holds a frame, beside the runs that were kept before it, against what is wanted."""


@dataclass(frozen=True)
class Challenge:
    """One challenge.

    Attributes:
        name: what is typed to begin it.
        title: a few words.
        told: what is asked for, in a sentence or two.
        start: the settings that do not stand where the playground's do.
        goal: whether a run is there.
        hint: where to look, for whoever asks.
        ways: settings of runs that do it, the last one being judged beside the others, which are kept; empty where
            nothing does it.
        fixed: settings that must stand as at the start.
        cannot: why it cannot be done with these settings; None if that depends on none, or it always can.
    """

    name: str
    title: str
    told: str
    start: Mapping[str, Setting]
    goal: Goal
    hint: str
    ways: tuple[Mapping[str, Setting], ...] = ()
    fixed: tuple[str, ...] = ()
    cannot: Callable[[PlaygroundSettings], Reason | None] = lambda _: None

    def settings(self, way: Mapping[str, Setting] | None = None) -> dict[str, Setting]:
        """Return all settings at the start, or those of a way that does it."""
        usual = {name: control.start for name, control in CONTROLS.items()}
        return {**usual, **self.start, **(way or {})}

    def score(self, frame: PlaygroundFrame, kept: Sequence[KeptRun] = ()) -> ChallengeScore:
        """Return how a run stands at a frame."""
        runs = [*kept, kept_run(frame)]
        if moved := self.moved(runs[-1]):
            return ChallengeScore(False, moved)
        return self.goal(frame, [run for run in kept if not self.moved(run)])

    def moved(self, run: KeptRun) -> str:
        """Return what a run has that must not be, in a sentence; "" if there is nothing."""
        if "edit" in self.fixed and run.standing.by_hand:
            return "Here no weight is to be set by hand, and in this run one was, on the way."
        return self.turned(run.settings)

    def turned(self, settings: PlaygroundSettings) -> str:
        """Return which setting was turned that must not be, in a sentence; "" if none was."""
        wanted = self.settings()
        for name in self.fixed:
            control = CONTROLS[name]
            now, then = control.exact(getattr(settings, name)), control.exact(wanted[name])
            if now != then:
                return f"Here {control.label or name} must stay {then}; it stands at {now}."
        return ""
