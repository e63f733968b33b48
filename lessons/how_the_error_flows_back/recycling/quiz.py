"""Six sums: passes, ways, an estimate by a nudge and its error, and what costs most work."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

from engine import Network
from lessons.how_the_error_flows_back.recycling.model import multiply_adds, one_example
from lessons.how_the_error_flows_back.recycling.valley import LONG, ONE, error, error_again
from lessons.how_the_error_flows_back.recycling.ways import all_ones
from lessons.kit.computation import Computation
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Draw, Formula, Number, Order, Which, option, question


@question
def passes(draw: Draw) -> Number:
    """Count the passes that blame all weights of a network, one by one."""
    inputs, hidden, outputs = draw.whole(3, 9), draw.whole(4, 9), draw.whole(2, 5)
    net = Network([inputs, hidden, outputs])
    count = net.size
    return Number(
        value=lambda: float(len(_nudged_losses(net))),
        again=lambda: float((inputs + 1) * hidden + (hidden + 1) * outputs + 1),
        tolerance=0.25,
        mistakes={
            "forgot the pass without a nudge": lambda: float(count),
            "left out the biases": lambda: float(inputs * hidden + hidden * outputs + 1),
            "took one pass for each unit": lambda: float(inputs + hidden + outputs + 1),
            "took a pass there and one back for each": lambda: float(2 * count),
            "counted multiply-adds": lambda: float(count * (count + 1)),
        },
        figures={"inputs": inputs, "hidden": hidden, "outputs": outputs, "weights": count},
    )


def _nudged_losses(net: Network) -> list[float]:
    """Return the loss without a nudge, then with each weight nudged alone."""
    recorded = one_example(net)
    forward, losses = recorded.tape, [recorded.item()]
    for weight in range(net.size):
        before = float(net.parameters[weight])
        net.parameters[weight] = before + 1e-6
        forward.replay()
        losses.append(recorded.item())
        net.parameters[weight] = before
    return losses


@question
def how_many_ways(draw: Draw) -> Number:
    """Count the ways from a unit of the first hidden layer to the loss."""
    first, *later = (draw.whole(3, 6) for _ in range(4))
    links = sum(one * other for one, other in zip((first, *later), (*later, 1), strict=True))
    start = Computation(lambda h: all_ones(h, later), {"h": 1.0})
    return Number(
        value=lambda: start.slope("h"),
        again=lambda: start.nudged("h"),
        tolerance=0.25,
        gradient=True,
        mistakes={
            "added where ways multiply": lambda: float(sum(later)),
            "multiplied its own layer, too": lambda: float(first * prod(later)),
            "counted the links": lambda: float(links),
            "left out the last hidden layer": lambda: float(prod(later[:-1])),
        },
        figures={
            "first": first,
            "later": later,
            "product": " × ".join(map(str, later)),
            "links": links,
            "recycled": links - first * later[0] + later[0],
        },
        inspect=start.inspect("h", title="A unit with weights of 1 all the way: its blame counts its ways"),
    )


@question
def estimate(draw: Draw) -> Number:
    """Work a slope out by a nudge to one side."""
    x, w, y = draw.whole(2, 4), draw.number(-2, 3, step=1), draw.number(-4, 4, step=1)
    nudge = draw.one_of((0.1, 0.2, 0.5))
    loss = Computation(lambda w: ((w * x).named("output") - y).named("miss") ** 2, {"w": w})
    before, after = loss.value, loss.at(w=w + nudge).value
    return Number(
        value=lambda: (after() - before()) / nudge,
        again=lambda: ((x * (w + nudge) - y) ** 2 - (x * w - y) ** 2) / nudge,
        tolerance=0.01,
        mistakes={
            "gave the slope on the spot": lambda: loss.slope("w"),
            "forgot to divide by the nudge": lambda: after() - before(),
            "multiplied by the nudge": lambda: nudge * (after() - before()),
            "nudged the other way": lambda: (before() - loss.at(w=w - nudge).value()) / nudge,
            "gave the loss after the nudge": after,
        },
        figures={
            "x": x,
            "w": w,
            "y": y,
            "nudge": nudge,
            "moved": w + nudge,
            "before": before,
            "after": after,
            "slope": lambda: loss.slope("w"),
        },
        inspect=loss.inspect("w", title="The loss before the nudge"),
    )


JOBS = {
    "once": "One way there",
    "back": "One way there and back",
    "one": "All slopes by nudges to one side",
    "both": "All slopes by nudges to both sides",
}
_IN, _OUT = 10, 1


@question
def by_work(draw: Draw) -> Order:
    """Four jobs, two in a small network and two in one that is larger, or very much larger, by their work."""
    small, larger = draw.whole(3, 6), draw.one_of((10, 300))
    hidden = {"once": larger * small, "back": larger * small, "one": small, "both": small}
    shown = draw.shuffled(tuple(JOBS))
    place = shown.index

    def in_order(work: Callable[[str, int], int]) -> list[str]:
        return sorted(JOBS, key=lambda job: work(job, hidden[job]))

    return Order(
        things=tuple(f"{JOBS[job]}, {hidden[job]} hidden units" for job in shown),
        decide=lambda: tuple(map(place, in_order(work_on_the_tape))),
        again=lambda: tuple(map(place, in_order(work_by_hand))),
        mistakes={
            **(
                {"took small for cheap": (place("one"), place("back"))}
                if larger == 10
                else {"took nudges for dear at any size": (place("once"), place("both"))}
            ),
            "took the way back for free": (place("back"), place("once")),
            "forgot the other side": (place("both"), place("one")),
        },
        figures={
            "small": (_IN + 1) * small + (small + 1) * _OUT,
            "large": (_IN + 1) * larger * small + (larger * small + 1) * _OUT,
            "work": lambda: [
                f"{JOBS[job].lower()} {work_on_the_tape(job, hidden[job]):,}" for job in in_order(work_on_the_tape)
            ],
        },
    )


def work_on_the_tape(job: str, hidden: int) -> int:
    """Return the multiply-adds of a job in a network with `hidden` hidden units, counted on the engine's tape."""
    net = Network([_IN, hidden, _OUT])
    loss = one_example(net)
    loss.backward()
    there, back = (multiply_adds(loss.tape.phase(phase)) for phase in ("forward", "backward"))
    return {"once": there, "back": there + back, "one": (net.size + 1) * there, "both": 2 * net.size * there}[job]


