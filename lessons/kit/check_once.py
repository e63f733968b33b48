"""Questions that compute each thing once, however many rules ask for it: nothing is marked otherwise than it would be.

A drawing's answer, its mistakes, its worked answer and its experiment are asked for by a dozen rules. That they are the
same each time is a rule of its own, which looks at a drawing that remembers nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from lessons.kit.asking import told
from lessons.kit.formula import Point, Value
from lessons.kit.questions import Body, Choice, Formula, Number, Order, Predict, Question, Which


def once_each(question: Question) -> Question:
    """Return the question with drawings that remember what they have computed."""
    return replace(question, maker=lambda draw: _remembering(question.maker(draw)))


def _remembering(body: Body) -> Body:
    hints, explain = replace(body.hints, worked=cache(lambda: told(body.hints.worked))), cache(body.explain)
    match body:
        case Number():
            slips = tuple(replace(slip, value=cache(slip.value)) for slip in body.misconceptions)
            number = replace(body, value=cache(body.value), again=cache(body.again), misconceptions=slips)
            return replace(number, hints=hints, explain=explain)
        case Formula():
            mistakes = tuple(replace(slip, value=_at_each_point(slip.value)) for slip in body.misconceptions)
            value, again = _at_each_point(body.value), _at_each_point(body.again)
            return replace(body, value=value, again=again, misconceptions=mistakes, hints=hints, explain=explain)
        case Order():
            return replace(body, decide=cache(body.decide), again=cache(body.again), hints=hints, explain=explain)
        case Which():  # what it decides follows from the amounts
            amounts, again_amounts = cache(body.amounts), cache(body.amounts_again)
            return replace(body, amounts=amounts, amounts_again=again_amounts, hints=hints, explain=explain)
        case Predict():
            experiment, again = cache(body.experiment), cache(body.again)
            return replace(body, experiment=experiment, again=again, hints=hints, explain=explain)
        case Choice():
            return replace(body, decide=cache(body.decide), again=cache(body.again), hints=hints, explain=explain)


def _at_each_point(value: Value) -> Value:
    """Return the function; of one point it is asked once."""
    known: dict[tuple[tuple[str, float], ...], float] = {}

    def at(point: Point) -> float:
        key = tuple(point.items())
        if key not in known:
            known[key] = value(point)
        return known[key]

    return at
