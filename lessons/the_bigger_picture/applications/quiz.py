"""Six questions: stars by hand, a list, what to put out, the surprise at a word, a circle, and a film's slope."""

from __future__ import annotations

import math

import numpy as np

from engine import Tensor, loss_of
from engine.arrays import Array
from lessons.kit.charts import Table
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure, signed
from lessons.kit.questions import (
    Choice,
    Draw,
    Formula,
    Number,
    Option,
    Outcome,
    Predict,
    Which,
    option,
    question,
)
from lessons.the_bigger_picture.applications.letter_pairs import followed, next_counts, pen_of
from lessons.the_bigger_picture.applications.recommender import one_rating
from lessons.the_bigger_picture.applications.tasks import OUTPUTS, TAKEN_BY, TASKS, takes, written


@question
def predicted_stars(draw: Draw) -> Number:
    """The stars that a recommender expects."""
    for_it, against = draw.shuffled((0, 1))
    taste, film = np.zeros(2), np.zeros(2)
    taste[[for_it, against]] = draw.number(1.5, 2.5, step=0.5), draw.number(0.5, 1, step=0.5)
    film[[for_it, against]] = draw.number(0.5, 0.8, step=0.1), -draw.number(0.2, 0.6, step=0.2)
    sign = draw.one_of((-1.0, 1.0))
    taste, film = sign * taste, sign * film
    mean, lean = draw.number(3.1, 3.6, step=0.1), draw.one_of((-1.0, 1.0))
    generosity, liking = lean * draw.number(0.2, 0.6, step=0.1), lean * draw.number(0.1, 0.4, step=0.1)

    def expected(taste: Array = taste, bonus: float = generosity + liking) -> float:
        return ((Tensor(taste) * film).sum() + mean + bonus).item()

    return Number(
        value=expected,
        again=lambda: mean + generosity + liking + taste[0] * film[0] + taste[1] * film[1],
        tolerance=0.02,
        mistakes={
            "left out generosity and liking": lambda: expected(bonus=0.0),
            "left out the mean": lambda: expected() - mean,
            "left out taste": lambda: mean + generosity + liking,
            "ignored the signs": lambda: mean + generosity + liking + float(np.abs(taste * film).sum()),
            "added instead of multiplying": lambda: mean + generosity + liking + float(taste.sum() + film.sum()),
        },
        figures={
            "taste": taste,
            "film": film,
            "mean": mean,
            "generosity": generosity,
            "liking": liking,
            "products": " + ".join(f"{signed(u)} × {signed(f)}" for u, f in zip(taste, film, strict=True)),
            "match": lambda: (Tensor(taste) * film).sum().item(),
        },
    )


@question
def first_on_the_list(draw: Draw) -> Which:
    """Ask which of four films is recommended first."""
    taste = np.array([draw.number(0.5, 2, step=0.5), draw.number(0.5, 2, step=0.5)]) * draw.one_of(
        ((1.0, -1.0), (-1.0, 1.0))
    )
    films, liking = four_films(draw, taste)

    def amounts() -> list[float]:
        return [float(each) for each in (Tensor(films) @ taste + liking).value]

    return Which(
        options=tuple(
            Option(f"({exact(film[0])}, {exact(film[1])}), liking {exact(own)}", "")
            for film, own in zip(films, liking, strict=True)
        ),
        mistakes={
            "took the best-liked": lambda: int(liking.argmax()),
            "took the largest numbers": lambda: int(films.sum(axis=1).argmax()),
            "forgot the liking": lambda: int((films @ taste).argmax()),
        },
        amounts=amounts,
        amounts_again=lambda: [
            taste[0] * film[0] + taste[1] * film[1] + own for film, own in zip(films, liking, strict=True)
        ],
        figures={"taste": taste, "sums": lambda: [figure(each) for each in amounts()]},
    )


def four_films(draw: Draw, taste: Array) -> tuple[Array, Array]:
    """Return the numbers of four films, shape (4, 2), and their likings: each easy way out leads to one."""
    while True:
        films = np.array([[draw.number(-1, 1, step=0.1, zero=False) for _ in range(2)] for _ in range(4)])
        liking = np.array([draw.number(-0.5, 0.9, step=0.1) for _ in range(4)])
        match = films @ taste
        if len({int(each.argmax()) for each in (match + liking, liking, films.sum(axis=1), match)}) == len(films):
            return films, liking


