"""The demo of the uses: a table that fills, a use at a time, with the loss that each takes."""

from __future__ import annotations

from lessons.kit.charts import Table
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.the_bigger_picture.applications.uses import FAMILY, USES, Use, example, families

A_ROW = 4
"""Frames for which a use is looked at before the next."""
OPTIONS = ("One or two", "Four or five", "One for each use")


@demo(
    prediction=Prediction("How many kinds of loss do they take?", OPTIONS),
    field=Choices("all", "seeing", "language", "advice", label="uses"),
    skill=Knob(0.0, 5.0, start=4.0, steps=10, label="how well trained", live=True),
)
def uses(field: str, skill: Live[float], seed: int) -> Frames:  # noqa: ARG001
    """Ten uses, and what a miss costs in each."""
    chosen = tuple(use for use in USES if field in ("all", use.field))
    for number in range(A_ROW * (len(chosen) - 1)):
        yield _frame(number, chosen, chosen[: number // A_ROW + 1], skill())
    yield from still(lambda: _frame(A_ROW * (len(chosen) - 1), chosen, chosen, skill()))


def how_many(chosen: tuple[Use, ...]) -> int:
    """Return which of OPTIONS the kinds of loss come to."""
    count = len(families(chosen))
    return 0 if count <= 2 else 1 if count < len(chosen) else 2


def _frame(number: int, chosen: tuple[Use, ...], seen: tuple[Use, ...], skill: float) -> Frame:
    use, over = seen[-1], len(seen) == len(chosen)
    kinds, here = families(seen), example(use, skill)
    return Frame(
        number,
        (_table(seen),),
        f"To {use.name}: {use.gives}, charged by {FAMILY[use.charge]}. But {use.beware}.",
        {"uses": len(seen), "kinds of loss": len(kinds), "loss of this example": figure(here.value())},
        over,
        inspect=here.inspect("outputs", title=f"One example of this use: {use.name}"),
        outcome=how_many(chosen) if over else None,
    )


def _table(seen: tuple[Use, ...]) -> Table:
    rows = tuple((use.name, use.network, use.gives, FAMILY[use.charge]) for use in seen)
    return Table("Uses", ("to", "network", "comes out", "loss"), rows)
