"""The kinds formula, order and which: what is marked right, which mistakes are named, what cannot be marked fairly."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from lessons.kit.check_marking import marking_problem, mistakes_problem
from lessons.kit.check_wording import help_problem, wording_problem
from lessons.kit.errors import DoesNotAgree
from lessons.kit.questions import Formula, FormulaMistake, Hints, Option, Order, OrderMistake, Which

HINTS = Hints("nudge", "method", lambda: "so it is 2 * (a - y) * x")


def slope(at: Mapping[str, float]) -> float:
    return 2 * (at["a"] - at["y"]) * at["x"]


FORMULA = Formula(
    prompt="The loss is (a − y)² and a = w·x. What is its slope along w?",
    domain={"a": (-2, 2), "y": (-2, 2), "x": (0.5, 3)},
    value=slope,
    again=lambda at: 2 * at["a"] * at["x"] - 2 * at["y"] * at["x"],
    example="2 * (a - y) * x",
    misconceptions=(
        FormulaMistake("sign flipped", lambda at: -slope(at), "You went from the answer to the guess."),
        FormulaMistake("forgot the 2", lambda at: slope(at) / 2, "The square brings a factor of 2 down."),
        FormulaMistake("forgot the input", lambda at: slope(at) / at["x"], "The slope along w passes through x."),
    ),
    hints=HINTS,
    explain=lambda: "It is so.",
)
ORDER = Order(
    prompt="Put them in order.",
    things=("update", "loss", "forward pass", "backward pass"),
    decide=lambda: (2, 1, 3, 0),
    again=lambda: (2, 1, 3, 0),
    misconceptions=(OrderMistake("updates too early", 0, 3, "Nothing is known of the slope yet."),),
    hints=HINTS,
    explain=lambda: "It is so.",
)


def which(amounts: Sequence[float], *, least: bool = False, again: Sequence[float] | None = None) -> Which:
    options = tuple(Option(f"weight {i}", "not the one", "Look again.") for i in range(len(amounts)))
    return Which(
        prompt="Which is it?",
        options=options,
        amounts=lambda: amounts,
        amounts_again=lambda: amounts if again is None else again,
        least=least,
        hints=HINTS,
        explain=lambda: "It is so.",
    )


@pytest.mark.parametrize(
    "reply", ["2*(a-y)*x", "2x(a−y)", "-2x(y-a)", "2ax - 2xy", "dL/dw = (a-y)*(x+x)", "(a-y)/(1/(2x))"]
)
def test_every_equal_form_of_a_formula_passes(reply: str) -> None:
    assert FORMULA.mark(reply).outcome == "right"


@pytest.mark.parametrize(
    ("reply", "name"),
    [
        ("2x(y-a)", "sign flipped"),
        ("x*(a-y)", "forgot the 2"),
        ("2(a-y)", "forgot the input"),
        ("a", None),
        ("1/0", None),
    ],
)
def test_a_wrong_formula_is_named_or_shown_where_it_differs(reply: str, name: str | None) -> None:
    verdict = FORMULA.mark(reply)
    assert (verdict.outcome, verdict.misconception) == ("wrong", name)
    assert name or ("the engine" in verdict.message and "a = " in verdict.message)


def test_a_formula_is_compared_everywhere_and_not_at_one_lucky_point() -> None:
    point = FORMULA.points()[0]
    assert FORMULA.mark(f"{slope(point)!r}").outcome == "wrong"
    assert len({tuple(at.values()) for at in FORMULA.points()}) == 50


def test_a_formula_that_disagrees_with_itself_marks_nobody() -> None:
    with pytest.raises(DoesNotAgree):
        replace(FORMULA, again=lambda at: slope(at) + 0.01).mark("2*(a-y)*x")


def test_formulas_that_coincide_or_have_no_value_are_unfair() -> None:
    assert FORMULA.ambiguity() == ""
    twin = FormulaMistake("twin", lambda at: at["x"] * 2 * (at["a"] - at["y"]), "")
    assert "same" in replace(FORMULA, misconceptions=(twin,)).ambiguity()
    assert "not finite" in replace(FORMULA, value=lambda _: math.inf).ambiguity()


def test_formulas_are_told_apart_by_as_few_points_as_it_takes_and_have_a_value_at_all() -> None:
    asked: list[float] = []

    def counted(at: Mapping[str, float]) -> float:
        asked.append(at["x"])
        return math.inf if len(asked) > 1 else 2 * (at["a"] - at["y"])

    hole = replace(FORMULA, misconceptions=(FormulaMistake("hole", counted, ""),))
    assert hole.ambiguity() == "" and len(asked) == 1
    assert hole.without_value() == "“hole” is not finite everywhere in the domain."
    assert FORMULA.without_value() == ""


@pytest.mark.parametrize(
    "reply",
    [
        "3 2 4 1",
        "3241",
        "3, 2, 4, 1",
        " 3 > 2 > 4 > 1 ",
        "3→2→4→1",
        "３ ２ ４ １",
        "③②④①",
        "(3)(2)(4)(1)",
        "3–2—4−1",
        "3、2、4、1",
        "\ufeff3⟶2⇒4➔1\u200b",
        "3 | 2 | 4 | 1",
    ],
)
def test_an_order_in_every_notation(reply: str) -> None:
    assert ORDER.mark(reply).outcome == "right"


@pytest.mark.parametrize("reply", ["", "banana", "3 2 4", "3 3 2 1", "1 2 3 5", "3.2.4.1.9", "9" * 5000])
def test_an_order_that_is_none_gets_a_sentence(reply: str) -> None:
    verdict = ORDER.mark(reply)
    assert verdict.outcome == "unreadable" and verdict.message


def test_a_wrong_order_is_named_or_told_where_it_goes_wrong() -> None:
    assert ORDER.mark("3 2 1 4").misconception == "updates too early"
    verdict = ORDER.mark("3 4 2 1")
    assert verdict.misconception is None
    assert "The first is right; then “backward pass” comes too early." in verdict.message


def test_orders_that_cannot_be_asked() -> None:
    assert ORDER.ambiguity() == ""
    assert "already" in replace(ORDER, decide=lambda: (0, 1, 2, 3), again=lambda: (0, 1, 2, 3)).ambiguity()
    assert "same" in replace(ORDER, things=("loss", "Loss ", "a", "b")).ambiguity()
    assert "right answer does" in replace(ORDER, misconceptions=(OrderMistake("m", 2, 0, ""),)).ambiguity()
    with pytest.raises(DoesNotAgree):
        replace(ORDER, again=lambda: (2, 1, 0, 3)).answer()
    with pytest.raises(DoesNotAgree):
        replace(ORDER, decide=lambda: (2, 1), again=lambda: (2, 1)).answer()


def test_each_known_mistake_in_an_order_can_be_told_of_alone() -> None:
    first, twin = OrderMistake("updates before the loss", 0, 1, ""), OrderMistake("updates unseen", 0, 1, "")
    both = replace(ORDER, misconceptions=(first, twin))
    assert both.ambiguity() == "whoever makes the mistake “updates unseen” is told of another one"
    assert "“updates unseen” alone is marked wrong (updates before the loss)" in mistakes_problem(both)
    further = OrderMistake("updates before the forward pass", 0, 2, "")
    assert replace(ORDER, misconceptions=(first, further)).ambiguity() == ""
    assert ORDER.tells("updates too early") and not ORDER.tells("updates before the loss")


def test_a_mistake_that_leads_to_an_option_gives_it_its_name() -> None:
    body = replace(which([1, 5, -9]), mistakes={"went by size alone": lambda: 2})
    assert [option.name for option in body.named()] == ["not the one", "not the one", "went by size alone"]
    assert body.ambiguity() == ""
    assert "“went by size alone” leads to option 3, which is marked wrong (not the one)" in mistakes_problem(body)
    body = replace(body, options=body.named())
    assert mistakes_problem(body) == ""
    assert body.tells("went by size alone") and body.tells("not the one") and not body.tells("took the first")


def test_a_choice_is_unfair_where_a_mistake_is_right_or_looks_like_another() -> None:
    body = which([1, 5, -9])
    right = replace(body, mistakes={"went by size alone": lambda: 2, "took the middle": lambda: 1})
    assert right.ambiguity() == "the mistake “took the middle” leads to the right option"
    twins = replace(body, mistakes={"went by size alone": lambda: 2, "took the last": lambda: 2})
    assert twins.ambiguity() == "two mistakes lead to one option"
    assert not replace(body, options=(Option("a", "m"), Option("b", "n"), Option("c", ""))).tells("n")


def test_which_is_decided_by_the_amounts() -> None:
    assert which([1, 5, -9]).answer() == 1
    assert which([1, 5, -9], least=True).answer() == 2
    assert which([1, 5, 3]).mark("2").outcome == "right"
    assert which([1, 5, 3]).mark("3").misconception == "not the one"
    with pytest.raises(DoesNotAgree):
        which([1, 5, 3], again=[5, 1, 3]).answer()


def test_which_needs_a_clear_winner() -> None:
    assert which([1, 5, 3]).ambiguity() == ""
    assert "too close" in which([1, 5, 4.95]).ambiguity()
    assert "not finite" in which([1, math.nan, 3]).ambiguity()
    assert "too close" in which([-5, -4.99, 3], least=True).ambiguity()


def test_the_rules_accept_what_is_sound_and_refuse_what_is_not() -> None:
    for body in (FORMULA, ORDER, which([1, 5, 3])):
        assert (marking_problem(body), wording_problem(body)) == ("", "")
    assert help_problem(FORMULA) == ""
    assert "does not come to" in help_problem(replace(FORMULA, example="2*x*(a-y)"))
    assert "is marked wrong" in marking_problem(replace(FORMULA, example="x"))
    assert "misconceptions" in wording_problem(replace(FORMULA, misconceptions=()))
    assert "wrong way round" in wording_problem(replace(FORMULA, domain={**FORMULA.domain, "a": (2, -2)}))
    assert "can be put in order" in wording_problem(replace(ORDER, things=("a", "b")))
