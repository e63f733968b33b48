"""The demo of the way back: share by share the blame travels from the taste to the weights; learners fill in theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from lessons.how_the_error_flows_back.backpropagation.links import FILLED_IN, LINKS, Link, diagnosis
from lessons.how_the_error_flows_back.backpropagation.model import Cookies
from lessons.kit.charts import Bars, Table
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.figures import exact, signed
from lessons.kit.knobs import Knob

EGGS, SPOONS, SWEETENS, WANTED = 2.0, 1.0, 3.0, 7.0
STRIDES = 5
"""In how many frames a share travels over its link."""
BLAMED = ("w", "u and v, as much as each other", "all three alike", "none of them")
FARTHEST = 150.0
"""Beyond any share that there is."""


def _typed(label: str) -> Knob:
    """Return a knob for a share that a learner fills in."""
    return Knob(-FARTHEST, FARTHEST, start=0.0, steps=int(2 * FARTHEST), label=label)


@demo(
    prediction=Prediction("Which weight is most to blame?", BLAMED),
    v=Knob(-3.0, 3.0, start=1.0, steps=12),
    by_p=_typed("your h by p"),
    by_q=_typed("your h by q"),
    at_h=_typed("your h"),
    at_w=_typed("your w"),
)
def cookies(v: float, by_p: float, by_q: float, at_h: float, at_w: float, seed: int) -> Frames:  # noqa: ARG001
    """Two ways from the sugar to the taste, and back."""
    batch = Cookies(EGGS, SPOONS, SWEETENS, v, WANTED)
    typed = filled_in(batch, dict(zip(FILLED_IN, (by_p, by_q, at_h, at_w), strict=True)))
    for strides in range(len(LINKS) * STRIDES + 1):
        yield _frame(batch, typed, strides)


def most_to_blame(batch: Cookies) -> int:
    """Return whom the options of the prediction would name, from the engine's slopes along w, u and v."""
    first, second, third = (abs(batch.values[name]) for name in ("dw", "du", "dv"))
    if max(first, second, third) == 0:
        return 3
    if abs(first - max(second, third)) < 1e-9:
        return 2
    return int(first < second)


def filled_in(batch: Cookies, knobs: Mapping[str, float]) -> dict[str, float]:
    """Return what was filled in, by the name of the link; a nought counts where it is right and its turn has come.

    Args:
        batch: whose blame it is.
        knobs: where the knob of each link stands, in the order of the way back.
    """
    typed: dict[str, float] = {}
    for link in LINKS:
        if link.name in knobs:
            right = link.share(batch) == 0 and all(name in typed for name in FILLED_IN[: FILLED_IN.index(link.name)])
            if knobs[link.name] or (typed and right):
                typed[link.name] = knobs[link.name]
    return typed


def _frame(batch: Cookies, typed: Mapping[str, float], strides: int) -> Frame:
    done, part = divmod(strides, STRIDES)
    over = done == len(LINKS)
    readings: dict[str, Reading] = {"wanted": batch.t}  # y stands in the table; one row of figures leaves it room
    if over:
        readings |= {f"blame of {name}": batch.values[f"d{name}"] for name in "wuv"}
    charts = (_table(batch, typed, done), _bars(batch, done, part / STRIDES))
    caption = " ".join([_walked(batch, done, part), *_told(batch, typed)])
    outcome = most_to_blame(batch) if over else None
    return Frame(done, charts, caption, readings, over, inspect=batch.inspection(), outcome=outcome)


def _table(batch: Cookies, typed: Mapping[str, float], done: int) -> Table:
    """The links so far as they are worked out, beside what was filled in and what each number is."""
    rows = tuple(
        (link.name, exact(batch.values[value]), *_worked(link, batch, typed, shown=place < done))
        for place, (link, value) in enumerate(zip(LINKS, "ypqhwuv", strict=True))
    )
    title = f"Back from a miss of {exact(batch.values['miss'])}; x = {exact(batch.x)}"
    return Table(title, ("", "is", "back", "yours", "blame"), rows)


def _worked(link: Link, batch: Cookies, typed: Mapping[str, float], *, shown: bool) -> tuple[str, str, str]:
    """Return how a share is worked out, what was filled in, and the share; the first and the last once it is shown."""
    yours = _yours(link, batch, typed)
    return (link.worked(batch), yours, exact(link.share(batch))) if shown else ("?", yours, "?")


def _yours(link: Link, batch: Cookies, typed: Mapping[str, float]) -> str:
    """Return what was filled in, with a sign that says whether it is right."""
    if link.name not in typed:
        return "…" if link.name in FILLED_IN else ""
    return f"{exact(typed[link.name])} {'✓' if diagnosis(link, batch, typed) == 'right' else '✗'}"


def _bars(batch: Cookies, done: int, part: float) -> Bars:
    """The shares that have come back from the taste, and the one that is on its way."""
    shares = np.array([link.share(batch) for link in LINKS])
    places = np.arange(len(LINKS))
    drawn = np.where(places < done, shares, np.where(places == done, part * shares, 0.0)) + 0.0  # no −0
    far = max(1.0, float(np.abs(shares).max()))
    names = tuple(link.name for link in LINKS[1:])
    highlight = done - 1 if 0 < done < len(LINKS) else None
    return Bars("Blame so far", names, drawn[1:], (-far, far), highlight, decimals=0)


def _walked(batch: Cookies, done: int, part: int) -> str:
    """Return where the walk is."""
    if done == len(LINKS):
        blames = ", ".join(f"{name} {exact(batch.values[f'd{name}'])}" for name in "wuv")
        return f"The walk is over. Blame: {blames}."
    link = LINKS[done]
    if done or part:
        on_its_way = f"{link.worked(batch)} = {exact(link.share(batch))}"
        return f"Back to {link.name}: {on_its_way}."
    return _made(batch)


def _made(batch: Cookies) -> str:
    """Return the way there in words."""
    made = batch.values
    return (
        f"h = {exact(batch.w)} × {exact(batch.x)} = {exact(made['h'])}; p = {exact(batch.u)} × {exact(made['h'])} = "
        f"{exact(made['p'])}; q = {exact(batch.v)} × {exact(made['h'])} = {exact(made['q'])}; y = {exact(made['p'])} + "
        f"{signed(made['q'])} = {exact(made['y'])}, wanted {exact(batch.t)}: a miss of {exact(made['miss'])}."
    )


def _told(batch: Cookies, typed: Mapping[str, float]) -> Iterator[str]:
    """Give what is told of the shares that were filled in: how many are right, and where the first slip lies."""
    told = {link.name: diagnosis(link, batch, typed) for link in LINKS if link.name in typed}
    if not told:
        return
    right = sum(each == "right" for each in told.values())
    yield f"Yours: {right} of {len(told)} right."
    slips = (f"{name}: {each}." for name, each in told.items() if each != "right")
    yield from list(slips)[:1]
