"""The quiz on order: five moments of a run, mixed up."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import SGD, Network, train
from lessons.kit.figures import figure
from lessons.kit.questions import Draw, Hints, Order, OrderMistake, question
from lessons.kit.slopes import Array
from lessons.ten_questions.mistakes.beginners import examples
from lessons.ten_questions.mistakes.by_hand import logits_by_hand, losses_by_hand

MOMENTS = (0, 5, 20, 60, 150)
"""Updates at which a run is photographed."""
_RATE = 0.5


def _beginner(hidden: int, seed: int) -> Network:
    return Network([2, hidden, 1], "tanh", seed=seed)


@cache
def photographs(data: str, hidden: int, seed: int) -> dict[int, tuple[str, float]]:
    """A run of the engine at its moments: by update, what can be seen of it, and the loss in full."""
    net, (inputs, targets) = _beginner(hidden, seed), examples(data, seed)
    taken = {}
    run = train(
        net, (inputs, targets), loss="binary_cross_entropy", optimiser=SGD(_RATE), updates=max(MOMENTS), every=5
    )
    for update in run:
        if update.number in MOMENTS:
            wrong = int(((net.outputs(inputs) > 0) != targets).sum())
            taken[update.number] = (f"loss {figure(update.loss)}, {wrong} of {len(targets)} wrong", update.loss)
    return taken


@cache
def losses_again(data: str, hidden: int, seed: int) -> Array:
    """The losses of the same run by hand, before the first update and after each."""
    inputs, targets = examples(data, seed)
    logits = logits_by_hand(_beginner(hidden, seed), inputs, targets, _RATE, max(MOMENTS))
    return losses_by_hand(logits[:, 0], targets)


@question
def snapshots(draw: Draw) -> Order:
    """Five moments of a run, mixed up."""
    data, hidden, seed = draw.one_of(("xor", "circles")), draw.one_of((6, 8, 12)), draw.whole(0, 99)
    mixed = draw.shuffled(MOMENTS)
    things = tuple(photographs(data, hidden, seed)[number][0] for number in mixed)

    def by_the_run() -> tuple[int, ...]:
        return tuple(things.index(seen) for seen, _ in photographs(data, hidden, seed).values())

    def by_hand() -> tuple[int, ...]:
        shown = [photographs(data, hidden, seed)[number][1] for number in mixed]
        when = [int(np.argmin(np.abs(losses_again(data, hidden, seed) - loss))) for loss in shown]
        return tuple(int(i) for i in np.argsort(when))

    def told() -> str:
        return "; ".join(f"update {number}: {seen}" for number, (seen, _) in photographs(data, hidden, seed).items())

    first, second, *_, last = (mixed.index(number) for number in MOMENTS)
    return Order(
        prompt=f"Five snapshots of one network ({hidden} hidden neurons) as it learns, mixed up. Which came first, "
        "which last?",
        things=things,
        decide=by_the_run,
        again=by_hand,
        misconceptions=(
            OrderMistake(
                "began with the best",
                last,
                first,
                "You have it begin where it ends. It starts with random weights, which is where the loss is high, and "
                "descent lowers it.",
            ),
            OrderMistake(
                "let it get worse at first",
                second,
                first,
                "The start is the worst moment of this run: the weights are random, and from there the loss goes down.",
            ),
        ),
        hints=Hints(
            "Does it begin wise or ignorant?",
            "It descends on the *loss*: order by that. The number of mistakes may stand still or even rise a while.",
            lambda: f"The run, made again: {told()}.",
        ),
        explain=lambda: f"Yes, so it went: {told()}.",
    )
