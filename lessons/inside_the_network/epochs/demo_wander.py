"""The demo of the noisy walk: how often a move that suits one batch raises the loss over all examples."""

from __future__ import annotations

import numpy as np

from lessons.inside_the_network.epochs.walkers import EXAMPLES, LOSSES, Walker, examples, ground, inside, trail
from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array

PASSES = 12
FRAMES = 96
OPTIONS = ("Hardly any", "About one in four", "About half", "Nearly all")
_BORDERS = (0.12, 0.37, 0.75)
"""Between the options, as shares of the moves."""


@demo(
    prediction=Prediction("How many of its moves will raise the loss over all examples?", OPTIONS),
    batch=Knob(1, EXAMPLES, start=1, scale="log", steps=6, whole=True, label="batch size"),
    rate=Knob(0.02, 0.4, start=0.1, scale="log", steps=12, label="learning rate"),
    noise=Knob(0.1, 1.0, start=0.5, steps=9),
)
def wander(batch: float, rate: float, noise: float, seed: int) -> Frames:
    """A walk by the slopes of one batch after the other."""
    data = examples(seed, noise)
    walker, shading = Walker(data, int(batch), rate, seed), ground(data)
    whole = PASSES * walker.per_epoch
    frames = min(FRAMES, whole)
    for k in range(frames + 1):
        walker.walk_to(round(whole * k / frames))
        losses = walker.losses()
        over, raised = k == frames, raising(losses)
        yield Frame(
            len(walker.places) - 1,
            (curve(losses, whole), trail(shading, walker, "walker")),
            _caption(losses, raised, walker.per_epoch),
            {"update": len(losses) - 1, "loss": float(losses[-1]), "moves that raised it": raised},
            over,
            inspect=inside(data, walker.places[-1], f"The loss over all {EXAMPLES} examples, here"),
            outcome=share_option(raised / (len(losses) - 1)) if over else None,
        )


def raising(losses: Array) -> int:
    """Return how many moves raised the loss."""
    return int(np.sum(np.diff(losses) > 0))


def share_option(share: float) -> int:
    """Return the option that a share of the moves belongs to."""
    return int(np.searchsorted(_BORDERS, share, side="right"))


def _caption(losses: Array, raised: int, per_epoch: int) -> str:
    moves = len(losses) - 1
    if not moves:
        return f"The walker stands at a loss of {figure(losses[0])}; a pass will take {per_epoch} moves."
    fell = f"Passes made: {moves // per_epoch}. For all examples the loss went from {figure(losses[0])}"
    return f"{fell} to {figure(losses[-1])}; {raised} of {moves} moves raised it."


def curve(losses: Array, whole: int) -> Lines:
    """Draw the loss over all examples after each update."""
    series = (Series("loss", np.arange(len(losses), dtype=float), losses),)
    return Lines("Loss over all examples", series, "update", "loss", (0.0, float(whole)), LOSSES, log_y=True)
