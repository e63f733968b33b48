"""The quiz on order: five moments of a run, mixed up."""

from __future__ import annotations

import numpy as np

from engine import SGD, Network, train
from lessons.kit.figures import figure
from lessons.kit.questions import Draw, Hints, Order, OrderMistake, question
from lessons.ten_questions.mistakes.beginners import examples
from lessons.ten_questions.mistakes.by_hand import logits_by_hand, losses_by_hand

MOMENTS = (0, 5, 20, 60, 200)
"""Updates at which a run is photographed."""


@question
def snapshots(draw: Draw) -> Order:
    """Five moments of a run, mixed up."""
    data, hidden, seed = draw.one_of(("xor", "circles")), draw.one_of((6, 8, 12)), draw.whole(0, 99)
    inputs, targets = examples(data, seed)
    net = Network([2, hidden, 1], "tanh", seed=seed)
    start = net.snapshot()
    photographs = {}
    for update in train(net, (inputs, targets), loss="binary_cross_entropy", optimiser=SGD(0.5), updates=max(MOMENTS)):
        if update.number in MOMENTS:
            wrong = int(((net.outputs(inputs) > 0) != targets).sum())
            photographs[update.number] = (f"loss {figure(update.loss)}, {wrong} of {len(targets)} wrong", update.loss)
    net.restore(start)
    mixed = draw.shuffled(MOMENTS)
    things = tuple(photographs[number][0] for number in mixed)

    def by_loss_by_hand() -> tuple[int, ...]:
        losses = losses_by_hand(logits_by_hand(net, inputs, targets, 0.5, max(MOMENTS))[:, 0], targets)
        shown = [photographs[number][1] for number in mixed]
        when = [int(np.argmin(np.abs(losses - loss))) for loss in shown]
        return tuple(int(i) for i in np.argsort(when))

    def told() -> str:
        return "; ".join(f"update {number}: {photographs[number][0]}" for number in MOMENTS)

    first, second, *_, last = (mixed.index(number) for number in MOMENTS)
    return Order(
        prompt=f"Five snapshots of one network ({hidden} hidden neurons) as it learns, mixed up. Which came first, "
        "which last?",
        things=things,
        decide=lambda: tuple(int(i) for i in np.argsort(mixed)),
        again=by_loss_by_hand,
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
        explain=lambda: f"Yes. {told()}.",
    )
