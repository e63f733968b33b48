"""Questions that compute each thing once, however many rules ask for it: nothing is marked otherwise than it would be.

A drawing's answer, its mistakes, its worked answer and its experiment are asked for by a dozen rules. That they are the
same each time is a rule of its own, which looks at a drawing that remembers nothing. Seeds for which chance decided the
same (a formula with one whole number in it has few drawings) share one, too.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import cache

from lessons.kit.asking import NO_HINTS, told
from lessons.kit.formula import FormulaValue, Point
from lessons.kit.questions import Body, Choice, Draw, Formula, Number, Order, Predict, Question, Which


def once_each(question: Question) -> Question:
    """Return the question with drawings that remember what they have computed, and are made once each."""
    made: dict[tuple[Hashable, ...], Body] = {}

    def maker(draw: Draw) -> Body:
        body = question.maker(draw)
        return made.setdefault(draw.decided(), _remembering(body))

    return replace(question, maker=maker)


def _remembering(body: Body) -> Body:
    """Return a drawing as its maker gives it, with or without its words, that remembers what it has computed."""
    match body:
        case Number():
            slips = tuple(replace(slip, value=cache(slip.value)) for slip in body.misconceptions)
            values = {name: cache(value) for name, value in body.mistakes.items()}
            kept: Body = replace(
                body, value=cache(body.value), again=cache(body.again), mistakes=values, misconceptions=slips
            )
        case Formula():
            mistakes = tuple(replace(slip, value=_at_each_point(slip.value)) for slip in body.misconceptions)
            at_points = {name: _at_each_point(value) for name, value in body.mistakes.items()}
            value, again = _at_each_point(body.value), _at_each_point(body.again)
            kept = replace(body, value=value, again=again, mistakes=at_points, misconceptions=mistakes)
        case Which():  # what it decides follows from the amounts
            kept = replace(body, amounts=cache(body.amounts), amounts_again=cache(body.amounts_again))
        case Predict():
            kept = replace(body, experiment=cache(body.experiment), again=cache(body.again))
        case Order():
            kept = replace(body, decide=cache(body.decide), again=cache(body.again))
        case Choice():
            kept = replace(body, decide=cache(body.decide), again=cache(body.again))
    if kept.hints is NO_HINTS:  # its words stand in quiz.md, and are put in later
        return kept
    worked = kept.hints.worked
    return replace(kept, hints=replace(kept.hints, worked=cache(lambda: told(worked))), explain=cache(kept.explain))


def _at_each_point(value: FormulaValue) -> FormulaValue:
    """Return the function; of one point it is asked once."""
    known: dict[tuple[tuple[str, float], ...], float] = {}

    def at(point: Point) -> float:
        key = tuple(point.items())
        if key not in known:
            known[key] = value(point)
        return known[key]

    return at
