"""The lesson on rules: sorting is what a plain count says, scenes make their point, and each is mended in its way."""

from __future__ import annotations

import numpy as np
import pytest

from lessons.inside_the_network.rules.demo_change import CALM, MOVING, WEEKS, change
from lessons.inside_the_network.rules.demo_learn import learn
from lessons.inside_the_network.rules.demo_write import write
from lessons.inside_the_network.rules.model import (
    GOOD,
    OLD_RULE,
    UNSEEN,
    Mails,
    by_network,
    by_rule,
    mails,
    right,
    sorted_well,
    trained,
    who,
)
from lessons.inside_the_network.rules.one_by_one import called_by_hand, counted
from lessons.kit.charts import Lines, Table
from lessons.kit.check_demos import WHOLE_RUN, frames_of
from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Setting

LESSON = load("rules")
NEW_RULE: dict[str, Setting] = {"links": 0.0, "capitals": 5.0}


def whole(demo: Demo, seed: int = 0, **settings: Setting) -> list[Frame]:
    return frames_of(demo.run(seed, **settings), WHOLE_RUN)


def test_a_rule_sorts_as_a_clerk_would_one_mail_after_the_other() -> None:
    given = Mails(np.array([[4.0, 4.0], [3.9, 9.0], [9.0, 4.0], [0.0, 0.0]]), np.array([1, 0, 0, 1]))
    assert list(by_rule(given.measures, 4.0, 4.0)) == [True, False, True, False], "as many is enough"
    assert list(by_rule(given.measures, 4.0, 4.0, "or")) == [True, True, True, False]
    assert right(by_rule(given.measures, 4.0, 4.0), given) == counted(given, 4.0, 4.0) == 2
    assert counted(given, 4.0, 4.0, strict=True) == 2, "letters pass, spam passes, too"
    for seed in range(5):
        week = mails(UNSEEN, seed, 1, moved=0.5)
        assert right(by_rule(week.measures, 3.0, 6.0), week) == counted(week, 3.0, 6.0)


def test_half_of_the_mail_is_spam_and_only_spam_moves() -> None:
    before, after = mails(UNSEEN, 3, 1), mails(UNSEEN, 3, 1, moved=1.0)
    letters, spam = before.spam == 0, before.spam == 1
    assert spam.sum() == letters.sum() == 100 and np.array_equal(before.spam, after.spam)
    assert np.array_equal(before.measures[letters], after.measures[letters])
    assert (after.measures[spam, 0] < before.measures[spam, 0]).all()
    assert np.array_equal(after.measures[spam, 1], before.measures[spam, 1])


@pytest.mark.parametrize(
    "settings", [{}, {"links": 4.5, "capitals": 4.5}, {"joined": "or"}, {"links": 0, "capitals": 0}]
)
def test_the_tally_of_a_rule_is_that_of_its_mails(settings: dict[str, Setting]) -> None:
    for frame in whole(write, 2, **settings):
        table = frame.charts[1]
        assert isinstance(table, Table)
        counts = np.array([[int(cell) for cell in row[1:]] for row in table.rows])
        assert counts.sum() == frame.number == frame.readings["sorted"]
        assert not frame.number or frame.readings["right"] == counts[0, 0] + counts[1, 1]
    assert frame.outcome == sorted_well(int(frame.readings["right"]))


def test_a_network_sorts_as_its_forward_pass_by_hand() -> None:
    for seed, shown in ((0, 0), (1, 40)):
        net, week = trained(seed, shown), mails(UNSEEN, seed, 1, moved=1.0)
        assert np.array_equal(by_network(net, week.measures), called_by_hand(net, week))


def test_the_demo_trains_the_networks_that_the_claims_ask_about() -> None:
    week = mails(UNSEEN, 2, 1)
    assert whole(learn, 2)[-1].readings["right"] == right(by_network(trained(2), week.measures), week)
    moved = mails(UNSEEN, 2, 1, moved=1.0)
    for shown in (0, 40):
        last = whole(change, 2, shown=shown)[-1]
        assert last.readings["network"] == right(by_network(trained(2, shown), moved.measures), moved)
        assert last.readings["rule"] == counted(moved, *OLD_RULE)


def test_a_trained_network_is_a_copy_of_its_own() -> None:
    first = trained(0)
    first.parameters[...] = 0.0
    assert trained(0).parameters.any()


@pytest.mark.parametrize("seed", range(10))
def test_each_is_mended_in_its_own_way_and_neither_by_the_others(seed: int) -> None:
    outcomes = [
        whole(change, seed, **settings)[-1].outcome
        for settings in ({"shown": 40, **NEW_RULE}, NEW_RULE, {"shown": 40}, {})
    ]
    assert outcomes == [0, 1, 2, 3]
    assert [who(a, b) for a, b in ((GOOD, GOOD), (GOOD, 0), (0, GOOD), (169, 169))] == [0, 1, 2, 3]


@pytest.mark.parametrize("seed", range(10))
def test_what_is_out_of_date_or_has_seen_too_little_is_named_and_the_fix_mends_it(seed: int) -> None:
    trouble = whole(change, seed)[-1].trouble
    assert trouble and trouble.name == "Out of date"
    assert whole(change, seed, **trouble.fix)[-1].trouble is None
    little = whole(learn, seed, examples=2)[-1]
    assert (little.trouble is None) == (int(little.readings["right"]) >= GOOD)
    if little.trouble:
        assert whole(learn, seed, **{"examples": 2, **little.trouble.fix})[-1].trouble is None


def test_the_weeks_are_counted_and_mending_is_marked_only_where_somebody_mends() -> None:
    frames, mended = whole(change, 1), whole(change, 1, shown=20)
    assert len(frames) == len(mended) == WEEKS and frames[-1].number == WEEKS - 1
    for run, marks in ((frames, ["change"]), (mended, ["change", "mending"])):
        curves = run[-1].charts[1]
        assert isinstance(curves, Lines) and [mark.label for mark in curves.marks] == marks
    assert "as it always was" in frames[CALM - 1].caption and "is changing" in frames[CALM].caption
    assert "nobody mends" in frames[CALM + MOVING].caption and "20 new examples" in mended[-1].caption


def test_questions_come_out_in_several_ways() -> None:
    asked = LESSON.questions
    assert {asked["who_sorts_well"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}
    assert {asked["which_they_dispute"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}
    assert {asked["which_rewriting"].draw(seed).body.answer() for seed in range(30)} == {0, 1, 2, 3}
    assert len({asked["right_by_the_rule"].draw(seed).body.answer() for seed in range(40)}) > 2
