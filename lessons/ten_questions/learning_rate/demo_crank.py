"""The demo of the real network: five copies of it trained at once, alike in all but the learning rate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import SGD, Network, datasets, train
from lessons.kit.charts import Lines, Series, Tone
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.kit.loss_curves import loss_curves
from lessons.kit.remedies import first_that_mends
from lessons.kit.slopes import Array

UPDATES, EVERY = 300, 5
EXAMPLES = 60
SWEEP = (0.001, 0.01, 0.1, 0.5)
"""The other networks' learning rates, from crawling to blowing up."""
PLACES = ("Lowest of all", "Between the others", "Highest of those that did not blow up", "It blew up")
BLOWN_UP = 1e3
"""A loss this large is beyond hope: the wave's own heights are about 1."""
_TONES: tuple[Tone, ...] = ("fifth", "second", "third", "bad", "main")
_LIMITS = (0.01, 10.0)


@demo(
    prediction=Prediction(f"Where will your network's loss be after {UPDATES} updates?", PLACES),
    gone=("view",),
    rate=Knob(0.0005, 2.0, start=0.03, scale="log", label="your rate"),
    hidden=Knob(4, 64, start=16, scale="log", steps=4, whole=True, label="hidden units"),
)
def crank(rate: float, hidden: float, seed: int) -> Frames:
    """One network, five learning rates."""
    rates = (*SWEEP, rate)
    data = datasets.sine(seed, samples=EXAMPLES).train
    net = Network([1, int(hidden), 1], activation="tanh", seed=[seed] * len(rates))  # five copies in one replay
    losses: list[Array] = []
    for update in train(net, data, loss="mse", optimiser=SGD(rates), updates=UPDATES, every=EVERY):
        losses.append(update.losses)
        race = np.array(losses)
        over = update.number == UPDATES or blown_up(race[:, -1]) or update.diverged
        readings: dict[str, Reading] = {
            "update": update.number,
            "loss": float(race[-1, -1]),
            "gradient": float(update.gradient_norms[-1]),
        }
        trouble, came_in = None, None
        if over:
            came_in = place(race)
            readings["your network"] = PLACES[came_in]
            trouble = _trouble(rate, int(hidden), seed) if blown_up(race[:, -1]) else None
        pictures = (curves(race, rates), _wave(net, data.inputs, data.targets))
        caption = _caption(update.number, rates, race, over)
        inside = network_example(net, data.inputs[0], data.targets[0], member=len(rates) - 1)
        yield Frame(update.number, pictures, caption, readings, over, trouble, inside, came_in)
        if over:
            return


def blown_up(losses: Array) -> bool:
    """Whether one network's losses, shape (updates,), have left the realm of the sensible."""
    return not bool(np.all(losses < BLOWN_UP))


def place(race: Array) -> int:
    """Where the last network of a race came in, by its losses of shape (updates, networks)."""
    calm = [float(losses[-1]) for losses in race.T[:-1] if not blown_up(losses)]
    if blown_up(race[:, -1]):
        return PLACES.index("It blew up")
    if race[-1, -1] <= min(calm):
        return 0
    return 2 if race[-1, -1] >= max(calm) else 1


def learn(rates: Sequence[float], hidden: int, seed: int, updates: int = UPDATES) -> Array:
    """The losses of networks at these rates, first and after each update, shape (updates + 1, networks)."""
    net = Network([1, hidden, 1], activation="tanh", seed=[seed] * len(rates))
    data = datasets.sine(seed, samples=EXAMPLES).train
    return np.array([update.losses for update in train(net, data, loss="mse", optimiser=SGD(rates), updates=updates)])


def _trouble(rate: float, hidden: int, seed: int) -> Trouble:
    """Name it, and look for a rate that stays calm by trying some, as people do."""

    def calm(rate: float) -> bool:
        losses = learn((rate,), hidden, seed, updates=100)[:, 0]
        return bool(losses[-1] < losses[0]) and not blown_up(losses)

    tries = (float(f"{rate / 3**i:.2g}") for i in range(1, 6))
    why = (
        "Somewhere the loss bends too sharply for steps of this size. Each update overshot further than the one "
        "before, until the numbers burst."
    )
    return Trouble("It diverged", why, {"rate": first_that_mends(tries, calm, otherwise=SWEEP[0])})


def _caption(number: int, rates: Sequence[float], race: Array, over: bool) -> str:
    here, yours = race[-1], f"your network (rate {rates[-1]:g})"
    if blown_up(race[:, -1]):
        return f"Update {number}: {yours} has blown up. Its loss began at {figure(race[0, -1])} and burst all bounds."
    gone = [f"{rate:g}" for rate, losses in zip(rates, race.T, strict=True) if blown_up(losses)]
    blown = f" Blown up: rate {', '.join(gone)}." if gone else ""
    if not over:
        ahead = [f"{rate:g}" for rate, loss in zip(rates, here[:-1], strict=False) if loss < here[-1]]
        order = f"Ahead of it: rate {', '.join(ahead)}." if ahead else "None is ahead of it."
        return f"Update {number}: {yours} has loss {figure(here[-1])}. {order}{blown}"
    calm = sorted(
        (float(loss), f"{rate:g}") for loss, rate in zip(here[:-1], rates, strict=False) if f"{rate:g}" not in gone
    )
    others = ", ".join(f"rate {rate} at {figure(loss)}" for loss, rate in calm)
    return f"After {number} updates {yours} is at {figure(here[-1])}. The others: {others}.{blown}"


def curves(race: Array, rates: Sequence[float]) -> Lines:
    """The loss of each network on a logarithmic axis; one that leaves it is drawn to its rim and no further."""
    labels = [*(f"{rate:g}" for rate in rates[:-1]), "you"]
    updates = EVERY * np.arange(len(race))
    return loss_curves("Loss, by learning rate", labels, updates, race, limits=_LIMITS, until=UPDATES, tones=_TONES)


def _wave(net: Network, inputs: Array, targets: Array) -> Lines:
    """Draw what your network makes of the wave, beside the examples that it learns from."""
    along = np.linspace(-np.pi, np.pi, 61)
    made = net.outputs(along[:, None])[-1, :, 0]
    drawn = np.where(np.abs(made) < 2.0, made, np.nan)
    series = (
        Series("examples", inputs[:, 0], targets[:, 0], kind="points", tone="muted"),
        Series("you", along, drawn),
    )
    return Lines("The wave, and your network", series, "x", "y", (-3.2, 3.2), (-2.0, 2.0))
