"""Goals: each gives a function that holds a run against what is wanted, by the engine's own figures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.kit.figures import figure, percent
from lessons.playground.challenges.challenge import ChallengeScore, Goal
from lessons.playground.compare import KeptRun, differing
from lessons.playground.diagnosis import health_of
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.moment import RunFigures

LONG_ENOUGH = 300
"""Updates after which two optimisers are held side by side: earlier, either may be ahead by chance."""


def right_on_test(wanted: float) -> Goal:
    """Return the goal that a share of the test is right, from 0 to 1."""

    def goal(frame: PlaygroundFrame, _: Sequence[KeptRun]) -> ChallengeScore:
        found = frame.moment.standing.test_accuracy or 0.0
        return ChallengeScore(found >= wanted, f"{percent(found)} of the test is right; {percent(wanted)} is wanted.")

    return goal


def test_loss_below(wanted: float) -> Goal:
    """Return the goal that the loss on the test is smaller."""

    def goal(frame: PlaygroundFrame, _: Sequence[KeptRun]) -> ChallengeScore:
        found = frame.moment.standing.test_loss
        told = f"The loss on the test is {figure(found)}" if np.isfinite(found) else "The loss is no number any more"
        return ChallengeScore(bool(found < wanted), f"{told}; less than {figure(wanted)} is wanted.")

    return goal


def few_parameters(most: int) -> Goal:
    """Return the goal that a network has no more parameters."""

    def goal(frame: PlaygroundFrame, _: Sequence[KeptRun]) -> ChallengeScore:
        count = frame.moment.snapshot.parameters.size
        return ChallengeScore(count <= most, f"It has {count:,} parameters; {most} are allowed.")

    return goal


def few_strong_weights(most: int, edge: float) -> Goal:
    """Return the goal that only a few weights (biases not counted) are further from 0 than an edge."""

    def goal(frame: PlaygroundFrame, _: Sequence[KeptRun]) -> ChallengeScore:
        layers = range(1, len(frame.moment.bench.sizes))
        strong = sum(int(np.sum(np.abs(frame.moment.weights(layer)[:, :-1]) > edge)) for layer in layers)
        told = f"{strong} of its weights lie further from 0 than {figure(edge)}; {most} are allowed."
        return ChallengeScore(strong <= most, told)

    return goal


def dead_layer(share: float) -> Goal:
    """Return the goal that a share of a hidden ReLU layer's units is dead after an update."""

    def goal(frame: PlaygroundFrame, _: Sequence[KeptRun]) -> ChallengeScore:
        hidden = [layer for layer in health_of(frame.moment)[:-1] if layer.activation == "relu"]
        worst = max((layer.dead for layer in hidden), default=0.0)
        told = f"In the worst hidden layer {percent(worst)} of the units are dead; {percent(share)} is wanted."
        return ChallengeScore(worst >= share and frame.moment.standing.number > 0, told)

    return goal


def vanished(times: float) -> Goal:
    """Return the goal that the first layer's gradient is smaller than the last's by a factor, and not 0."""

    def goal(frame: PlaygroundFrame, _: Sequence[KeptRun]) -> ChallengeScore:
        layers = health_of(frame.moment)
        first, last = layers[0].gradient, layers[-1].gradient
        told = f"The first layer's gradient is {figure(first)}, the last's {figure(last)}: "
        ratio = last / first if first > 0 and np.isfinite(last) else 0.0
        told += f"{figure(ratio)} times as long; {figure(times)} times is wanted."
        return ChallengeScore(bool(ratio >= times), told)

    return goal


def all_of(*goals: Goal) -> Goal:
    """Return the goal that several are reached at once; told is the first that is not, or the last."""

    def goal(frame: PlaygroundFrame, kept: Sequence[KeptRun]) -> ChallengeScore:
        scores = [each(frame, kept) for each in goals]
        return next((score for score in scores if not score.reached), scores[-1])

    return goal


def beaten(loser: str, winner: str) -> Goal:
    """Return the goal that of two runs, alike but for their optimisers, one has the higher loss in the end."""

    def goal(frame: PlaygroundFrame, kept: Sequence[KeptRun]) -> ChallengeScore:
        now = KeptRun(frame.moment.bench.settings, frame.moment.standing, np.empty(0), np.empty(0))
        runs = [run for run in (*kept, now) if run.standing.number >= LONG_ENOUGH]
        pairs = [(lost, won) for lost in runs for won in runs if _same_but_for(loser, winner, lost, won)]
        if not pairs:
            wanted = f"Run {loser} and {winner} for the same {LONG_ENOUGH} updates or more, alike in all else"
            return ChallengeScore(False, f"{wanted}; keep one of them, so that both are there.")
        lost, won = pairs[-1]
        told = f"{loser} ends at a loss of {_loss(lost)}, {winner} at {_loss(won)}; the first is to be the higher."
        return ChallengeScore(_higher(lost.standing.train_loss, won.standing.train_loss), told)

    return goal


def _same_but_for(loser: str, winner: str, lost: KeptRun, won: KeptRun) -> bool:
    alike = set(differing((lost, won))) <= {"optimiser"}
    by_hand = lost.standing.by_hand or won.standing.by_hand
    optimisers = (lost.settings.optimiser, won.settings.optimiser)
    same_length = lost.standing.number == won.standing.number or lost.standing.diverged
    return alike and not by_hand and optimisers == (loser, winner) and same_length and not won.standing.diverged


def _higher(lost: float, won: float) -> bool:
    """Whether a loss is higher; one that is no number any more is."""
    return bool(lost > won or not np.isfinite(lost))


def _loss(run: KeptRun) -> str:
    return figure(run.standing.train_loss) if np.isfinite(run.standing.train_loss) else "no number"


def gap_of(at: RunFigures) -> float:
    """Return by how much less of the test is right than of what was learnt from, as a share."""
    return (at.train_accuracy or 0.0) - (at.test_accuracy or 0.0)


def halved_gap(points: float) -> Goal:
    """Return the goal that a gap of some points was kept, and is half as large now, the test no worse."""

    def goal(frame: PlaygroundFrame, kept: Sequence[KeptRun]) -> ChallengeScore:
        now, settings = frame.moment.standing, frame.moment.bench.settings
        wide = [run for run in kept if gap_of(run.standing) >= points and run.settings.seed == settings.seed]
        told = f"The gap is {_points(gap_of(now))}"
        if not wide:
            more = "keep it, then halve it" if gap_of(now) >= points else f"{_points(points)} are wanted first"
            return ChallengeScore(False, f"{told}; {more}.")
        widest = max(wide, key=lambda run: gap_of(run.standing)).standing
        no_worse = (now.test_accuracy or 0.0) >= (widest.test_accuracy or 0.0)
        reached = gap_of(now) <= gap_of(widest) / 2 and no_worse and now.number > 0
        told += f", and was {_points(gap_of(widest))} in the run that you kept"
        share = (
            f"{percent(now.test_accuracy or 0.0)} of the test is right, and was {percent(widest.test_accuracy or 0.0)}"
        )
        return ChallengeScore(reached, f"{told}; {share}: the gap is to be halved, and the test no worse.")

    return goal


def _points(share: float) -> str:
    return f"{figure(round(100 * share, 1))} points"
