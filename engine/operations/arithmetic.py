"""Plus, minus, times, divided by, to the power of, larger, smaller: with broadcasting, forward beside backward."""

import numpy as np

from engine.arrays import Array
from engine.backward import Back
from engine.operation import Call, Operation, room, scalar


def add(a: Array, b: Array, into: Array | None = None) -> Operation:
    """C = a + b, in a buffer `into` if one is given. What arrives passes to both unchanged."""
    c = room(a, b) if into is None else into

    def backward(back: Back, d: Array) -> None:
        back.give_to_copies(0, "{d}", np.positive, d, shape=d.shape)
        back.give_to_copies(1, "{d}", np.positive, d, shape=d.shape)

    return Operation(c, [Call("{out} = {0} + {1}", np.add, (a, b), c)], backward)


def subtract(a: Array, b: Array) -> Operation:
    """C = a − b. What arrives passes to a unchanged, and to b with its sign flipped."""
    c = room(a, b)

    def backward(back: Back, d: Array) -> None:
        back.give_to_copies(0, "{d}", np.positive, d, shape=d.shape)
        back.give_to_copies(1, "−{d}", np.negative, d, shape=d.shape)

    return Operation(c, [Call("{out} = {0} − {1}", np.subtract, (a, b), c)], backward)


def multiply(a: Array, b: Array) -> Operation:
    """C = a × b. Each factor's slope is the other factor."""
    c = room(a, b)

    def backward(back: Back, d: Array) -> None:
        back.give_to_copies(0, "{d} × {1}", back.times, d, b, shape=d.shape)
        back.give_to_copies(1, "{d} × {0}", back.times, d, a, shape=d.shape)

    return Operation(c, [Call("{out} = {0} × {1}", np.multiply, (a, b), c)], backward)


def divide(a: Array, b: Array) -> Operation:
    """C = a / b. The slope in a is 1/b, the slope in b is −a/b² = −c/b."""
    c = room(a, b)

    def backward(back: Back, d: Array) -> None:
        back.give_to_copies(0, "{d} / {1}", back.over, d, b, shape=d.shape)
        slope = back.room(c)
        back.do("slope = {out} / {1}", np.divide, c, b, out=slope)
        back.do("slope = −slope", np.negative, slope, out=slope)
        back.give_to_copies(1, "{d} × slope", back.times, d, slope, shape=d.shape)

    return Operation(c, [Call("{out} = {0} / {1}", np.divide, (a, b), c)], backward)


def negative(a: Array) -> Operation:
    """C = −a."""
    c = room(a)
    return Operation(
        c, [Call("{out} = −{0}", np.negative, (a,), c)], lambda back, d: back.give(0, "−{d}", np.negative, d)
    )


def square(a: Array) -> Operation:
    """C = a². The slope is 2a."""
    c = room(a)

    def backward(back: Back, d: Array) -> None:
        slope = back.room(a)
        back.do("slope = 2 × {0}", np.add, a, a, out=slope)
        back.give(0, "{d} × slope", back.times, d, slope)

    return Operation(c, [Call("{out} = {0}²", np.square, (a,), c)], backward)


def power(a: Array, b: Array) -> Operation:
    """C = aᵇ. The slope in a is b aᵇ⁻¹ (and 0 where b is 0); the slope in b is c ln a.

    Where a is 0 a change of b changes nothing, unless b is negative (and 0 ** b infinite).
    """
    c = room(a, b)

    def backward(back: Back, d: Array) -> None:
        exponent, slope, growth = back.room(b), back.room(c), back.room(c)
        back.do("exponent = {1} ≠ 0", np.not_equal, b, scalar(0.0, b), out=exponent)
        back.do("exponent = {1} − exponent", np.subtract, b, exponent, out=exponent)
        back.do("slope = {0} ** exponent", np.power, a, exponent, out=slope)
        back.do("slope = {1} × slope", np.multiply, b, slope, out=slope)
        back.give_to_copies(0, "{d} × slope", back.times, d, slope, shape=d.shape)
        back.do("growth = ln {0}, or 0 for the powers of 0", _growth, a, b, out=growth)
        back.do("growth = {out} × growth", back.times, c, growth, out=growth)
        back.give_to_copies(1, "{d} × growth", back.times, d, growth, shape=d.shape)

    return Operation(c, [Call("{out} = {0} ** {1}", np.power, (a, b), c)], backward)


def _growth(a: Array, b: Array, *, out: Array) -> None:
    """Out = ln a, and 0 where a is 0 and b is not negative: there the power stays as it is (0, or 1 at b = 0)."""
    np.log(np.broadcast_to(a, out.shape), out=out)
    np.copyto(out, 0.0, where=(a == 0) & (b >= 0))


def maximum(a: Array, b: Array) -> Operation:
    """C = the larger of a and b, element by element. All goes to the larger; at a tie, half to each."""
    return _one_of_two(a, b, np.maximum, np.greater_equal, "≥")


def minimum(a: Array, b: Array) -> Operation:
    """C = the smaller of a and b, element by element. All goes to the smaller; at a tie, half to each."""
    return _one_of_two(a, b, np.minimum, np.less_equal, "≤")


def _one_of_two(a: Array, b: Array, choose: np.ufunc, wins: np.ufunc, sign: str) -> Operation:
    """C = the one that wins, or either at a tie."""
    c = room(a, b)

    def backward(back: Back, d: Array) -> None:
        share, rest, both = back.room(c), back.room(c), back.room(c)
        back.do(f"share = {{0}} {sign} {{1}}", wins, a, b, out=share)
        back.do(f"rest = {{1}} {sign} {{0}}", wins, b, a, out=rest)
        back.do("both = share + rest", np.add, share, rest, out=both)
        back.do("share = share / both", np.divide, share, both, out=share)
        back.do("rest = rest / both", np.divide, rest, both, out=rest)
        back.give_to_copies(0, "{d} × share", back.times, d, share, shape=d.shape)
        back.give_to_copies(1, "{d} × rest", back.times, d, rest, shape=d.shape)

    return Operation(c, [Call(f"{{out}} = {choose.__name__}({{0}}, {{1}})", choose, (a, b), c)], backward)


def where(a: Array, b: Array, condition: Array) -> Operation:
    """C = a where the condition holds, else b. What arrives goes to the one that was chosen."""
    c = np.empty(np.broadcast_shapes(condition.shape, a.shape, b.shape), np.result_type(a, b))
    chosen = condition.astype(c.dtype)

    def choose(a: Array, *, out: Array) -> None:
        np.copyto(out, a, where=condition)

    def backward(back: Back, d: Array) -> None:
        back.give_to_copies(0, "{d} × chosen", back.times, d, chosen, shape=d.shape)
        back.give_to_copies(1, "{d} × not chosen", back.times, d, 1 - chosen, shape=d.shape)

    steps = [
        Call("{out} = {1}", np.positive, (np.broadcast_to(b, c.shape),), c),
        Call("{out} = {0} where chosen", choose, (a,), c),
    ]
    return Operation(c, steps, backward)
