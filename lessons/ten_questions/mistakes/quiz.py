"""Six questions: what knowing nothing costs, how hard a mistake pushes, two orders, and two runs to foresee."""

from __future__ import annotations

import math

import numpy as np

from engine import SGD, Network, Tensor, datasets, loss_of, train
from lessons.kit import by_hand
from lessons.kit.charts import Bars, Lines, Mark, Series
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.questions import Draw, Number, Order, Outcome, Predict, central_difference, option, question
from lessons.kit.slopes import Array
from lessons.ten_questions.mistakes.deeds import ONE_NEURON, TWO_LAYERS, by_needs, on_the_tape
from lessons.ten_questions.mistakes.demo_starts import KNOWS_NOTHING
from lessons.ten_questions.mistakes.model import LEARNED, STARTS, BeginnersMoment, examples, five, last_moment

UPDATES = 300
"""How long the starts of `how_many_arrive` learn."""
MOMENTS = (0, 5, 20, 60, 150)
"""Updates at which the run of `snapshots` is photographed."""
_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 8: "eight", 10: "ten"}
_RATE = 0.5


@question
def know_nothing(draw: Draw) -> Number:
    """The loss of a network that gives every class the same chance."""
    classes, examples = draw.one_of(tuple(_COUNTS)), draw.whole(4, 9)

    def loss() -> float:
        logits = Tensor(np.zeros((examples, classes)))
        return loss_of(logits, np.arange(examples) % classes, "softmax_cross_entropy").item()

    return Number(
        value=loss,
        again=lambda: -sum(math.log(1 / classes) for _ in range(examples)) / examples,
        tolerance=0.02,
        mistakes={
            "gave the chance itself": lambda: 1 / classes,
            "counted the mistakes to expect": lambda: 1 - 1 / classes,
            "sum instead of mean": lambda: examples * math.log(classes),
            "flipped the sign": lambda: -math.log(classes),
            "used another logarithm": lambda: math.log2(classes),
        },
        figures={"kinds": _COUNTS[classes], "classes": classes, "pictures": examples, "chance": 1 / classes},
    )


@question
def how_hard_a_push(draw: Draw) -> Number:
    """The slope along the weight after one guess: the miss times the input."""
    p, y = draw.one_of((0.1, 0.2, 0.25, 0.4, 0.6, 0.75, 0.8, 0.9)), draw.one_of((0.0, 1.0))
    x = draw.one_of((-5.0, -4.0, -3.0, 2.0, 3.0, 4.0, 5.0, 10.0))
    w = math.log(p / (1 - p)) / x
    truth = "yes" if y else "no"
    guess = Computation(
        lambda w, x: loss_of((w * x).named("z"), [[y]], "binary_cross_entropy"), {"w": [[w]]}, {"x": [[x]]}
    )

    def slope() -> float:
        return guess.slope("w", 0, 0)

    return Number(
        value=slope,
        again=lambda: central_difference(lambda at: float(np.logaddexp(0.0, at * x) - y * at * x), w),
        tolerance=0.005,
        gradient=True,
        mistakes={
            "sign flipped": lambda: -slope(),
            "forgot the input": lambda: slope() / x,
            "took the other answer for true": lambda: (p - (1 - y)) * x,
            "used the slope of the squared miss": lambda: 2 * (p - y) * p * (1 - p) * x,
        },
        figures={"p": p, "x": x, "y": y, "truth": truth, "miss": lambda: Tensor(guess["z"]).sigmoid().item() - y},
        inspect=guess.inspect("w", title=f"One guess, when the truth is {truth}"),
    )


@question
def one_update(draw: Draw) -> Order:
    """The steps of one update, in the order of the tape."""
    deeds = draw.one_of((ONE_NEURON, TWO_LAYERS))
    hidden, last = draw.one_of(("tanh", "relu", "sigmoid")), draw.one_of(("tanh", "sigmoid"))
    names = draw.shuffled(tuple(deeds))
    alone = deeds is ONE_NEURON
    first_slope, first_answer, answer, near, far = ("da z a da dz" if alone else "dz2 a1 a2 dz2 dz1").split()
    place = names.index
    return Order(
        things=tuple(deeds[name].words for name in names),
        decide=lambda: tuple(map(place, on_the_tape(deeds, hidden, last))),
        again=lambda: tuple(map(place, by_needs(deeds))),
        mistakes={
            "moved before it knew where to": (place("w"), place(far)),
            "corrected before it had erred": (place(first_slope), place("loss")),
            "judged before it had answered": (place("loss"), place(answer)),
            "went forward from the back": (place(answer), place(first_answer)),
            "went back from the front": (place(far), place(near)),
        },
        figures={
            "network": "a neuron" if alone else f"hidden neurons with {hidden}, and a last neuron",
            "last": last,
            "steps": lambda: "; ".join(deeds[name].words for name in on_the_tape(deeds, hidden, last)),
        },
    )


@question
def snapshots(draw: Draw) -> Order:
    """Five moments of a run, mixed up."""
    data, hidden, seed = draw.one_of(("xor", "circles")), draw.one_of((6, 8, 12)), draw.whole(0, 99)
    mixed = draw.shuffled(MOMENTS)
    taken = _photographs(data, hidden, seed)
    things = tuple(taken[number][0] for number in mixed)

    def again() -> tuple[int, ...]:
        inputs, targets = examples(data, seed)
        said = by_hand.train(
            _beginner(hidden, seed), inputs, targets, loss="binary_cross_entropy", rate=_RATE, updates=max(MOMENTS)
        )
        losses = np.array([by_hand.cross_entropies(each, targets)[0] for each in said])
        when = [int(np.argmin(np.abs(losses - taken[number][1]))) for number in mixed]
        return tuple(int(i) for i in np.argsort(when))

    first, second, *_, last = (mixed.index(number) for number in MOMENTS)
    return Order(
        things=things,
        decide=lambda: tuple(things.index(seen) for seen, _ in taken.values()),
        again=again,
        mistakes={"began with the best": (last, first), "let it get worse at first": (second, first)},
        figures={
            "hidden": hidden,
            "run": "; ".join(f"update {number}: {seen}" for number, (seen, _) in taken.items()),
        },
    )


