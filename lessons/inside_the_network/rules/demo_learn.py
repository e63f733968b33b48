"""The demo of the examples: nobody tells a network what spam is, it is only shown labelled mails."""

from __future__ import annotations

from functools import partial

from engine import Network, Update
from lessons.inside_the_network.rules.model import (
    EXAMPLES,
    GOOD,
    HIDDEN,
    OPTIONS,
    UNSEEN,
    UPDATES,
    Mails,
    by_network,
    fresh,
    learning,
    mails,
    right,
    sorted_well,
)
from lessons.inside_the_network.rules.pictures import mail_map
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob

EVERY = 5


@demo(
    prediction=Prediction(f"Of {UNSEEN} unseen mails, how many will it sort right in the end?", OPTIONS),
    examples=Knob(2, EXAMPLES, start=EXAMPLES, scale="log", steps=12, whole=True),
    hidden=Knob(1, 16, start=HIDDEN, scale="log", steps=4, whole=True, label="hidden units"),
)
def learn(examples: float, hidden: float, seed: int) -> Frames:
    """A network is shown examples."""
    given, unseen = mails(int(examples), seed, 0), mails(UNSEEN, seed, 1)
    net = fresh(seed, int(hidden))
    for update in learning(net, given, EVERY):
        yield _frame(net, update, given, right(by_network(net, unseen.measures), unseen))


def _frame(net: Network, update: Update, given: Mails, good: int) -> Frame:
    over = update.number == UPDATES
    caption = f"Update {update.number}: of {UNSEEN} unseen mails it sorts {good} right."
    if over:
        caption = (
            f"After {UPDATES} updates with {len(given.spam)} examples it sorts {good} of {UNSEEN} unseen mails right."
        )
    return Frame(
        update.number,
        (mail_map("What it calls spam", partial(by_network, net), given),),
        caption,
        {"update": update.number, "loss": update.loss, "right": good, "parameters": net.parameters.size},
        over,
        _trouble(len(given.spam), good) if over else None,
        network_example(net, given.inputs[0], given.targets[0], "binary_cross_entropy", title="One labelled mail"),
        sorted_well(good) if over else None,
    )


def _trouble(examples: int, good: int) -> Trouble | None:
    if good >= GOOD:
        return None
    why = f"{examples} examples leave many borders possible, and it settled on one that fits these and few others."
    return Trouble("Too few examples", why, {"examples": EXAMPLES})
