"""Five questions: a centre's way, a point's choice, the loss of a rebuilt picture, a resting place, and a slope."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine import Tensor, loss_of
from lessons.kit.charts import Lines, Series
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure, term
from lessons.kit.questions import Draw, Formula, Number, Option, Outcome, Predict, Which, question
from lessons.kit.slopes import Array
from lessons.ways_to_learn.unsupervised.kmeans import middles, squared_distances, steps

AT_REST = (
    "one centre in each heap",
    "both centres in the same heap",
    "one centre between the heaps, the other where it began",
)


@question
def where_the_centre_goes(draw: Draw) -> Number:
    """The middle of the points that are nearest to a centre: where the slope of its squared distances is 0."""
    centre, other = draw.number(1, 3, step=0.5), draw.number(9, 11, step=0.5)
    near = [draw.number(0, 4.5, step=0.5) for _ in range(3)]  # none is as far from the other
    far = [draw.number(7.5, 13, step=0.5) for _ in range(draw.whole(2, 3))]
    every = np.array(draw.shuffled((*near, *far)))
    pull = Computation(lambda c, own: ((own - c) ** 2).sum().named("sum"), {"c": centre}, {"own": near})
    return Number(
        value=lambda: centre - pull.slope("c") / (2 * len(near)),
        again=lambda: float(middles(every[:, np.newaxis], _nearest(every, (centre, other)),
                                    np.array([[centre], [other]]))[0, 0]),
        tolerance=0.01,
        mistakes={
            "took the middle of all": lambda: float(every.mean()),
            "added without dividing": lambda: sum(near),
            "went halfway": lambda: (centre + sum(near) / 3) / 2,
            "took the middle of the ends": lambda: (min(near) + max(near)) / 2,
            "moved the other centre": lambda: sum(far) / len(far),
        },
        figures={
            "points": [exact(float(point)) for point in every],
            "centre": exact(centre),
            "other": exact(other),
            "own": [exact(point) for point in sorted(near)],
            "sum": exact(sum(near)),
            "count": len(near),
        },
    )  # fmt: skip


def _nearest(points: Array, centres: tuple[float, float]) -> Array:
    return np.asarray(squared_distances(points[:, np.newaxis], np.array(centres)[:, np.newaxis]).argmin(axis=1))


@question
def which_centre(draw: Draw) -> Which:
    """The centre that a point goes to: that with the least squared distance, though others look near."""
    x, y = draw.whole(-3, 3), draw.whole(-3, 3)
    sides = draw.shuffled((-1, 1))
    places = {
        "": (x + 2 * sides[0], y + 2 * sides[1]),
        "looked only across": (x + sides[1], y + draw.one_of((5, 6)) * sides[0]),
        "looked only up": (x + draw.one_of((5, 6)) * sides[1], y - sides[0]),
        "took the farthest": (x - 6 * sides[0], y - 5 * sides[1]),
    }
    shown = draw.shuffled(tuple(places))

    def apart(name: str) -> float:
        return ((Tensor(np.array(places[name], dtype=float)) - np.array([x, y], dtype=float)) ** 2).sum().item()

    def apart_again(name: str) -> float:
        a, b = places[name]
        return float((a - x) ** 2 + (b - y) ** 2)

    return Which(
        options=tuple(Option(f"the centre at ({', '.join(map(exact, places[name]))})", name) for name in shown),
        amounts=lambda: [1 / apart(name) for name in shown],
        amounts_again=lambda: [1 / apart_again(name) for name in shown],
        figures={
            "x": x,
            "y": y,
            "squares": lambda: [figure(apart(name)) for name in shown],
            "least": lambda: figure(apart("")),
        },
    )


@question
def rebuilding_loss(draw: Draw) -> Number:
    """The mean squared miss of four pixels; the label is not asked."""
    scan = [draw.number(0, 1, step=0.1) for _ in range(4)]
    rebuilt = [draw.number(0, 1, step=0.1) for _ in range(4)]
    digit = draw.whole(2, 9)
    misses = np.array(rebuilt) - np.array(scan)
    return Number(
        value=lambda: loss_of(Tensor(np.array([rebuilt])), np.array([scan]), "mse").item(),
        again=lambda: float(np.mean(misses**2)),
        tolerance=0.002,
        mistakes={
            "added up instead of averaging": lambda: float((misses**2).sum()),
            "forgot to square": lambda: float(np.abs(misses).mean()),
            "let misses cancel": lambda: float(misses.mean() ** 2),
            "asked the label": lambda: float(np.mean((np.array(rebuilt) - digit) ** 2)),
        },
        figures={
            "scan": [exact(pixel) for pixel in scan],
            "rebuilt": [exact(pixel) for pixel in rebuilt],
            "digit": digit,
            "misses": [exact(float(miss)) for miss in misses],
            "squares": [exact(float(miss**2)) for miss in misses],
            "sum": exact(float((misses**2).sum())),
        },
    )


@question
def how_it_comes_to_rest(draw: Draw) -> Predict:
    """Where two centres come to rest on a line of two heaps, from a start that is good or not."""
    low, high = draw.number(0, 2, step=0.5), draw.number(8, 10, step=0.5)
    heaps = np.array([*(low + step for step in (0.0, 0.5, 1.0)), *(high + step for step in (0.0, 0.5, 1.0))])
    far_away = draw.one_of((False, True))
    start = (low + 0.2, high + 60.0) if far_away else (low, draw.one_of((low + 0.6, high)))

    def walked() -> Outcome:
        last = list(steps(heaps[:, np.newaxis], np.array(start)[:, np.newaxis]))[-1]
        centres = [float(centre) for centre in last.centres[:, 0]]
        picture = Lines(
            "At rest",
            (
                Series("points", heaps, np.zeros(len(heaps)), "points", "main"),
                Series("centres", np.array(centres), np.full(2, 0.5), "points", "good"),
            ),
            "place",
            y_limits=(-1.0, 1.0),
        )
        told = f"The centres rest at {figure(centres[0])} and {figure(centres[1])}."
        return Outcome(_rest(centres, low, high), Frame(1, (picture,), told, {"sum": last.cost}, finished=True))

    return Predict(
        experiment=walked,
        again=lambda: _rest(_by_hand(list(heaps), list(start)), low, high),
        options=tuple(
            Option(text, slip)
            for text, slip in zip(
                AT_REST, ("trusted it blindly", "saw it stuck", "thought it would stay between"), strict=True
            )
        ),
        figures={
            "points": [exact(float(point)) for point in heaps],
            "first": exact(start[0]),
            "second": exact(start[1]),
            "rest": lambda: [figure(centre) for centre in _by_hand(list(heaps), list(start))],
        },
    )


def _rest(centres: list[float], low: float, high: float) -> int:
    """Return which of `AT_REST` holds: a centre belongs to the heap in which, or beyond which, it lies."""
    inside = [low <= centre <= low + 1 or high <= centre <= high + 1 for centre in centres]
    if all(inside) and (centres[0] < (low + high) / 2) != (centres[1] < (low + high) / 2):
        return 0
    return 2 if any(low + 1 < centre < high for centre in centres) else 1


def _by_hand(points: list[float], centres: list[float]) -> list[float]:
    """Return where the centres come to rest, point by point."""
    for _ in range(50):
        own: list[list[float]] = [[] for _ in centres]
        for point in points:
            own[min(range(len(centres)), key=lambda k: abs(point - centres[k]))].append(point)
        centres = [sum(each) / len(each) if each else centre for each, centre in zip(own, centres, strict=True)]
    return centres


@question
def formula_of_the_squeezer(draw: Draw) -> Formula:
    """The slope of the smallest autoencoder: one number in, one kept, one out."""
    by_decoder, share = draw.one_of((False, True)), draw.one_of((0.5, 1.0, 2.0, 3.0))
    of = "v" if by_decoder else "u"

    def squeezer(at: Mapping[str, float]) -> Computation:
        return Computation(
            lambda u, v, x: ((v * (u * x).named("kept")).named("rebuilt") - x) ** 2 * share,
            {"u": at["u"], "v": at["v"]},
            {"x": at["x"]},
        )

    def slope(at: Mapping[str, float]) -> float:
        return squeezer(at).slope(of)

    def miss(at: Mapping[str, float]) -> float:
        return at["v"] * at["u"] * at["x"] - at["x"]

    example = {"u": 0.5, "v": 1.5, "x": 2.0}
    return Formula(
        domain={"u": (-2.0, 2.0), "v": (-2.0, 2.0), "x": (-2.0, 2.0)},
        value=slope,
        again=lambda at: squeezer(at).nudged(of),
        example=("" if share == 0.5 else f"{exact(2 * share)} * ")
        + ("(v * u * x - x) * u * x" if by_decoder else "(v * u * x - x) * v * x"),
        gradient=True,
        mistakes={
            "sign flipped": lambda at: -slope(at),
            "lost count of the 2": lambda at: slope(at) * (2.0 if share == 0.5 else 0.5),
            "took the other weight's": lambda at: squeezer(at).slope("u" if by_decoder else "v"),
            "forgot what is kept" if by_decoder else "forgot the decoder": lambda at: 2 * share * miss(at) * at["x"],
            "let the target move": lambda at: (
                2 * share * at["v"] * at["u"] * at["x"] * at["u" if by_decoder else "v"] * at["x"]
            ),
        },
        figures={
            "of": of,
            "by decoder": by_decoder,
            "loss": "½·(v·u·x − x)²" if share == 0.5 else term(share, "(v·u·x − x)²"),
            "slope": lambda: slope(example),
        },
        inspect=squeezer(example).inspect(of, title="The squeezer at u = 0.5, v = 1.5, x = 2"),
    )