def work_by_hand(job: str, hidden: int) -> int:
    """Return the work of a job by formula: a multiply-add for each weight there; back, those and the hidden layer's."""
    weights, passed_on = (_IN + 1) * hidden + (hidden + 1) * _OUT, (hidden + 1) * _OUT
    passes = {"once": 1, "one": weights + 1, "both": 2 * weights}
    return 2 * weights + passed_on if job == "back" else passes[job] * weights


@question
def estimate_formula(draw: Draw) -> Formula:
    """Ask what a nudge to one side makes of a square, as a formula."""
    factor = float(draw.whole(2, 6))

    def loss(at: float) -> float:
        return Computation(lambda w: factor * w**2, {"w": at}).value()

    return Formula(
        domain={"w": (-2.0, 2.0), "n": (0.1, 1.0)},
        value=lambda at: (loss(at["w"] + at["n"]) - loss(at["w"])) / at["n"],
        again=lambda at: factor * ((at["w"] + at["n"]) ** 2 - at["w"] ** 2) / at["n"],
        example=f"{2 * factor:g}*w + {factor:g}*n",
        mistakes={
            "gave the slope on the spot": lambda at: 2 * factor * at["w"],
            "forgot to divide by the nudge": lambda at: factor * (2 * at["w"] * at["n"] + at["n"] ** 2),
            "nudged the other way": lambda at: factor * (2 * at["w"] - at["n"]),
            "took the slope at the far end": lambda at: 2 * factor * (at["w"] + at["n"]),
        },
        figures={"factor": factor, "sample": lambda: _sample(factor)},
    )


def _sample(factor: float) -> float:
    """Return the estimate at w = 1 with a nudge of 0.5."""
    loss = Computation(lambda w: factor * w**2, {"w": 1.0})
    return (loss.at(w=1.5).value() - loss.value()) / 0.5


@question
def best_nudge(draw: Draw) -> Which:
    """Which of four nudges to one side comes nearest to the true slopes."""
    seed = draw.whole(0, 9)
    powers = {
        "took too long a nudge": draw.one_of((0.0, -1.0)),
        "stopped too early": draw.one_of((-3.0, -4.0)),
        "found the floor": draw.one_of((-7.0, -8.0)),
        "took too short a nudge": draw.one_of((-13.0, -14.0, -15.0)),
    }
    order = draw.shuffled(tuple(powers))
    return Which(
        options=tuple(
            option(name, nudge=_nudge(powers[name]), off=lambda name=name: _off(powers[name], seed)) for name in order
        ),
        amounts=lambda: [error(powers[name], ONE, LONG, seed) for name in order],
        amounts_again=lambda: [error_again(powers[name], seed) for name in order],
        least=True,
        figures={"errors": lambda: [f"{_nudge(powers[name])}: {_off(powers[name], seed)}" for name in order]},
    )


def _nudge(power: float) -> str:
    """Write a nudge so that its noughts need not be counted."""
    return f"10^{exact(power)}"


def _off(power: float, seed: int) -> str:
    return figure(error(power, ONE, LONG, seed))
