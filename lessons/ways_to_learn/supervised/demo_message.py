"""The demo of the learner's own message: a trained filter reads it word by word, and every word's push is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from engine import Network
from lessons.kit.charts import Bars
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure, percent
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.kit.live import Live, still, while_turned
from lessons.kit.slopes import Array
from lessons.kit.text_knob import TextKnob
from lessons.ways_to_learn.supervised.model import (
    LABELLED,
    MessageReading,
    Push,
    chance_of,
    messages,
    read_message,
    short,
    trained,
)

SURE = 0.6
OPTIONS = ("Spam, over 60% sure", "Torn, 40% to 60%", "Wanted, below 40%")
ROOM = 16
"""Words in the picture; what is over stands together in one bar."""


@demo(
    prediction=Prediction("What chance of spam will it end with?", OPTIONS),
    message=TextKnob("Are you free on Sunday to win the match?", label="your message"),
    given=Knob(4, LABELLED, start=LABELLED, steps=17, whole=True, label="labelled messages"),
)
def message(message: Live[str], given: float, seed: int) -> Frames:
    """Your message, word by word."""
    net, spam = trained(seed, int(given) // 2 * 2), messages(seed)

    def read() -> tuple[MessageReading, Array]:
        (counts,) = spam.encode(message())
        return read_message(net, spam.vocabulary, counts, message()), counts

    known = 0
    while known < len(read()[0].pushes):
        yield from while_turned(partial(lambda at: _frame(net, *read(), at, over=False), known), message)
        known += 1
    yield from still(lambda: _frame(net, *read(), known, over=True))


def called(chance: float) -> int:
    """Return which of `OPTIONS` a chance of spam makes true."""
    return 0 if chance > SURE else 2 if chance < 1 - SURE else 1


def _frame(net: Network, found: MessageReading, counts: Array, known: int, *, over: bool) -> Frame:
    told = found.pushes if over else found.pushes[:known]
    total = found.total if over else float(sum(push.amount for push in told))
    chance = found.chance if over else chance_of(total)
    return Frame(
        known,
        (_bars(found.pushes, len(told)),),
        _caption(found, told, total, chance, over=over),
        {"words known": len(found.pushes) - 1, "sum": total, "chance of spam": chance},
        over,
        inspect=network_example(
            net, counts, int(chance > 0.5), "binary_cross_entropy", title="A message, as if its answer were right"
        ),
        outcome=called(chance) if over else None,
    )


def _bars(pushes: Sequence[Push], known: int) -> Bars:
    """Every word that it knows, in the order of the message; what is not read yet has no bar, and the bias is last."""
    shown = [*pushes[:ROOM], *pushes[max(ROOM, len(pushes) - 1) :]]
    amounts = [push.amount if place < known or known == len(pushes) else np.nan for place, push in enumerate(shown)]
    labels = [_label(push) for push in shown]
    if len(shown) < len(pushes):
        labels.insert(ROOM, f"{len(pushes) - len(shown)} more")
        amounts.insert(ROOM, sum(push.amount for push in pushes[ROOM:-1]) if known > ROOM else np.nan)
    most = max(3.5, *(abs(push.amount) for push in pushes))
    return Bars("Pushes: above 0 towards spam", tuple(labels), np.array(amounts), limits=(-most, most))


def _label(push: Push) -> str:
    return short(push.word) + (f" ×{push.times}" if push.times > 1 else "")


def _caption(found: MessageReading, told: Sequence[Push], total: float, chance: float, *, over: bool) -> str:
    known = len(found.pushes) - 1
    if not told:
        return f"It knows {known} of {known + len(found.unknown)} different words, and begins at a chance of one half."
    latest = f"{figure(told[-1].amount)}: the sum is {figure(total)}, the chance of spam {percent(chance)}."
    if not over:
        return f"“{_label(told[-1])}” pushes by {latest}"
    some = ", ".join(map(short, found.unknown[:3])) + (" …" if len(found.unknown) > 3 else "")
    return f"At last the bias, {latest}" + (f" No push from words that it never learned: {some}." if some else "")
