"""The demo of the darts: seven throws, the bowl that their loss draws, and the aim that rolls down into it."""

from __future__ import annotations

import numpy as np

from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array
from lessons.ten_questions.loss.model import DARTS, FIRST_AIM, RULES, Aiming, Thrower
from lessons.ten_questions.loss.pictures import bowls, dartboard

SAME = 0.02
"""Two aims this close to each other count as the same."""
ENDINGS = ("The thrower who counts squares", "The thrower who counts plain distance", "Neither: both end alike")


@demo(
    prediction=Prediction(
        "Two throwers aim too far left and throw the same seven darts; the last one slips to the right. One moves the "
        "aim to lower the mean *squared* miss, the other the mean miss. Whose six steady darts end further off the "
        "bullseye?",
        ENDINGS,
    ),
    slip=Knob(0.0, 4.0, start=3.0, steps=8, label="slip"),
    wobble=Knob(0.2, 0.8, start=0.4, steps=6),
    rate=Knob(0.05, 2.0, start=0.15, scale="log", label="learning rate"),
    board=Choices(*RULES, label="board shows", live=True),
)
def darts(slip: float, wobble: float, rate: float, board: Live[str], seed: int) -> Frames:
    """Seven darts, two scorecards."""
    thrower = Thrower.of(wobble, slip, seed)
    aimings = thrower.improve(rate)
    before = aiming = next(aimings)
    for thrown in range(1, DARTS + 1):
        yield _throw(thrower, aiming, thrown, board())
    for aiming in aimings:
        if aiming.over:
            break
        yield _update(thrower, before, aiming, board())
        before = aiming
    yield from still(lambda: _update(thrower, before, aiming, board()))


def _throw(thrower: Thrower, aiming: Aiming, thrown: int, board: str) -> Frame:
    """Throw one more dart at the board; the loss so far is the mean of the costs so far."""
    dart = thrower.wobbles[thrown - 1] + np.array([aiming.aims[0], 0.0])
    squared = float(dart @ dart)
    losses = thrower.bowl(np.array([FIRST_AIM]), thrown)[:, 0]
    slipped = " slips and" if thrown == DARTS and thrower.wobbles[-1, 0] > 0 else ""
    caption = (
        f"Dart {thrown} of {DARTS}{slipped} lands {figure(np.sqrt(squared))} from the bullseye: that costs "
        f"{figure(squared)} squared, {figure(np.sqrt(squared))} plain. Mean so far: {figure(losses[0])} squared, "
        f"{figure(losses[1])} plain."
    )
    charts = (dartboard(thrower, aiming, thrown, board), bowls(thrower, aiming.aims, losses, thrown))
    return Frame(0, charts, caption, _readings(0, aiming.aims, losses), inspect=thrower.inspection(aiming.aims, board))


def _update(thrower: Thrower, before: Aiming, aiming: Aiming, board: str) -> Frame:
    """The aims after an update; every dart moves with its aim."""
    trouble = _trouble(thrower, before, aiming) if aiming.over else None
    charts = (dartboard(thrower, aiming, DARTS, board), bowls(thrower, aiming.aims, aiming.losses, DARTS))
    caption = _ending(aiming) if aiming.over else _going(aiming)
    if trouble:
        caption = f"{caption} {trouble.name}."
    readings = _readings(aiming.update, aiming.aims, aiming.losses)
    inside, further_off = thrower.inspection(aiming.aims, board), _further_off(aiming) if aiming.over else None
    return Frame(aiming.update, charts, caption, readings, aiming.over, trouble, inside, further_off)


def _further_off(aiming: Aiming) -> int:
    """Whose steady darts ended further from the bullseye, as one of the endings."""
    squared, plain = np.abs(aiming.aims)
    return 2 if abs(squared - plain) <= SAME else 0 if squared > plain else 1


def _readings(update: int, aims: Array, losses: Array) -> dict[str, Reading]:
    readings: dict[str, Reading] = {"update": update}
    readings |= {f"{rule} loss": float(loss) for rule, loss in zip(RULES, losses, strict=True)}
    return readings | {f"{rule} off by": abs(float(aim)) for rule, aim in zip(RULES, aims, strict=True)}


def _going(aiming: Aiming) -> str:
    slopes = ", ".join(
        f"{rule} {figure(loss)} (slope {figure(slope)})"
        for rule, loss, slope in zip(RULES, aiming.losses, aiming.slopes, strict=True)
    )
    squared, plain = map(side, aiming.aims)
    return f"Update {aiming.update}: the loss is {slopes}. Squares aim {squared}, plain distance {plain}."


def _ending(aiming: Aiming) -> str:
    squared, plain = map(side, aiming.aims)
    moving = " and ".join(rule for rule, level in zip(RULES, aiming.level, strict=True) if not level)
    rest = f"Not at rest yet: {moving}." if moving else "Not zero: hands wobble."
    return (
        f"After {aiming.update} updates the steady darts centre {squared} by squares, {plain} by plain distance. "
        f"Loss: {figure(aiming.losses[0])} squared, {figure(aiming.losses[1])} plain. {rest}"
    )


def side(aim: float) -> str:
    """Where an aim lies, seen from the bullseye."""
    if abs(aim) < 0.005:
        return "on the bullseye"
    return f"{figure(abs(round(float(aim), 2)))} {'left' if aim < 0 else 'right'}"


def _trouble(thrower: Thrower, before: Aiming, aiming: Aiming) -> Trouble | None:
    """A run out of the building, or one that still hops from side to side when the pub closes."""
    hops = ~aiming.level & (before.slopes * aiming.slopes < 0)
    if not (aiming.lost or hops.any()):
        return None
    fix = {"rate": float(f"{thrower.edge() / 2:.2g}")}
    if aiming.lost:
        why = (
            "Squares make steep walls. Each step crossed the bowl and landed higher up the other side, where the next "
            "step was longer still."
        )
        return Trouble("It diverged", why, fix)
    who = " and ".join(f"“{rule}”" for rule, hop in zip(RULES, hops, strict=True) if hop)
    why = f"The aim by {who} hops from one side of its bowl to the other: the steps are too long for the bottom."
    return Trouble("It never settles", why, fix)
