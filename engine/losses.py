"""Loss functions: how wrong the outputs are, and (beside it) which way each output should move.

A loss works on a batch whose columns are examples: outputs (k, examples), or (members, k, examples) for an ensemble.
Its targets are encoded once, before training, in rows that already carry each example's weight w, divided by the number
of terms; the last row is that weight itself (times Σ y for classes, which is 1 for a class). Every loss is a mean: each
term times its weight, over their number.
Nothing stands above a loss, so its way back ignores what arrives.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.arrays import Array
from engine.backward import Back
from engine.errors import EngineError
from engine.operation import Call, Operation, room, scalar
from engine.shares import product


@dataclass(frozen=True)
class Loss:
    """A loss by name.

    Attributes:
        name: what `train(loss=...)` calls it.
        encode: from targets (k, n) and weights (n,) to the rows (r, n) that `record` reads.
        record: from outputs, encoded targets and the weight that all examples share (if they do) to the operation.
        classifies: whether the targets are classes.
    """

    name: str
    encode: Callable[[Array, Array], Array]
    record: Callable[[Array, Array, Array | None], Operation]
    classifies: bool = False


def shared_weight(encoded: Array) -> Array | None:
    """The weight that all encoded examples share, as an array of shape (); None if theirs differ (or are all 0)."""
    weights = encoded[-1]
    return np.array(weights[0]) if weights[0] > 0 and bool(np.all(weights == weights[0])) else None


def _sum_of_products(a: Array, b: Array, members: tuple[int, ...]) -> tuple[Call, Array]:
    """The step loss = Σ a b (for each member of an ensemble), and its buffer."""
    value = np.empty(members, a.dtype)
    if not members:
        return Call("{out} = Σ w × error", a.reshape(-1).dot, (b.reshape(-1),), value), value
    flat = (*members, -1)
    step = Call("{out} = Σ w × error", np.vecdot, (a.reshape(flat), b.reshape(flat if b.ndim == a.ndim else -1)), value)
    return step, value


def _encode_numbers(targets: Array, weights: Array) -> Array:
    """The rows y, then w / k."""
    return np.concatenate([targets, weights[np.newaxis] / len(targets)])


def _numbers(encoded: Array, shared: Array | None) -> tuple[Array, Array]:
    """The targets y and their weights w / k."""
    return encoded[:-1], encoded[-1:] if shared is None else shared


def mean_squared_error(z: Array, encoded: Array, shared: Array | None = None) -> Operation:
    """L = mean of w (z − y)². Each output is sent 2 w (z − y) / n."""
    y, w = _numbers(encoded, shared)
    error, weighted = room(z), room(z)
    total, loss = _sum_of_products(weighted, error, z.shape[:-2])
    steps = [
        Call("error = {0} − y", np.subtract, (z, y), error),
        Call("weighted = w × error", np.multiply, (error, w), weighted),
        total,
    ]
    return Operation(loss, steps, lambda back, _: back.give(0, "2 × w × error", np.add, weighted, weighted))


def _encode_halves(targets: Array, weights: Array) -> Array:
    """The rows y, then w / 2k: half the weight makes half the loss, and each output is sent w (z − y) / n."""
    return _encode_numbers(targets, weights / 2)


def mean_absolute_error(z: Array, encoded: Array, shared: Array | None = None) -> Operation:
    """L = mean of w |z − y|. Each output is sent ± w / n, whichever way it is wrong."""
    y, w = _numbers(encoded, shared)
    error, sign, weighted = room(z), room(z), room(z)
    total, loss = _sum_of_products(weighted, error, z.shape[:-2])
    steps = [
        Call("error = {0} − y", np.subtract, (z, y), error),
        Call("sign = sign(error)", np.sign, (error,), sign),
        Call("weighted = w × sign", np.multiply, (sign, w), weighted),
        total,
    ]
    return Operation(loss, steps, lambda back, _: back.give(0, "w × sign", np.positive, weighted))


def huber(z: Array, encoded: Array, shared: Array | None = None) -> Operation:
    """L = mean of w h(z − y): half the square of a small error, |error| − 1/2 beyond 1 (Huber, 1964).

    Each output is sent w / n times its error, cut off at ±1.
    """
    y, w = _numbers(encoded, shared)
    error, clipped, weighted, rest = room(z), room(z), room(z), room(z)
    total, loss = _sum_of_products(weighted, rest, z.shape[:-2])
    steps = [
        Call("error = {0} − y", np.subtract, (z, y), error),
        Call("clipped = minimum(error, 1)", np.minimum, (error, scalar(1.0, z)), clipped),
        Call("clipped = maximum(clipped, −1)", np.maximum, (clipped, scalar(-1.0, z)), clipped),
        Call("weighted = w × clipped", np.multiply, (clipped, w), weighted),
        Call("rest = clipped / 2", np.multiply, (clipped, scalar(0.5, z)), rest),
        Call("rest = error − rest", np.subtract, (error, rest), rest),
        total,
    ]
    return Operation(loss, steps, lambda back, _: back.give(0, "w × clipped", np.positive, weighted))


def _encode_yes_or_no(targets: Array, weights: Array) -> Array:
    """The rows w (1 − y), then −w (1 − y), then w (each / k)."""
    w = np.broadcast_to(weights / len(targets), targets.shape)
    return np.concatenate([w * (1 - targets), w * (targets - 1), w])


def binary_cross_entropy(z: Array, encoded: Array, shared: Array | None = None) -> Operation:
    """L = mean of −w (y ln p + (1 − y) ln(1 − p)) with p = sigmoid z. Each logit is sent w (p − y) / n.

    That is w (1 − y) − w (1 − p), where 1 − p = 1 / (1 + eᶻ): a step less than p itself would take. Both logarithms
    come from one softplus s = ln(1 + e⁻ᶻ): ln p = −s and ln(1 − p) = −z − s, finite for any logit.
    """
    k, members = z.shape[-2], z.shape[:-2]
    no, w = encoded[:k], encoded[-1:] if shared is None else shared
    terms = np.empty((2, *z.shape), z.dtype)
    minus, softplus = terms
    total, loss = _sum_of_products(terms, encoded[k:], ())
    if members:
        loss = np.empty(members, z.dtype)
        total = Call(total.label, np.einsum, ("tmkn,tkn->m", terms, encoded[k:].reshape(2, k, -1)), loss)

    def backward(back: Back, _: Array) -> None:
        q = back.room(z)
        back.do("q = exp({0})", np.exp, z, out=q)
        back.do("q = 1 + q", np.add, q, scalar(1.0, z), out=q)
        back.do("q = w / q   (w × (1 − p), p the sigmoid of {0})", np.divide, w, q, out=q)
        back.give(0, "w × (1 − y) − q", np.subtract, no, q)

    steps = [
        Call("minus = −{0}", np.negative, (z,), minus),
        Call("softplus = ln(1 + exp(minus))", np.logaddexp, (minus, scalar(0.0, z)), softplus),
        total,
    ]
    return Operation(loss, steps, backward)


def _encode_classes(targets: Array, weights: Array) -> Array:
    """The rows −w y for each class, then w Σ y: that sum is 1 for classes, and need not be for what is softer."""
    return np.concatenate([-weights * targets, weights * targets.sum(axis=0, keepdims=True)])


def softmax_cross_entropy(z: Array, encoded: Array, shared: Array | None = None) -> Operation:
    """L = mean of −w Σ y ln p with p = softmax z. Each logit is sent w (p Σ y − y) / n.

    The largest logit is subtracted first, so that no exponential overflows. On the way back a product with a matrix
    that holds 1 / (w Σ y) everywhere gives each class the total of the powers, which meets them without being spread.
    """
    right, w = encoded[:-1], encoded[-1] if shared is None else shared
    members, classes, examples = z.shape[:-2], z.shape[-2], z.shape[-1]
    parts = np.empty((*members, classes + 1, examples), z.dtype)
    shifted, log_total = parts[..., :-1, :], parts[..., -1, :]
    powers, total, largest = room(z), np.empty_like(log_total), np.empty_like(log_total)
    products, loss = _sum_of_products(parts, encoded, members)

    def backward(back: Back, _: Array) -> None:
        p, totals = back.room(z), total[..., np.newaxis, :]
        if shared is None:
            back.do("total = total / w", np.divide, total, w, out=total)
        else:
            totals = back.room(z)
            call, arguments = product(np.full((classes, classes), 1 / shared, z.dtype), powers)
            back.do("totals = Σ powers / w, for each class", call, *arguments, out=totals)
        back.do("p = powers / totals", np.divide, powers, totals, out=p)
        back.give(0, "p − w × y", np.add, p, right)

    steps = [
        Call("largest = max {0}", np.maximum.reduce, (z, -2), largest),
        Call("shifted = {0} − largest", np.subtract, (z, largest[..., np.newaxis, :]), shifted),
        Call("powers = exp(shifted)", np.exp, (shifted,), powers),
        Call("total = Σ powers", np.add.reduce, (powers, -2), total),
        Call("ln total", np.log, (total,), log_total),
        products,
    ]
    return Operation(loss, steps, backward)


LOSSES = {
    loss.name: loss
    for loss in (
        Loss("mse", _encode_numbers, mean_squared_error),
        Loss("half_mse", _encode_halves, mean_squared_error),
        Loss("mae", _encode_numbers, mean_absolute_error),
        Loss("huber", _encode_numbers, huber),
        Loss("binary_cross_entropy", _encode_yes_or_no, binary_cross_entropy, classifies=True),
        Loss("softmax_cross_entropy", _encode_classes, softmax_cross_entropy, classifies=True),
    )
}


def refuse_squashed(loss: Loss, by: str) -> None:
    """Refuse outputs that went through an activation, for a loss that takes logits and has its own sigmoid or softmax.

    Args:
        loss: the loss.
        by: the name of the activation that made the outputs; identity leaves logits.

    Raises:
        EngineError: saying what to do instead.
    """
    if loss.classifies and by != "identity":
        own = "sigmoid" if loss.name == "binary_cross_entropy" else "softmax"
        raise EngineError(
            f"{loss.name} takes raw outputs (logits) and applies {own} itself, and these come from {by} already: "
            f'leave it out (in a network, output="identity", the default), or take another loss, such as mse.'
        )


def loss_named(name: str) -> Loss:
    """The loss of that name.

    Raises:
        EngineError: naming the ones that there are.
    """
    if not isinstance(name, str) or name not in LOSSES:
        raise EngineError(f"There is no loss called {name!r}; there are {', '.join(LOSSES)}.")
    return LOSSES[name]
