"""Batch normalisation: each unit's sums get mean 0 and spread 1 over the batch (Ioffe & Szegedy, 2015)."""

import numpy as np

from engine.arrays import Array
from engine.backward import Back
from engine.operation import Call, Operation, room, scalar

EPSILON = 1e-5  # keeps the spread away from zero; PyTorch's default
FRESH = 0.1  # the share of the newest batch in the running statistics; PyTorch's default


def batch_normalise(z: Array, scale: Array, shift: Array, *, running_mean: Array, running_variance: Array) -> Operation:
    """N = scale × (z − mean) / √(variance + epsilon) + shift, with mean and variance over the batch.

    The running statistics, which take their place once training is over, are updated at each replay.

    Args:
        z: (units, examples), or (members, units, examples).
        scale: (units, 1), or (members, units, 1); learned, as is `shift`.
        shift: the same shape.
        running_mean: the same shape.
        running_variance: the same shape; takes the unbiased variance.
    """
    n, centred, normal, squares = room(z), room(z), room(z), room(z)
    mean, variance, spread, fresh = (np.empty_like(scale) for _ in range(4))
    examples = z.shape[-1]
    share = scalar(1 / examples, z)
    unbiased = scalar(FRESH / max(examples - 1, 1), z)
    old, new = scalar(1 - FRESH, z), scalar(FRESH, z)

    def backward(back: Back, d: Array) -> None:
        product, lean, tilt = back.room(z), back.room(scale), back.room(scale)
        back.do("product = {d} × normal", np.multiply, d, normal, out=product)
        back.do("tilt = Σ product", np.add.reduce, product, -1, out=tilt[..., 0])
        back.give(1, "tilt", np.positive, tilt)
        back.do("tilt = tilt / examples", np.multiply, tilt, share, out=tilt)
        back.do("lean = Σ {d}", np.add.reduce, d, -1, out=lean[..., 0])
        back.give(2, "lean", np.positive, lean)
        back.do("lean = lean / examples", np.multiply, lean, share, out=lean)
        back.do("product = normal × tilt", np.multiply, normal, tilt, out=product)
        back.do("product += lean", np.add, product, lean, out=product)
        back.do("product = {d} − product", np.subtract, d, product, out=product)
        back.do("lean = {1} / spread", np.divide, scale, spread, out=lean)
        back.give(0, "product × {1} / spread", np.multiply, product, lean)

    steps = [
        Call("mean = Σ {0}", np.add.reduce, (z, -1), mean[..., 0]),
        Call("mean = mean / examples", np.multiply, (mean, share), mean),
        Call("centred = {0} − mean", np.subtract, (z, mean), centred),
        Call("squares = centred²", np.square, (centred,), squares),
        Call("variance = Σ squares", np.add.reduce, (squares, -1), variance[..., 0]),
        Call("spread = variance / examples", np.multiply, (variance, share), spread),
        Call("spread = spread + epsilon", np.add, (spread, scalar(EPSILON, z)), spread),
        Call("spread = √spread", np.sqrt, (spread,), spread),
        Call("normal = centred / spread", np.divide, (centred, spread), normal),
        Call("{out} = {1} × normal", np.multiply, (normal, scale), n),
        Call("{out} = {out} + {2}", np.add, (n, shift), n),
        Call("running mean = 0.9 × running mean", np.multiply, (running_mean, old), running_mean),
        Call("fresh = 0.1 × mean", np.multiply, (mean, new), fresh),
        Call("running mean += fresh", np.add, (running_mean, fresh), running_mean),
        Call("running variance = 0.9 × running variance", np.multiply, (running_variance, old), running_variance),
        Call("fresh = 0.1 × unbiased variance", np.multiply, (variance, unbiased), fresh),
        Call("running variance += fresh", np.add, (running_variance, fresh), running_variance),
    ]
    return Operation(n, steps, backward)
