"""The rules for marking: a right reply in every notation, each known mistake by its name, and no nonsense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from lessons.kit.asking import told
from lessons.kit.questions import Body, Choice, Formula, Number, Order, Predict

NONSENSE = ("banana", "", "   ", "nan", "1e999", "9" * 10_000)
"""Replies that are no answer to anything."""


def marking_problem(body: Body) -> str:
    """The first reply that is not marked as it should be, or ""."""
    for reply in NONSENSE:
        verdict = body.mark(reply)
        if verdict.outcome != "unreadable" or not verdict.message.strip():
            return f"the reply “{reply[:20]}” is marked {verdict.outcome}; it cannot be read."
    match body:
        case Number():
            return _number_problem(body)
        case Formula():
            return _formula_problem(body)
        case Order():
            return _order_problem(body)
        case _:
            return _choice_problem(body)


def _formula_problem(body: Formula) -> str:
    for reply in (body.accepted_reply(), f"0 + ({body.accepted_reply()}) * 2 / 2", f"= {body.accepted_reply()}"):
        if body.mark(reply).outcome != "right":
            return f"its own answer, typed as “{reply}”, is marked {body.mark(reply).outcome}."
    if body.mark(f"({body.accepted_reply()}) + 1").outcome != "wrong":
        return f"“({body.accepted_reply()}) + 1” is not marked wrong."
    return body.without_value()


def _order_problem(body: Order) -> str:
    answer = body.accepted_reply()
    for reply in (answer, answer.replace(" ", ""), answer.replace(" ", ", ")):
        if body.mark(reply).outcome != "right":
            return f"its own answer, typed as “{reply}”, is marked {body.mark(reply).outcome}."
    if body.mark(" ".join(reversed(answer.split()))).outcome != "wrong":
        return "the reverse of its answer is not marked wrong."
    return ""


def mistakes_problem(body: Body) -> str:
    """Return the first mistake that is marked right, or told as another one, in this drawing; "" if none is.

    A formula's mistakes are not typed: `Formula.ambiguity` compares them.
    """
    match body:
        case Number():
            return _number_mistakes_problem(body)
        case Order():
            return _order_mistakes_problem(body)
        case Choice():
            return _leads_problem(body)
        case _:
            return ""


def _leads_problem(body: Choice) -> str:
    for name, lead in body.mistakes.items():
        verdict = body.mark(str(lead() + 1))
        if verdict.outcome != "wrong" or verdict.misconception != name:
            told_of = verdict.misconception or "no name"
            return f"“{name}” leads to option {lead() + 1}, which is marked {verdict.outcome} ({told_of})."
    return ""


def _order_mistakes_problem(body: Order) -> str:
    for mistake in body.misconceptions:
        replies = (" ".join(str(place + 1) for place in order) for order in body.orders_of(mistake))
        verdicts = [body.mark(reply) for reply in replies]
        if all(verdict.misconception != mistake.name for verdict in verdicts):
            told_of = verdicts[0].misconception or "no name"
            return f"whoever makes the mistake “{mistake.name}” alone is marked {verdicts[0].outcome} ({told_of})."
    return ""


def _number_mistakes_problem(body: Number) -> str:
    for mistake in body.misconceptions:
        reply = f"{mistake.value():.10g}"
        verdict = body.mark(reply)
        if verdict.outcome != "wrong" or verdict.misconception != mistake.name:
            name = verdict.misconception or "no name"
            return f"“{mistake.name}” leads to {reply}, which is marked {verdict.outcome} ({name})."
    return ""


def _number_problem(body: Number) -> str:
    for reply in (body.accepted_reply(), *notations(body.answer())):
        if body.mark(reply).outcome != "right":
            return f"its own answer, typed as “{reply}”, is marked {body.mark(reply).outcome}."
    return ""


def _choice_problem(body: Choice) -> str:
    right = body.answer()
    for index, option in enumerate(body.options):
        if index == right:
            continue
        if not option.name.strip() or not told(option.because).strip():
            return f"the option “{option.text}” is wrong here, and has no name or nothing to tell who picks it."
    for reply in (body.accepted_reply(), body.options[right].text)[: 1 if isinstance(body, Predict) else 2]:
        if body.mark(reply).outcome != "right":
            return f"its own answer, typed as “{reply}”, is marked {body.mark(reply).outcome}."
    return _wrong_options_problem(body, right)


def _wrong_options_problem(body: Choice, right: int) -> str:
    wrong = [index for index in range(len(body.options)) if index != right]
    for index in wrong[:1] if isinstance(body, Predict) else wrong:  # each marking of a prediction runs its experiment
        verdict = body.mark(str(index + 1))
        if verdict.outcome != "wrong" or verdict.misconception != body.options[index].name:
            return f"the option “{body.options[index].text}” is marked {verdict.outcome} ({verdict.misconception})."
    return ""


def notations(number: float) -> Iterator[str]:
    """Yield a number in the ways in which different people would type it."""
    plain = f"{number:.10g}"
    mantissa, _, exponent = f"{number:.9e}".partition("e")
    comma = plain if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", plain) is None else f"{plain}0"  # 1,234 would be asked back
    yield plain.replace("-", "−")
    yield comma.replace(".", ",")
    yield f"{mantissa}e{exponent}"
    yield f"{mantissa}·10^{int(exponent)}"
    yield f"  {plain}  "
    yield f"{number * 100:.12g} %"
    exact = Fraction(number).limit_denominator(1000)
    if float(exact) == number and exact.denominator > 1:
        yield f"{exact.numerator}/{exact.denominator}"
