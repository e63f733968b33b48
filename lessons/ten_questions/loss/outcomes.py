"""The quiz's experiment: a network with a single answer to give; where does each rule let it come to rest?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Tensor, loss_of
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Draw, Hints, Option, Outcome, Predict, question
from lessons.kit.slopes import Array

UPDATES = 200
RATE = 0.1
_ENGINE_NAMES = {"squared": "mse", "absolute": "mae"}
_SLIPS = {
    "mean": (
        "expected the mean",
        "The mean is where *squares* come to rest. By absolute error every target pulls equally hard: the middle wins.",
    ),
    "median": (
        "expected the middle one",
        "There *absolute* error comes to rest. Squares listen to distance: the far target pulls p to the mean.",
    ),
    "midrange": (
        "halved the two extremes",
        "That is halfway between the extremes. But the three other targets have a say as well.",
    ),
    "far": (
        "followed the loudest",
        "The far target pulls, but it is one of five; its pull and the others' balance long before that.",
    ),
}


def loss_at(answers: Array, targets: Sequence[float], rule: str) -> Array:
    """The loss of giving each of these answers to everything, shape (n,)."""
    wanted = np.array(targets)[:, None]
    return np.array([_loss(Tensor([[answer]]), wanted, rule).item() for answer in answers])


def come_to_rest(targets: Sequence[float], rule: str) -> Array:
    """The answers of a network that starts at 0 and learns by gradient descent, shape (UPDATES + 1,)."""
    answer = Tensor([[0.0]], name="p")
    loss = _loss(answer, np.array(targets)[:, None], rule)
    loss.backward()
    tape, path = loss.tape, [0.0]
    for _ in range(UPDATES):
        answer.value -= RATE * answer.grad
        tape.replay()
        path.append(float(answer.value[0, 0]))
    return np.array(path)


def _loss(answer: Tensor, wanted: Array, rule: str) -> Tensor:
    return loss_of(answer * np.ones_like(wanted), wanted, _ENGINE_NAMES[rule])


@question
def where_it_rests(draw: Draw) -> Predict:
    """Five targets, one far off, and one answer for all."""
    rule = draw.one_of(tuple(_ENGINE_NAMES))
    middle = draw.whole(2, 4)
    targets = draw.shuffled(
        [
            float(middle + by)
            for by in (-draw.whole(1, 2), -draw.one_of((0, 1)), 0, draw.whole(1, 2), draw.one_of((8, 10, 12)))
        ]
    )
    lowest, *_, far = sorted(targets)
    places = {
        "mean": float(np.mean(targets)),
        "median": float(np.median(targets)),
        "midrange": (lowest + far) / 2,
        "far": far,
    }
    names = draw.shuffled(tuple(places))

    def nearest(answer: float) -> int:
        return int(np.argmin([abs(places[name] - answer) for name in names]))

    def heights() -> Array:
        return loss_at(np.array([places[name] for name in names]), targets, rule)

    def experiment() -> Outcome:
        path = come_to_rest(targets, rule)
        return Outcome(nearest(path[-1]), _frame(path, targets, rule))

    return Predict(
        prompt=f"A tiny network has one weight: the answer p that it gives to everything. The targets are "
        f"{', '.join(map(exact, targets))}. Trained by mean *{rule}* error from p = 0, where does p come to rest?",
        options=tuple(Option(f"close to {exact(places[name])}", *_SLIPS[name]) for name in names),
        decide=lambda: experiment().index,
        again=lambda: names.index("mean" if rule == "squared" else "median"),
        hints=Hints(
            "At rest, the pulls to the left and to the right are equally strong.",
            "Under squares a target pulls harder the further away it is; under absolute error each pulls with the same "
            "strength, however far.",
            lambda: (
                "The engine's loss is "
                + ", ".join(
                    f"{figure(loss)} at {exact(places[name])}" for name, loss in zip(names, heights(), strict=True)
                )
                + ". Downhill ends at the lowest."
            ),
        ),
        explain=lambda: f"And there it went. {experiment().frame.caption}",
        experiment=experiment,
    )


def _frame(path: Array, targets: Sequence[float], rule: str) -> Frame:
    """The bowl of this rule with the path that the answer took down into it."""
    answers = np.linspace(-1.0, max(targets) + 1.0, 49)
    losses, walked = loss_at(answers, targets, rule), loss_at(path[::10], targets, rule)
    end = float(path[-1])
    chart = Lines(
        f"The mean {rule} error, for every answer p",
        (
            Series("loss", answers, losses, tone="muted"),
            Series("p on its way", path[::10], walked, kind="points"),
        ),
        "p",
        "loss",
        marks=(Mark(f"p = {figure(end)}", x=end, tone="good"),),
    )
    final = float(walked[-1])
    caption = f"After {UPDATES} updates p rests at {figure(end)}, with a loss of {figure(final)}."
    return Frame(UPDATES, (chart,), caption, {"update": UPDATES, "p": end, "loss": final}, finished=True)
