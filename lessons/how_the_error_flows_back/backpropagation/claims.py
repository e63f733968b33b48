"""The proofs of what the text asserts about blame, its ways and its promises."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine import SGD, datasets, loss_of, train
from lessons.how_the_error_flows_back.backpropagation.demo_cookies import cookies, most_to_blame
from lessons.how_the_error_flows_back.backpropagation.demo_promises import all_falls, kept, promises
from lessons.how_the_error_flows_back.backpropagation.model import Cookies
from lessons.how_the_error_flows_back.backpropagation.network import EVERY, LOSS, RIGHT, Blamed, blamed, right_answers
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.lesson import claim


def _batch(v: float) -> Cookies:
    return Cookies(2.0, 1.0, 3.0, v, 7.0)


def _networks(asked: str = EVERY) -> Iterator[Blamed]:
    return (blamed(2, asked, seed) for seed in range(10))


@claim("6 + 2 makes h's blame 8, and w's 16")
def shares_add_up() -> bool:
    batch = _batch(1.0)
    by_p, by_q = (batch.values[leg] * batch.values[way] for leg, way in (("dp", "u"), ("dq", "v")))
    return (by_p, by_q, batch.values["dh"], batch.values["dw"]) == (6, 2, 8, 16)


@claim("By p came −30, by q +20: signs count, and −10 is left")
def signs_count() -> bool:
    batch = _batch(-2.0)
    by_p, by_q = (batch.values[leg] * batch.values[way] for leg, way in (("dp", "u"), ("dq", "v")))
    return (by_p, by_q, batch.values["dh"]) == (-30, 20, -10) and abs(batch.computation.nudged("w") + 20) < 1e-6


@claim("Turn v to −3, and w has none, though nobody likes the cookies")
def ways_cancel() -> bool:
    batch = _batch(-3.0)
    last = frames_of(cookies.run(v=-3.0), WHOLE_RUN)[-1]
    return batch.values["dw"] == 0 and batch.values["miss"] != 0 and last.outcome == most_to_blame(batch) == 1


@claim("finds slopes and moves nothing")
def nothing_moves() -> bool:
    return all(_stands_still(network) for network in _networks())


@claim("before and after it, every weight is the same to the last digit")
def same_to_the_last_digit() -> bool:
    return all(_stands_still(network) for network in _networks())


def _stands_still(network: Blamed) -> bool:
    before = network.net.parameters.copy()
    return bool(np.any(network.slopes != 0)) and np.array_equal(before, network.net.parameters)


@claim("they send blame too")
def right_answers_send_blame() -> bool:
    asked = list(_networks(RIGHT))
    all_right = all(bool(right_answers(each.net, each.inputs, each.targets).all()) for each in asked)
    return all_right and all(float(np.abs(each.slopes).max()) > 0.01 for each in asked)


@claim("A step away, everything has another")
def slopes_change() -> bool:
    """A nudge of 1 to the most blamed weight changes the slope along it by a twentieth at least."""
    for network in _networks():
        before, most = network.slopes, network.most
        network.net.parameters[most] -= np.sign(before[most])
        loss_of(network.net(network.inputs), network.targets, LOSS).backward()
        if abs(float(network.net.gradients[most]) / before[most] - 1) < 0.05:
            return False
    return True


@claim("exactly how to change each weight only for the tiniest change")
def promises_hold_on_the_spot() -> bool:
    """Nudged a tenth as far, all promises are kept ten times as well; nudged by 1, some are broken."""
    return all(
        kept(each.promised(0.01), all_falls(each, 0.01)) == 0
        and kept(each.promised(1.0), all_falls(each, 1.0)) == 2
        and _off(each, 0.001) < 0.2 * _off(each, 0.01)
        for each in _networks()
    )


def _off(network: Blamed, nudge: float) -> float:
    """Return how far the worst promise is missed, as a share of the largest."""
    promised = network.promised(nudge)
    return float(np.abs(promised - all_falls(network, nudge)).max() / promised.max())


@claim("`f` keeps the promise")
def remedy_keeps_it() -> bool:
    for seed in range(10):
        trouble = frames_of(promises.run(seed, nudge=1.0), WHOLE_RUN)[-1].trouble
        if trouble is None or frames_of(promises.run(seed, **trouble.fix), WHOLE_RUN)[-1].outcome != 0:
            return False
    return True


@claim("its slope is 0 nearly everywhere")
def a_count_is_level() -> bool:
    """No count of errors changes when the most blamed weight is nudged by a hair, while the loss does."""
    for network in _networks():
        before = right_answers(network.net, network.inputs, network.targets)
        fell = network.fall(network.most, 1e-6)
        network.net.parameters[network.most] += 1e-6
        if fell <= 0 or not np.array_equal(before, right_answers(network.net, network.inputs, network.targets)):
            return False
    return True


@claim("a network that gets all its examples right goes on lowering its loss")
def goes_on_lowering() -> bool:
    for seed in range(5):
        network = blamed(4, EVERY, seed)
        data = datasets.blobs(seed, classes=2).train
        targets = data.targets[:, None].astype(float)
        run = train(network.net, (data.inputs, targets), loss=LOSS, optimiser=SGD(0.5), updates=400)
        losses = [(update.loss, network.net.accuracy(data)) for update in run]
        perfect = [loss for loss, right in losses if right == 1.0]
        if len(perfect) < 50 or not perfect[-1] < 0.7 * perfect[0]:
            return False
    return True


@claim("The contributions do not add up to the error")
def no_shares_of_the_error() -> bool:
    batch = _batch(1.0)
    return sum(batch.values[name] for name in ("dw", "du", "dv")) != batch.computation.value() and all(
        abs(float(each.slopes.sum()) - each.loss) > 0.01 for each in _networks()
    )


@claim("the blame of the first would be about a network that no longer exists")
def later_layers_first() -> bool:
    """Move the last layer first, and the slopes along the first layer's weights are others."""
    for network in _networks():
        before, layer = network.slopes[:6], network.net.layers[-1]
        layer.weights[...] -= 0.5 * layer.weight_gradients
        loss_of(network.net(network.inputs), network.targets, LOSS).backward()
        if np.allclose(before, network.net.gradients[:6], rtol=1e-3):
            return False
    return True