@question
def which_output(draw: Draw) -> Choice:
    """Ask what a network should put out for a task, and with which loss."""
    task, targets = draw.one_of(TASKS)
    shown = draw.shuffled(OUTPUTS)
    kinds = [kind for kind, _ in OUTPUTS]

    def strictest() -> int:
        taken = next(kind for kind, loss in zip(kinds, TAKEN_BY, strict=True) if takes(loss, targets))
        return [kind for kind, _ in shown].index(taken)

    def by_looking() -> int:
        numbers = np.array(targets, dtype=float)
        kind = "classes" if numbers.ndim == 1 else "yes or no" if np.isin(numbers, (0, 1)).all() else "amounts"
        return [kind for kind, _ in shown].index(kind)

    return Choice(
        options=tuple(option(name) for _, name in shown),
        decide=strictest,
        again=by_looking,
        figures={"task": task, "targets": "; ".join(written(target) for target in targets)},
    )


@question
def surprise_of_a_word(draw: Draw) -> Number:
    """The mean loss over the letters of a word."""
    word = draw.one_of(("fog", "hill", "tea", "step", "well", "owl"))
    chances = np.array([draw.one_of((0.05, 0.1, 0.2, 0.25, 0.4, 0.5, 0.8)) for _ in word])
    raw = np.stack([np.log(chances), np.log(1 - chances)], axis=1)  # the right letter, and all others together

    def loss() -> float:
        return loss_of(Tensor(raw), np.zeros(len(word), dtype=int), "softmax_cross_entropy").item()

    return Number(
        value=loss,
        again=lambda: sum(-math.log(p) for p in chances) / len(word),
        tolerance=0.02,
        mistakes={
            "sum instead of mean": lambda: loss() * len(word),
            "logarithm of the mean": lambda: -math.log(float(chances.mean())),
            "mean chance": lambda: float(chances.mean()),
            "one minus the chance": lambda: float((1 - chances).mean()),
        },
        figures={
            "word": word,
            "chances": chances,
            "surprises": lambda: [figure(-math.log(p)) for p in chances],
            "letters": len(word),
        },
    )


@question
def what_it_writes_next(draw: Draw) -> Predict:
    """Four letters, always the likeliest: how the text goes on."""
    letters = draw.one_of(("aest", "ghin", "lmno", "dorw"))
    counts, start, ways = next_counts(draw)
    rows = tuple(tuple(int(n) for n in row) for row in counts)
    shown = draw.shuffled([("".join(letters[n] for n in text), name) for name, text in ways.items()])
    texts = [each for each, _ in shown]
    right = next(each for each, name in shown if not name)
    table = Table(
        "How often which letter followed",
        ("after", *letters),
        tuple((letter, *(str(n) for n in row)) for letter, row in zip(letters, rows, strict=True)),
    )

    def experiment() -> Outcome:
        went = "".join(letters[n] for n in followed(pen_of(rows).outputs(np.eye(4)).argmax(axis=1), start))
        told = f"Trained on these pairs, and taking the likeliest letter each time, it writes “{went}…”."
        return Outcome(texts.index(went), Frame(200, (table,), told, {"text": went}))

    return Predict(
        options=tuple(Option(each, name) for each, name in shown),
        experiment=experiment,
        again=lambda: texts.index(right),
        figures={
            "first": letters[start],
            "right": right,
            "chance": lambda: float(Tensor(pen_of(rows).outputs(np.eye(4)[[start]])).softmax().value.max()),
        },
        chart=Frame(0, (table,), "A table of what followed what.", {"pairs": int(counts.sum())}),
    )


@question
def slope_of_a_quality(draw: Draw) -> Formula:
    """The slope of one rating's squared miss along a film's number."""
    mean, stars = draw.one_of((3.0, 3.5)), draw.one_of((1.0, 2.0, 4.0, 5.0))

    def at(u: float, f: float) -> Computation:
        return one_rating(np.array([u]), np.array([f]), mean, stars)

    example = f"2 * ({exact(mean)} + u*f - {exact(stars)}) * u"
    return Formula(
        domain={"u": (-2.0, 2.0), "f": (-1.0, 1.0)},
        value=lambda point: at(point["u"], point["f"]).slope("film", 0),
        again=lambda point: at(point["u"], point["f"]).nudged("film", 0),
        example=example,
        gradient=True,
        mistakes={
            "slope along the taste": lambda point: 2 * (mean + point["u"] * point["f"] - stars) * point["f"],
            "forgot the taste": lambda point: 2 * (mean + point["u"] * point["f"] - stars),
            "forgot the 2": lambda point: (mean + point["u"] * point["f"] - stars) * point["u"],
            "sign flipped": lambda point: -2 * (mean + point["u"] * point["f"] - stars) * point["u"],
        },
        figures={"mean": mean, "stars": stars, "there": lambda: at(1.0, 0.5).slope("film", 0)},
        inspect=at(1.0, 0.5).inspect("film", title="One rating"),
    )
