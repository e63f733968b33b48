"""The demo of the dots: a network with a few ReLU units learns a curve that nobody shows it."""

from __future__ import annotations

from engine import Network
from engine.datasets import Split
from lessons.inside_the_network.function.model import (
    DOTS,
    NOISE,
    OPTIONS,
    UPDATES,
    bends_of,
    between,
    dots_of,
    how_far,
    joining,
    miss,
)
from lessons.inside_the_network.function.pictures import through_the_dots
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob, Setting

EVERY = 20


@demo(
    prediction=Prediction("Between the dots: how far off will it be, on average, after 1,000 updates?", OPTIONS),
    hidden=Knob(2, 32, start=16, scale="log", steps=8, whole=True, label="ReLU units"),
    count=Knob(10, 160, start=DOTS, scale="log", steps=8, whole=True, label="dots"),
    noise=Knob(0.0, 0.3, start=NOISE, steps=6),
)
def dots(hidden: float, count: float, noise: float, seed: int) -> Frames:
    """A network joins the dots."""
    given = dots_of(int(count), noise, seed)
    run = joining(given, int(hidden), seed, EVERY)
    for update in run:
        over = update.number == UPDATES
        off = miss(run.net, between(given))
        readings: dict[str, Reading] = {"update": update.number, "loss": update.loss}
        if over:
            readings |= {"off": off, "pieces": pieces(run.net, given)}
        yield Frame(
            update.number,
            (through_the_dots(run.net, given, shown=over),),
            _caption(update.number, run.net, given, off, over),
            readings,
            over,
            trouble_with(run.net, given, noise) if over else None,
            network_example(
                run.net, given.inputs[0], given.targets[0], title="One dot, on its way through the network"
            ),
            how_far(off) if over else None,
        )


def pieces(net: Network, given: Split) -> int:
    """Return how many straight pieces its curve has between the first dot and the last."""
    return 1 + len(bends_of(net, float(given.inputs.min()), float(given.inputs.max())))


def trouble_with(net: Network, given: Split, noise: float) -> Trouble | None:
    """Tell why a curve is more than a hair's breadth off, if it is."""
    if how_far(miss(net, between(given))) == 0:
        return None
    units = net.layers[0].units
    fix: dict[str, Setting] = {"hidden": 16} if units < 16 else {}
    fix |= {"count": DOTS} if len(given) < DOTS else {}
    fix |= {"noise": NOISE} if noise > NOISE else {}
    if units < 16:
        why = (
            f"{units} units make {units + 1} straight pieces at most; here {pieces(net, given)} lie among the dots. "
            "A wave wants more of them, or better placed ones."
        )
        return Trouble("Too few pieces", why, fix)
    return Trouble("Dots that mislead", "It has pieces enough, but too few or too noisy dots to lay them along.", fix)


def _caption(number: int, net: Network, given: Split, off: float, over: bool) -> str:
    if not over:
        return f"Update {number}: the network's curve among {len(given)} dots."
    count = pieces(net, given)
    return f"After {number:,} updates: {count} straight pieces, off the hidden curve by {figure(off)} on average."
