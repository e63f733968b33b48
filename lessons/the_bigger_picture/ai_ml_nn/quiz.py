"""Six questions: a word for a program, a game, a jump, a slope, three ways on one task, and the widest word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from engine import Tensor
from lessons.kit import by_hand
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.differences import central_difference
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Choice, Draw, Number, Option, Order, Outcome, Predict, Which, question
from lessons.the_bigger_picture.ai_ml_nn.demo_three import three
from lessons.the_bigger_picture.ai_ml_nn.model import (
    EXAMPLES,
    HEAPS,
    MOONS,
    NONE,
    RATE,
    UNSEEN,
    UPDATES,
    Scores,
    after_learning,
    best,
    by_rule,
    in_words,
    linear_model,
    network,
    points,
    right,
    targets,
)
from lessons.the_bigger_picture.ai_ml_nn.programs import PROGRAMS, WORDS, Program, fitted, narrowest, narrowest_by_words
from lessons.the_bigger_picture.ai_ml_nn.search import chosen, verdict, winning_by_remainder


@question
def what_is_it(draw: Draw) -> Choice:
    """Name a program by the narrowest of four words."""
    program = draw.one_of(PROGRAMS)
    slips = ("saw no learning in it", "saw no hidden layer in it", "took it for a network", "took it for a deep one")
    return Choice(
        options=tuple(Option(word, slip) for word, slip in zip(WORDS, slips, strict=True)),
        decide=lambda: narrowest(program),
        again=lambda: narrowest_by_words(program),
        figures={
            "program": program.words,
            "hidden": _hidden_layers(program),
            "fitted": lambda: fitted(program),
            "learns": program.learns,
            "word": WORDS[narrowest_by_words(program)],
        },
    )


def _hidden_layers(program: Program) -> str:
    count = max(len(program.sizes) - 2, 0)
    return f"{count or 'no'} hidden layer{'' if count == 1 else 's'}"


@question
def how_many_to_take(draw: Draw) -> Number:
    """A move in the game of matches, found by search and by a remainder."""
    most, heap = _telling(draw)
    take = winning_by_remainder(heap, most)
    return Number(
        value=lambda: float(chosen(heap, most, heap + 1)) if verdict(heap, most, heap + 1) == 1 else 0.0,
        again=lambda: float(winning_by_remainder(heap, most)),
        tolerance=0.25,
        mistakes={name: partial(float, slip) for name, slip in _slips(heap, most).items()},
        figures={
            "heap": heap,
            "most": most,
            "round": most + 1,
            "left": heap - take,
            "times": (heap - take) // (most + 1),
        },
    )


def _slips(heap: int, most: int) -> dict[str, int]:
    return {
        "took as many as it may": most,
        "left a multiple of what may be taken": heap % most,
        "played for the last match to lose": (heap - 1) % (most + 1),
        "said what the other will take": most + 1 - winning_by_remainder(heap, most),
    }


def _telling(draw: Draw) -> tuple[int, int]:
    """Return how many may be taken and how many lie there, so that no two mistakes lead to the same number."""
    most, heap, seen = 3, 0, list[int]()
    while len(set(seen)) < 5 or not seen[0]:
        most = draw.whole(4, 7)
        heap = draw.whole(2 * most, 5 * most)
        seen = [winning_by_remainder(heap, most), *_slips(heap, most).values()]
    return most, heap


@question
def where_it_jumps(draw: Draw) -> Number:
    """How far a rule's border can be raised before its count of mistakes changes."""
    heights = sorted({draw.number(0.5, 9.5, step=0.1) for _ in range(8)})
    below = draw.whole(2, len(heights) - 3) if len(heights) > 5 else 2
    border = round(heights[below] + 0.05, 2)
    ripe = [draw.one_of((0.0, 1.0)) for _ in heights]
    places, classes = np.array(heights), np.array(ripe)

    def wrong(at: float) -> int:
        return int(np.count_nonzero(np.asarray(Tensor(places) > at) != (classes == 1)))

    def by_trying() -> float:
        tried = border
        while wrong(tried) == wrong(border):
            tried = round(tried + 0.01, 2)
        return tried

    return Number(
        value=by_trying,
        again=lambda: min(height for height in heights if height > border),
        tolerance=0.015,
        mistakes={
            "looked downwards": lambda: max(height for height in heights if height < border),
            "gave the distance": lambda: min(height for height in heights if height > border) - border,
            "took the next but one": lambda: sorted(height for height in heights if height > border)[1],
            "thought that any nudge shows": lambda: border + 0.1,
            "took the end": lambda: max(heights),
        },
        figures={
            "border": exact(border),
            "sour": [exact(h) for h, kind in zip(heights, ripe, strict=True) if not kind],
            "sweet": [exact(h) for h, kind in zip(heights, ripe, strict=True) if kind],
            "now": lambda: wrong(border),
            "then": lambda: wrong(by_trying()),
        },
    )


