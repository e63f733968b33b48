"""The demo of one labelled message: the label meets the chance in the loss, and the words' weights are moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import SGD, Network, train
from lessons.kit.charts import Bars, Table
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import exact, figure, signed
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still, while_turned
from lessons.kit.slopes import Array
from lessons.kit.text_knob import TextKnob
from lessons.ways_to_learn.supervised.model import BIAS, MessageReading, empty_filter, messages, read_message, short

OPTIONS = (
    "Only of those that smell of spam",
    "Of all its words, and all as far",
    "Of all its words, one further than the others",
    "Of all the hundred words that it counts",
)
ROOM, STRANGERS = 5, ("the", "click")
"""Words of the message in the picture, and words that the message may not have."""
STEPS = 4


@dataclass(frozen=True, eq=False)
class Teaching:
    """One update from one message.

    Attributes:
        before: the message as the empty filter reads it.
        after: and as it reads it after the update.
        moved: how far each of the hundred weights has moved, by word.
        truth: 1 for spam, 0 for wanted.
        rate: the learning rate.
    """

    before: MessageReading
    after: MessageReading
    moved: dict[str, float]
    truth: int
    rate: float

    @property
    def miss(self) -> float:
        """Chance less truth: the slope of the loss along the sum."""
        return self.before.chance - self.truth


def taught(message: str, truth: int, rate: float, seed: int) -> tuple[Teaching, Network, Array]:
    """Return what one update makes of an empty filter, the empty filter, and the message as it hears it."""
    spam, net = messages(seed), empty_filter()
    counts = spam.encode(message)
    before = read_message(net, spam.vocabulary, counts[0], message)
    for _ in train(net, (counts, [truth]), loss="binary_cross_entropy", optimiser=SGD(rate), updates=1):
        pass
    weights = map(float, net.layers[0].weights[:, 0])
    moved = {**dict(zip(spam.vocabulary, weights, strict=True)), BIAS: float(net.layers[0].biases[0])}
    lesson = Teaching(before, read_message(net, spam.vocabulary, counts[0], message), moved, truth, rate)
    return lesson, empty_filter(), counts[0]


def which_moved(lesson: Teaching) -> int | None:
    """Return which of `OPTIONS` came true; None where the filter knows no word of the message."""
    known = {push.word: push.times for push in lesson.before.pushes if push.word != BIAS}
    moves = {word: abs(by) for word, by in lesson.moved.items() if by and word != BIAS}
    if not known:
        return None
    if moves.keys() != known.keys():
        return 3 if moves.keys() > known.keys() else 0
    return 1 if np.allclose(list(moves.values()), max(moves.values())) else 2


@demo(
    prediction=Prediction("Of which words will the weights move?", OPTIONS),
    message=TextKnob("Claim your free prize, it is free now", label="the message"),
    label=Choices("spam", "wanted"),
    rate=Knob(0.25, 2.0, start=1.0, steps=7, label="learning rate"),
)
def label(message: Live[str], label: str, rate: float, seed: int) -> Frames:
    """One message and its label."""

    def now(step: int) -> Frame:
        return _frame(message(), int(label == "spam"), rate, seed, step)

    for step in range(STEPS):
        yield from while_turned(lambda at=step: now(at), message)  # type: ignore[misc]
    yield from still(lambda: now(STEPS))


def _frame(message: str, truth: int, rate: float, seed: int, step: int) -> Frame:
    lesson, net, counts = taught(message, truth, rate, seed)
    over = step == STEPS
    readings: dict[str, Reading] = {"step": step}
    if step > 1:
        readings["chance"] = lesson.before.chance
    if over:
        readings["chance after"] = lesson.after.chance
    return Frame(
        step,
        (_table(lesson, step), _bars(lesson, moved=over)),
        _caption(lesson, step),
        readings,
        over,
        inspect=network_example(net, counts, truth, "binary_cross_entropy", title="The message and its label"),
        outcome=which_moved(lesson) if over else None,
    )


def _table(lesson: Teaching, step: int) -> Table:
    rows = (
        ("its sum", exact(lesson.before.total)),
        ("its chance of spam", figure(lesson.before.chance)),
        ("the label", f"{lesson.truth}, {_called(lesson)}"),
        ("chance − label", figure(lesson.miss)),
    )
    told = (1, 2, 3, 3)
    return Table(
        "One lesson",
        ("", ""),
        tuple((name, to if step >= at else "") for (name, to), at in zip(rows, told, strict=True)),
    )


def _bars(lesson: Teaching, *, moved: bool) -> Bars:
    """The weights of the message's words, and of some that it does not have."""
    known = [push for push in lesson.before.pushes if push.word != BIAS][:ROOM]
    strange = [word for word in STRANGERS if word in lesson.moved and word not in {push.word for push in known}]
    labels = [f"{short(push.word)} ×{push.times}" for push in known] + [f"{word} ×0" for word in strange]
    weights = [lesson.moved[word] * moved for word in (*(push.word for push in known), *strange)]
    return Bars("Weights", tuple(labels), np.array(weights) + 0.0, limits=(-2.0, 2.0))


def _called(lesson: Teaching) -> str:
    return "spam" if lesson.truth else "wanted"


def _caption(lesson: Teaching, step: int) -> str:
    known = [push for push in lesson.before.pushes if push.word != BIAS]
    total, chance = exact(lesson.before.total), figure(lesson.before.chance)
    if step == 0:
        counted = ", ".join(f"{short(push.word)} {push.times}" for push in known) or "none"
        return f"The filter counts the words that it knows: {counted}. All its weights are 0."
    if step == 1:
        return f"So its sum is {total}, whatever the message says."
    if step == 2:
        return f"A sum of {total} is a chance of {chance}. It has not seen the label yet."
    if step == 3:
        met = f"{chance} − {lesson.truth} = {figure(lesson.miss)}"
        return f"Now the label, {lesson.truth}, meets the chance in the loss: {met}."
    if not known:
        return f"No word that it knows, so only the bias moved: by {figure(lesson.moved[BIAS])}."
    most = max(known, key=lambda push: push.times)
    sum_ = f"−{exact(lesson.rate)} × {signed(lesson.miss)} × {most.times} = {figure(lesson.moved[most.word])}"
    moved = f"{len(known)} of the hundred weights moved; that of “{short(most.word)}” by {sum_}."
    return f"{moved} Its chance is {figure(lesson.after.chance)} now."
