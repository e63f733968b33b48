"""Walking: there and back again is where one was, and every way on ends somewhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Network
from lessons.kit.errors import Unreadable
from lessons.kit.inspection import expression, network_example
from tutor.microscope.walk import Walk

NET = network_example(Network([2, 3, 1], "tanh", seed=1), [0.5, -1.0], 0.3)


def state(walk: Walk) -> tuple[str, int, int]:
    return walk.view.name, walk.at, walk.cursor


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([1, -1]), max_size=30), st.sampled_from(["whole", "layer 1", "W1[2, 1]"]))
def test_as_many_steps_on_as_back_lead_to_the_same_place(steps: list[int], followed: str) -> None:
    walk = Walk(NET)
    walk.follow(*walk.read(followed))
    walk.go_to(4)
    before, gone = state(walk), 0
    for by in steps:
        gone += by if walk.step(by) else 0
    for _ in range(abs(gone)):
        assert walk.step(-1 if gone > 0 else 1)
    assert state(walk) == before


def test_it_goes_through_every_moment_and_stops_at_both_ends() -> None:
    walk = Walk(NET)
    seen = [walk.at]
    while walk.step(1):
        seen.append(walk.at)
        assert walk.cursor == walk.moment.node
    assert seen == list(range(len(walk.view.moments))) and walk.ended
    while walk.step(-1):
        pass
    assert walk.at == 0 and not walk.backward


def test_the_cursor_reaches_every_node_by_arrows() -> None:
    walk = Walk(NET)
    reached, waiting = set[int](), [walk.cursor]
    while waiting:
        node = waiting.pop()
        if node in reached:
            continue
        reached.add(node)
        for way in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            walk.cursor = node
            if walk.move(*way):
                waiting.append(walk.cursor)
    assert reached == set(range(len(walk.view.nodes)))


def test_moving_the_cursor_leaves_the_moment() -> None:
    walk = Walk(NET)
    walk.go_to(3)
    assert walk.move(-1, 0) and walk.at == 3 and walk.cursor != walk.moment.node


@pytest.mark.parametrize(
    ("focus", "name"),
    [
        ("", "neuron 1.1"),
        ("z2", "neuron 2.1"),
        ("W1[2, 1]", "W1[2, 1]"),
        ("z1[2]", "neuron 1.2"),
        ("layer 2", "layer 2"),
    ],
)
def test_it_begins_where_the_lesson_says(focus: str, name: str) -> None:
    walk = Walk(network_example(Network([2, 3, 1], "tanh", seed=1), [0.5, -1.0], 0.3, focus=focus))
    assert walk.view.name == name and walk.at == 0


def test_the_eye_begins_at_what_is_asked_for() -> None:
    assert Walk(expression(lambda w, b: w * b, {"w": 1.0, "b": 2.0}, focus="b")).node.name == "b"
    assert Walk(network_example(Network([2, 3, 1], seed=1), [0.5, -1.0], 0.3, focus="W1[2, 1]")).node.name == "W1[2, 1]"


def test_a_focus_that_is_not_there_is_told() -> None:
    with pytest.raises(Unreadable, match=r"There is no “v” here\. There is w"):
        Walk(expression(lambda w: w * w, {"w": 1.0}, focus="v"))


def test_closer_step_by_step_and_farther_again() -> None:
    walk = Walk(NET)
    walk.follow(*walk.read("whole"))
    walk.cursor = next(i for i, node in enumerate(walk.view.nodes) if node.name == "z1")
    names = []
    for _ in range(2):
        followed = walk.closer()
        assert followed is not None
        walk.follow(followed)
        names.append(walk.view.name)
        walk.cursor = next(i for i, node in enumerate(walk.view.nodes) if node.name == "z1[2]")
    assert names == ["layer 1", "neuron 1.2"]
    while (followed := walk.farther()) is not None:
        walk.follow(followed)
        names.append(walk.view.name)
    assert names == ["layer 1", "neuron 1.2", "layer 1", "whole"]


def test_another_view_keeps_the_moment_where_it_can() -> None:
    walk = Walk(NET)
    walk.go_to(len(walk.view.moments) - 1)
    walk.follow(*walk.read("neuron 1.2"))
    assert walk.ended
    walk.go_to(walk.view.turn)
    walk.follow(*walk.read("whole"))
    assert walk.at == walk.view.turn


def test_a_name_that_is_typed_draws_the_eye_there() -> None:
    walk = Walk(NET)
    walk.go_to(3)
    walk.follow(*walk.read("z1"))
    assert walk.view.name == "whole" and walk.node.name == "z1"


def test_a_closer_look_leaves_the_cursor_on_what_the_moment_is_about() -> None:
    walk = Walk(NET)
    walk.follow(*walk.read("whole"))
    walk.go_to(next(i for i, each in enumerate(walk.view.moments) if walk.view.nodes[each.node].name == "a1"))
    walk.follow(*walk.read("neuron 1.2"))
    assert walk.node.name == "a1[2]" and walk.cursor == walk.moment.node


def test_a_lone_number_has_nothing_but_itself() -> None:
    walk = Walk(expression(lambda w: w, {"w": 2.0}))
    assert [each.kind for each in walk.view.moments] == ["given", "start"]
    assert not walk.move(1, 0) and walk.step(1) and walk.closer() is None