@question
def which_has_a_slope(draw: Draw) -> Which:
    """One of four numbers changes an error when it is moved by next to nothing."""
    w, x, y = draw.number(0.2, 2, step=0.1), draw.number(0.5, 2, step=0.5), draw.one_of((0.0, 1.0))
    hidden = draw.one_of((False, True))
    smooth = Computation(lambda w, x: ((w * x).tanh() if hidden else w * x).sigmoid().named("p"), {"w": w}, {"x": x})
    numbers = {
        "": f"a weight of {exact(w)} in a {'network' if hidden else 'linear model'} that learns with cross-entropy",
        "nudged a rule": f"the border of a rule, IF x > {exact(x + 0.3)} THEN yes, whose mistakes are counted",
        "nudged a search": "how many moves a search looks ahead, whose lost games are counted",
        "nudged a written list": "one of the entries of a table in which every right answer is written down by hand",
    }
    shown = draw.shuffled(tuple(numbers))

    def error(at: float) -> float:
        p = smooth.at(w=at).value()
        return float(-np.log(p if y else 1 - p))

    def by_backward() -> float:
        p = smooth.value()
        return abs(smooth.slope("w") * (-1 / p if y else 1 / (1 - p)))

    def by_nudge() -> float:
        return abs(central_difference(lambda at: error(float(at)), np.array(w)))

    return Which(
        options=tuple(Option(numbers[name], name) for name in shown),
        amounts=lambda: [by_backward() if not name else 0.0 for name in shown],
        amounts_again=lambda: [by_nudge() if not name else _of_a_count(x) for name in shown],
        figures={"slope": lambda: figure(by_backward()), "number": numbers[""]},
    )


def _of_a_count(x: float) -> float:
    """Return the slope of a count of mistakes, by a central difference: whether a border near x sorts it wrong."""
    return abs(central_difference(lambda border: float(x > float(border)), np.array(x + 0.3)))


@question
def who_sorts_best(draw: Draw) -> Predict:
    """Which of three ways is best, on points that bend and on points that do not."""
    task, layers, seed = draw.one_of((MOONS, HEAPS)), draw.one_of((1, 3)), draw.whole(0, 4)

    def trained() -> Outcome:
        run = three.run(seed, task=task, layers=layers)
        last: Frame | None = None
        while last is None or not last.finished:
            last = run.next()
            assert last is not None
        run.close()
        assert last.outcome is not None
        return Outcome(last.outcome, last)

    slips = ("trusted the rule", "trusted the line", "trusted the network blindly", "saw no difference")
    return Predict(
        experiment=trained,
        again=lambda: best(_by_hand(task, layers, seed)),
        options=tuple(
            Option(text, slip)
            for text, slip in zip(("the rule", "the linear model", "the network", NONE.lower()), slips, strict=True)
        ),
        figures={
            "task": "two crescents that reach into each other" if task == MOONS else "two round heaps side by side",
            "rule": in_words(task),
            "layers": f"{layers} hidden layer{'s' if layers > 1 else ''}",
            "bends": task == MOONS,
            "of": UNSEEN,
            "examples": EXAMPLES,
            "scores": lambda: list(after_learning(task, seed, layers)),
        },
    )


def _by_hand(task: str, layers: int, seed: int) -> Scores:
    """Return the scores without the engine's training."""
    given, unseen = points(task, seed).train, points(task, seed).test
    learn = partial(
        by_hand.train, inputs=given.inputs, targets=targets(given.targets), loss="binary_cross_entropy", rate=RATE,
        updates=UPDATES, rule="adam", asked=unseen.inputs,
    )  # fmt: skip
    said = [list(learn(net))[-1][0][:, 0] for net in (linear_model(seed), network(seed, layers))]
    return Scores(
        right(by_rule(task, unseen.inputs), unseen.targets), *(right(each > 0, unseen.targets) for each in said)
    )


@question
def widest_first(draw: Draw) -> Order:
    """Put the four words in order, by how many of ten programs each fits."""
    shown = draw.shuffled(WORDS)

    def counted() -> list[int]:
        return [_fits(word, narrowest) for word in shown]

    place = shown.index
    return Order(
        things=tuple(shown),
        decide=lambda: tuple(int(i) for i in np.argsort([-count for count in counted()])),
        again=lambda: tuple(sorted(range(4), key=lambda i: _fits(shown[i], narrowest_by_words), reverse=True)),
        mistakes={
            "took all AI for learning": (place(WORDS[1]), place(WORDS[0])),
            "took all learning for networks": (place(WORDS[2]), place(WORDS[1])),
            "took all networks for deep": (place(WORDS[3]), place(WORDS[2])),
        },
        figures={
            "counts": lambda: "; ".join(f"{word}: {count}" for word, count in zip(shown, counted(), strict=True)),
            "programs": len(PROGRAMS),
        },
    )


def _fits(word: str, named: Callable[[Program], int]) -> int:
    """Return how many of the programs a word fits: those of which it is the narrowest word, or a wider one."""
    return sum(named(program) >= WORDS.index(word) for program in PROGRAMS)
