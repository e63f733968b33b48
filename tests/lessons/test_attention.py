"""The lesson on attention: the formula by hand and by nudges, the head that learns it, and its questions."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine import Tensor, gradient_check
from lessons.kit.charts import Lines, Picture, Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting
from lessons.kit.questions import Number
from lessons.the_bigger_picture.attention.demo_ask import ask
from lessons.the_bigger_picture.attention.demo_lookup import lookup
from lessons.the_bigger_picture.attention.demo_weigh import A_STAGE, KEYS, VALUES, weigh
from lessons.the_bigger_picture.attention.formula import attend, attention_of, by_hand
from lessons.the_bigger_picture.attention.head import (
    ITEMS,
    WHAT,
    WHO,
    Head,
    asked_in_turn,
    drawn,
    loss_of_lists,
    missing,
    right,
    twice,
)

ASKED = load("attention").questions


def last_of(demo: Demo, seed: int = 0, **settings: Setting) -> Frame:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)[-1]


@pytest.mark.parametrize("scaled", [True, False])
@pytest.mark.parametrize("before", [(), (5,), (2, 3)])
def test_attention_is_its_formula_for_one_list_and_for_stacks(before: tuple[int, ...], scaled: bool) -> None:
    rng = np.random.default_rng(len(before))
    q, k, v = (rng.standard_normal((*before, *shape)) for shape in ((2, 4), (3, 4), (3, 5)))
    powers = np.exp(np.einsum("...qd,...id->...qi", q, k) / (math.sqrt(4) if scaled else 1.0))
    weights = powers / powers.sum(axis=-1, keepdims=True)
    here = attend(Tensor(q), Tensor(k), Tensor(v), scaled=scaled)
    assert here.weights.value == pytest.approx(weights)
    assert here.output.value == pytest.approx(np.einsum("...qi,...in->...qn", weights, v))


def test_attentions_gradients_are_those_of_central_differences() -> None:
    rng = np.random.default_rng(0)
    parts = tuple(rng.standard_normal(shape) for shape in ((2, 1, 3), (2, 4, 3), (2, 4, 2)))
    assert gradient_check(lambda q, k, v: (attend(q, k, v).output ** 2).sum(), parts) < 1e-6


def test_the_loss_of_lists_has_the_gradients_of_central_differences_in_all_four_matrices() -> None:
    rng = np.random.default_rng(1)
    lists = drawn(rng, 5)
    given = (lists.queries(), lists.items(), np.eye(len(WHAT))[lists.answers()][:, None])
    matrices = tuple(0.3 * rng.standard_normal(shape) for shape in ((8, 3), (14, 3), (14, 3), (3, 6)))
    assert gradient_check(lambda *at: loss_of_lists(*at, *(Tensor(g, constant=True) for g in given)), matrices) < 1e-6


def test_by_hand_agrees_with_the_engine_and_shares_add_up_to_one() -> None:
    rng = np.random.default_rng(2)
    for _ in range(20):
        query, keys, values = rng.standard_normal(3), rng.standard_normal((5, 3)), rng.standard_normal(5)
        weights, output = by_hand(query, keys, values)
        here = attention_of(query, keys, values)
        assert here.weights.value[0] == pytest.approx(weights) and here.output.item() == pytest.approx(output)
        assert weights.sum() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("query", "outcome"), [((0.5, 1.5), 3), ((1.0, 1.0), 4), ((1.5, 0.5), 0), ((0.0, 0.0), 4), ((-1.0, -3.0), 0)]
)
def test_the_table_fills_column_by_column_and_the_largest_weight_is_the_largest_product(
    query: tuple[float, float], outcome: int
) -> None:
    frames = frames_of(weigh.run(0, east=query[0], north=query[1]), WHOLE_RUN)
    filled = []
    for frame in frames[::A_STAGE]:
        table = frame.charts[0]
        assert isinstance(table, Table)
        filled.append(sum(cell != "" for cell in table.rows[0]) - 2)
    assert filled == [0, 1, 2, 3, 4, 4] and frames[-1].outcome == outcome
    assert frames[-1].readings["output"] == pytest.approx(by_hand(np.array(query), KEYS, VALUES)[1])
    assert all(frame.outcome is None for frame in frames[:-1])


@pytest.mark.parametrize("seed", range(10))
def test_a_head_learns_to_look_things_up_and_its_map_becomes_a_diagonal(seed: int) -> None:
    last = last_of(lookup, seed)
    shown, curve = last.charts
    assert isinstance(shown, Picture) and isinstance(curve, Lines)
    assert last.outcome == 2 and last.trouble is None
    assert list(shown.pixels.argmax(axis=1)) == list(range(ITEMS)) and shown.pixels.sum(axis=1) == pytest.approx(1.0)
    assert curve.series[0].y[0] < 0.35 and curve.series[0].y[-1] > 0.98


@pytest.mark.parametrize("seed", range(10))
def test_one_number_is_too_narrow_and_the_remedy_mends_it(seed: int) -> None:
    last = last_of(lookup, seed, width=1)
    assert last.outcome == 0 and last.trouble is not None and last.trouble.name in last.caption
    mended = last_of(lookup, seed, **last.trouble.fix)
    assert mended.outcome == 2 and mended.trouble is None


@pytest.mark.parametrize(("settings", "outcome"), [({"width": 2}, 1), ({"items": 8}, 2), ({"rate": 0.003}, 0)])
def test_another_head_comes_to_another_end(settings: dict[str, Setting], outcome: int) -> None:
    assert {last_of(lookup, seed, **settings).outcome for seed in range(3)} == {outcome}


@pytest.mark.parametrize("seed", range(10))
def test_who_is_not_there_is_answered_for_with_confidence(seed: int) -> None:
    last = last_of(ask, seed, asked="not there")
    table = last.charts[0]
    assert isinstance(table, Table) and last.readings["asked for"] not in [row[0] for row in table.rows]
    assert last.outcome == 0 and sum(float(row[2]) for row in table.rows) == pytest.approx(1.0, abs=0.05)


def test_lists_ask_for_who_is_there_once_twice_or_not_at_all() -> None:
    rng = np.random.default_rng(4)
    once = drawn(rng, 50)
    assert all(len(set(row)) == ITEMS for row in once.who)
    assert [len(WHO), len(WHAT)] == [8, 6] and once.items().shape == (50, ITEMS, 14)
    for lists, times in ((once, 1), (twice(once), 2), (missing(once, rng), 0)):
        assert all((lists.who == lists.asked[:, None]).sum(axis=1) == times)
    both = twice(once)
    named = both.who == both.asked[:, None]
    assert all(len(set(what[at])) == 2 for what, at in zip(both.what, named, strict=True))
    turn = asked_in_turn(rng)
    assert list(turn.asked) == list(turn.who[0]) and len(set(turn.what[0])) == ITEMS


def test_a_head_is_the_same_from_the_same_seed_and_what_it_looks_at_changes_nothing() -> None:
    lists, heads = drawn(np.random.default_rng(9), 30), [Head(5), Head(5)]
    heads[0].update(40)
    for _ in range(10):
        heads[1].update(4)
        heads[1].look(lists)
    first, second = (head.look(lists) for head in heads)
    assert np.array_equal(first[0], second[0]) and np.array_equal(first[1], second[1])
    assert right(lists, first[1]) == np.mean(first[1].argmax(axis=1) == lists.answers())


def test_what_the_microscope_sees_is_the_loss_of_that_list() -> None:
    head, lists = Head(1), drawn(np.random.default_rng(3), 4)
    head.update(10)
    seen, chances = head.inspect(lists, 2), head.look(lists)[1]
    head.update(10)
    assert seen.loss().item() == pytest.approx(-math.log(chances[2, lists.answers()[2]]))


def test_a_weight_is_worked_out_from_its_prompt() -> None:
    for seed in range(10):
        body = ASKED["weight_of_an_item"].draw(seed).body
        assert isinstance(body, Number)
        told = body.prompt.replace("−", "-")
        vectors = [[float(n) for n in part.split(")")[0].split(", ")] for part in told.split("(")[1:5]]
        powers = np.exp(np.array(vectors[1:]) @ vectors[0] / 2)
        letter = told.split("what weight does ")[1][0]
        assert body.answer() == pytest.approx(powers["ABC".index(letter)] / powers.sum())
