"""The demo of what is kept: the same scans squeezed into one number, two, four, and so on."""

from __future__ import annotations

import numpy as np

from engine import Network
from lessons.kit.charts import Lines, Picture, Series
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.kit.slopes import Array
from lessons.ways_to_learn.unsupervised.squeezing import SIDE, rebuilding_error, scans_of, squeezer, squeezing

KEPT = (1, 2, 4, 8, 16, 32)
UPDATES, EVERY = 300, 30
OPTIONS = ("More than three quarters as large", "Half to three quarters", "Less than half as large")
BOUNDS = (0.5, 0.75)
_GAP = 1
_FULL = 0.08


@demo(
    prediction=Prediction("With the most numbers, how large is the error, against that with two?", OPTIONS),
    most=Knob(4, 32, start=16, scale="log", steps=3, whole=True, label="numbers, at most"),
    scan=Knob(1, 60, start=1, steps=59, whole=True, label="which scan"),
)
def numbers(most: float, scan: float, seed: int) -> Frames:
    """Scans are squeezed and rebuilt."""
    scans, errors = scans_of(seed), dict[int, float]()
    sizes = [kept for kept in KEPT if kept <= most]
    for turn, kept in enumerate(sizes):
        net = squeezer(kept, seed)
        for update in squeezing(net, scans, UPDATES, EVERY, seed):
            errors[kept] = rebuilding_error(net, scans.test.inputs)
            over = kept == sizes[-1] and update.number == UPDATES
            number = turn * UPDATES + update.number
            if update.number or not turn:
                yield _frame(net, scans.test.inputs[int(scan) - 1], errors, number, sizes[-1], over=over)


def smaller(share: float) -> int:
    """Return which of `OPTIONS` an error as a share of another makes true."""
    return 2 - int(np.searchsorted(BOUNDS, share))


def _frame(net: Network, scan: Array, errors: dict[int, float], number: int, most: int, *, over: bool) -> Frame:
    kept = list(errors)[-1]
    rebuilt = net.outputs(scan[np.newaxis])[0].reshape(SIDE, SIDE)
    plural = "" if kept == 1 else "s"
    return Frame(
        number,
        (
            _curve(errors, most),
            Picture("Scan and rebuilt", np.hstack([scan.reshape(SIDE, SIDE), np.zeros((SIDE, _GAP)), rebuilt])),
        ),
        f"{kept} number{plural} kept of {scan.size}: unseen scans are rebuilt with an error of {errors[kept]:.3f}.",
        {"update": number, "kept": kept, "error": errors[kept], **_against_two(errors, over=over)},
        over,
        inspect=network_example(net, scan, scan, "mse", title="This scan, and itself as target"),
        outcome=smaller(errors[kept] / errors[2]) if over else None,
    )


def _curve(errors: dict[int, float], most: int) -> Lines:
    kept = np.array(list(errors), dtype=float)
    series = Series("unseen scans", kept, np.array(list(errors.values())), tone="bad")
    last = Series("this one", kept[-1:], np.array([list(errors.values())[-1]]), "points", "main")
    return Lines("Error, squared", (series, last), "numbers kept", "error", (0.0, most + 1.0), (0.0, _FULL))


def _against_two(errors: dict[int, float], *, over: bool) -> dict[str, str]:
    return {"of that with two": figure(list(errors.values())[-1] / errors[2])} if over else {}