def _beginner(hidden: int, seed: int) -> Network:
    return Network([2, hidden, 1], "tanh", seed=seed)


def _photographs(data: str, hidden: int, seed: int) -> dict[int, tuple[str, float]]:
    """A run of the engine at its moments: by update, what can be seen of it, and the loss in full."""
    net, (inputs, targets) = _beginner(hidden, seed), examples(data, seed)
    taken = {}
    run = train(
        net, (inputs, targets), loss="binary_cross_entropy", optimiser=SGD(_RATE), updates=max(MOMENTS), every=5
    )
    for update in run:
        if update.number in MOMENTS:
            wrong = int(((net.outputs(inputs) > 0) != targets).sum())
            taken[update.number] = (f"loss {figure(update.loss)}, {wrong} of {len(targets)} wrong", update.loss)
    return taken


def which_change(before: float, after: float) -> int:
    """Lower, higher, or the same but for the dust of rounding."""
    return 2 if abs(after - before) < 1e-12 else 0 if after < before else 1


@question
def after_one_update(draw: Draw) -> Predict:
    """Is the loss lower after one update? It is made after the reply."""
    start, rate = draw.one_of((("random", 0.1), ("random", 0.5), ("random", 200.0), ("random", 1000.0), ("zeros", 0.5)))
    seed, hidden = draw.whole(0, 99), draw.one_of((4, 6, 8))
    truth_table = datasets.xor(0, samples=4, noise=0.0).train
    inputs, targets = truth_table.inputs, truth_table.targets[:, None].astype(float)
    kind = "zeros" if start == "zeros" else "auto"

    def beginner() -> Network:
        return Network([2, hidden, 1], "tanh", seed=seed, initialisation=kind)

    def updated() -> list[tuple[float, float]]:
        """The losses and the lengths of the gradients, before the update and after it."""
        run = train(beginner(), (inputs, targets), loss="binary_cross_entropy", optimiser=SGD(rate), updates=1)
        return [(update.loss, update.gradient_norm) for update in run]

    def experiment() -> Outcome:
        losses = np.array([loss for loss, _ in updated()])
        return Outcome(which_change(*losses), _one_step(losses))

    def again() -> int:
        said = by_hand.train(beginner(), inputs, targets, loss="binary_cross_entropy", rate=rate, updates=1)
        return which_change(*(float(by_hand.cross_entropies(each, targets)[0]) for each in said))

    return Predict(
        experiment=experiment,
        again=again,
        options=tuple(option(f"expected {what}") for what in ("a step down", "a step up", "no change")),
        figures={
            "hidden": hidden,
            "zeros": start == "zeros",
            "rate": rate,
            "gradient": lambda: updated()[0][1],
            "step": lambda: rate * updated()[0][1],
        },
    )


@question
def how_many_arrive(draw: Draw) -> Predict:
    """How many of five random starts learn XOR."""
    hidden, seed = draw.one_of((1, 2, 2, 12, 16)), draw.whole(0, 19)

    def ended() -> BeginnersMoment:
        return last_moment("xor", hidden, 1.0, seed, UPDATES)

    def experiment() -> Outcome:
        end = ended()
        return Outcome(end.how_many(), _five(end))

    def again() -> int:
        inputs, targets = examples("xor", seed)
        *_, said = by_hand.train(
            five(hidden, seed), inputs, targets, loss="binary_cross_entropy", rate=1.0, updates=UPDATES
        )
        arrived = int(np.sum(((said > 0) == targets).mean(axis=(1, 2)) >= LEARNED))
        return 0 if arrived == 0 else 2 if arrived == STARTS else 1

    return Predict(
        experiment=experiment,
        again=again,
        options=tuple(option(f"expected {how_many}") for how_many in ("none", "some", "all")),
        figures={"hidden": hidden, "many": hidden > 1, "updates": UPDATES, "losses": lambda: ended().losses},
    )


def _one_step(losses: Array) -> Frame:
    level = (Mark("knows nothing", y=KNOWS_NOTHING),)
    series = (Series("loss", np.array([0.0, 1.0]), losses),)
    chart = Lines("Loss before and after one update", series, "update", "loss", (0.0, 1.0), marks=level)
    before, after = (float(loss) for loss in losses)
    caption = f"Before the update the loss was {figure(before)}, after it {figure(after)}."
    return Frame(1, (chart,), caption, {"update": 1, "loss": after}, finished=True)


def _five(end: BeginnersMoment) -> Frame:
    labels = tuple(f"start {i}" for i in range(1, STARTS + 1))
    chart = Bars("Right, of 100", labels, 100 * end.right, limits=(0.0, 100.0), decimals=0)
    right = ", ".join(f"{100 * share:.0f}" for share in end.right)
    caption = f"After {UPDATES} updates {end.arrived} of 5 have learned it. Right, of 100: {right}."
    readings = {"update": UPDATES, "highest loss": float(end.losses.max()), "have learned it": end.arrived}
    return Frame(UPDATES, (chart,), caption, readings, finished=True)
