"""What the microscope shows is true: products add up to the engine's gradients, and nudging agrees with them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Network, Tensor
from lessons.kit.errors import LessonError, Unreadable
from lessons.kit.inspection import Inspection, expression, network_example
from tutor.microscope import following, sentences
from tutor.microscope.slide import Slide
from tutor.microscope.view import ShownNode, View
from tutor.microscope.viewing import view_of
from tutor.microscope.walk import Walk

LOSSES = {
    "mse": 0.4,
    "half_mse": 0.4,
    "mae": 0.4,
    "huber": 2.5,
    "binary_cross_entropy": 1.0,
    "softmax_cross_entropy": 1,
}
SMOOTH: tuple[Callable[[Tensor], Tensor], ...] = (
    Tensor.tanh,
    Tensor.sigmoid,
    lambda a: a**2,
    lambda a: (a * 0.3).exp(),
)


@st.composite
def expressions(draw: st.DrawFn) -> Inspection:
    """A loss of some weights, numbers or rows of them, that uses some of its values more than once."""
    size = draw(st.sampled_from([(), (2,), (5,)]))
    numbers = st.floats(-2, 2, allow_nan=False).map(lambda each: round(each, 2))
    leaves = {name: np.array([draw(numbers) for _ in range(max(1, *size, 1))]).reshape(size or (1,)) for name in "wbv"}
    steps = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6))

    def loss(*tensors: Tensor) -> Tensor:
        values = list(tensors)
        for kind, one, other in steps:
            a, b = values[one % len(values)], values[-1 - other % len(values)]
            values.append(a * b if kind == 0 else a - b if kind == 1 else SMOOTH[(one + other) % 4](a + 0.1 * b))
        return ((values[-1] - 0.5) ** 2).mean()

    return expression(loss, leaves)


@st.composite
def examples(draw: st.DrawFn) -> Inspection:
    """One example in a small network of any kind."""
    loss = draw(st.sampled_from(list(LOSSES)))
    last = 3 if loss == "softmax_cross_entropy" else 1
    sizes = [draw(st.integers(1, 4)), *draw(st.lists(st.integers(1, 6), max_size=2)), last]
    seed = draw(st.integers(0, 50))
    net = Network(sizes, draw(st.sampled_from(["tanh", "sigmoid"])), seed=seed, batch_norm=draw(st.booleans()))
    return network_example(net, np.random.default_rng(seed).normal(size=sizes[0]), LOSSES[loss], loss)


def everything_followed(slide: Slide) -> list[str]:
    """One of each kind of thing that can be followed."""
    names = ["whole"]
    for layer in slide.layers:
        k, (rows, columns) = layer.number, slide.tensors[layer.weights].shape
        names += [f"layer {k}", f"neuron {k}.{rows}", f"W{k}[{rows}, {columns - 1}]", f"b{k}[1]"]
    return names


def check(view: View) -> None:
    """Everything that must hold of any view."""
    for share in view.shares:
        if share.local is not None and share.product.size == 1:
            assert np.allclose(np.sum(share.incoming * share.local), share.product, rtol=1e-9, atol=1e-12)
        elif share.local is not None:
            assert np.allclose(share.incoming * share.local, share.product, rtol=1e-9, atol=1e-12)
    for node in view.nodes:
        assert node.nudge is None or node.nudge.agrees, (node.name, node.nudge)
    assert view.gradient(len(view.nodes) - 1, len(view.moments) - 1) == 1.0


def check_sums(view: View, complete: Callable[[ShownNode], bool]) -> None:
    """The shares that a node receives add up to the engine's gradient."""
    end = len(view.moments) - 1
    for number, node in enumerate(view.nodes[:-1]):
        if node.gradient is not None and complete(node):
            found = view.gradient(number, end)
            assert found is not None and np.allclose(found, node.gradient, rtol=1e-9, atol=1e-12), node.name


@settings(max_examples=60, deadline=None)
@given(expressions())
def test_in_an_expression_shares_add_up_and_nudging_agrees(inspection: Inspection) -> None:
    slide = Slide(inspection)
    view = view_of(slide, following.WHOLE)
    used = {operand for operand, _ in view.wires}
    check(view)
    check_sums(view, lambda node: view.nodes.index(node) in used)


@settings(max_examples=40, deadline=None)
@given(examples())
def test_in_a_network_they_do_whatever_is_followed(inspection: Inspection) -> None:
    slide = Slide(inspection)
    for followed in everything_followed(slide):
        view = view_of(slide, following.read(slide, followed)[0])
        check(view)
        below = {layer.below for layer in slide.layers} if followed != "whole" else set()
        check_sums(view, lambda node, below=below: node.tensor not in below)  # type: ignore[misc]


@settings(max_examples=30, deadline=None)
@given(expressions(), st.integers(0, 4))
def test_one_number_of_an_array_can_be_followed(inspection: Inspection, number: int) -> None:
    slide = Slide(inspection)
    size = slide.tensors[slide.names.index("w")].value.size if "w" in slide.names else 1
    if size > 1:
        view = view_of(slide, following.read(slide, f"w[{number % size + 1}]")[0])
        check(view)
        assert all(node.value.size == 1 for node in view.nodes if node.name.startswith("w"))


def test_looking_changes_nothing_that_is_looked_at() -> None:
    slide = Slide(network_example(Network([3, 4, 1], "relu", seed=3), [1.0, -2.0, 0.5], 1.0))
    before = [tensor.value.copy() for tensor in slide.tensors]
    for followed in everything_followed(slide):
        view_of(slide, following.read(slide, followed)[0])
    assert all(np.array_equal(tensor.value, was) for tensor, was in zip(slide.tensors, before, strict=True))


def test_the_order_is_that_of_the_tape() -> None:
    slide = Slide(expression(lambda w, b: ((w * 3 + b).named("z").sigmoid().named("a") - 1) ** 2, {"w": 0.7, "b": 0.1}))
    view = view_of(slide, following.WHOLE)
    labels = [step.label.split(" = ")[0] for step in slide.loss.tape]
    forward = [view.nodes[each.node].name for each in view.moments if each.kind == "forward"]
    backward = [f"d{view.nodes[each.node].name}" for each in view.moments if each.kind in ("start", "share")]
    assert forward == list(dict.fromkeys(label for label in labels if not label.startswith(("d", "slope"))))
    assert backward == [label for label in labels if label.startswith("d")]


def test_a_weight_is_followed_along_its_chain() -> None:
    slide = Slide(network_example(Network([2, 3, 1], "tanh", seed=1), [0.5, -1.0], 0.3))
    view = view_of(slide, following.read(slide, "W1[2, 1]")[0])
    assert [node.name for node in view.nodes] == ["2 others", "W1[2, 1]", "x[1]", "z1[2]", "a1[2]", "z2", "loss"]
    arrived = [view.nodes[each.node].name for each in view.moments if each.kind == "share"]
    assert arrived == ["z2", "a1[2]", "z1[2]", "W1[2, 1]", "x[1]"]


def test_of_a_large_layer_the_foremost_neurons_are_seen_and_the_others_together() -> None:
    slide = Slide(network_example(Network([4, 20, 2], "tanh", seed=1), np.ones(4), 1, "softmax_cross_entropy"))
    view = view_of(slide, following.read(slide, "layer 1")[0])
    sums = [node for node in view.nodes if node.name.startswith("z1")]
    assert [node.value.size for node in sums] == [1, 1, 1, 17]
    gradients = np.abs(np.concatenate([node.gradient for node in sums if node.gradient is not None]))
    assert gradients[:3].min() >= gradients[3:].max()


def test_large_arrays_are_summed_up_and_never_dumped() -> None:
    slide = Slide(
        network_example(Network([64, 64, 10], "relu", seed=1), np.linspace(0, 1, 64), 3, "softmax_cross_entropy")
    )
    for followed in everything_followed(slide):
        view = view_of(slide, following.read(slide, followed)[0])
        told = [sentences.moment(view, at) for at in range(len(view.moments))]
        told += [sentences.listed_moment(view, at) for at in range(1, len(view.moments))]
        told += [
            line
            for at in range(len(view.moments))
            for n in range(len(view.nodes))
            for line in sentences.about(view, n, at)
        ]
        assert max(map(len, told)) < 320
    whole = view_of(slide, following.WHOLE)
    weights = next(node for node in whole.nodes if node.name == "W1")
    assert sentences.value_of(weights).startswith("4160 numbers (64×65), norm ")
    assert "largest: " in sentences.value_of(weights)


@pytest.mark.parametrize(("at", "kind"), [(0.0, "corner"), (1e-7, "corner")])
def test_a_corner_is_told_and_the_disagreement_shown(at: float, kind: str) -> None:
    slide = Slide(expression(lambda w: ((w * 3).relu() - 1) ** 2, {"w": at}))
    node = view_of(slide, following.WHOLE).nodes[0]
    assert node.nudge is not None and not node.nudge.agrees
    assert kind in node.nudge.why and sentences.nudged(node).startswith("✗")


def test_a_jump_is_told() -> None:
    node = view_of(Slide(expression(lambda w: (w * 3).step() + w, {"w": 0.0})), following.WHOLE).nodes[0]
    assert "jump" in sentences.nudged(node)


def test_numbers_that_have_run_away_are_shown_as_they_are() -> None:
    slide = Slide(network_example(runaway(), [1.0, -1.0], 1.0))
    for followed in everything_followed(slide):
        view = view_of(slide, following.read(slide, followed)[0])
        for at in range(1, len(view.moments)):
            assert sentences.moment(view, at) and sentences.listed_moment(view, at)
    told = sentences.nudged(view_of(slide, following.read(slide, "W1[1, 1]")[0]).nodes[1])
    assert told.startswith("✗") and "The numbers have run away" in told


def runaway() -> Network:
    """A network whose weights have grown beyond all bounds."""
    net = Network([2, 3, 1], "relu", seed=0)
    net.parameters[...] = 1e200
    net.layers[0].weights[...] *= [[1.0, -1.0, 1.0], [-1.0, 1.0, 1.0]]
    return net


def test_of_a_product_with_many_others_some_are_written_and_the_rest_together() -> None:
    text = sentences.terms(np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.array([1.0, -1.0, 1.0, 1.0, 1.0]))
    assert text == "3 × 1 + 4 × 1 + 5 × 1 + (−1) from 2 more"


def test_a_gradient_that_is_wrong_would_be_seen() -> None:
    slide = Slide(expression(lambda w: w**2, {"w": 2.0}))
    slide.tensors[0].grad[...] = 5.0
    nudge = slide.nudge(0, 0)
    assert nudge is not None and not nudge.agrees
    assert "please report" in sentences.nudged(view_of(slide, following.WHOLE).nodes[0])


def test_the_sentence_of_a_share_says_the_multiplication() -> None:
    slide = Slide(expression(lambda w, x: (w * x).named("y") * 0.5, {"w": 2.0}, {"x": 3.0}))
    view = view_of(slide, following.WHOLE)
    last = len(view.moments) - 1
    assert sentences.moment(view, last) == (
        "What arrives at y, 0.5, times the local slope, 3, is 1.5: that much of the blame goes on to w."
    )
    assert sentences.product(view, view.shares[-1]) == "blame of w = blame of y × local slope = 0.5 × 3 = 1.5"
    assert sentences.about(view, 0, last)[-1] == "✓ nudged by a hair and run again: 1.5. They agree"


def test_where_a_value_is_used_twice_the_sum_is_said() -> None:
    view = view_of(Slide(expression(lambda w: w * w, {"w": 3.0})), following.WHOLE)
    assert "With what came before, w has 3 + 3 = 6." in sentences.moment(view, len(view.moments) - 1)
    assert "and more is to come" in sentences.about(view, 0, len(view.moments) - 2)[2]


def test_a_slope_of_nothing_is_explained() -> None:
    view = view_of(Slide(expression(lambda w: (w.relu() - 1) ** 2, {"w": -2.0})), following.WHOLE)
    assert "The local slope is 0: a small change of w does not move" in sentences.moment(view, len(view.moments) - 1)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("layer 3", "There is no layer 3. The layers go from 1 to 2."),
        ("neuron 1.9", "its neurons go from 1 to 3"),
        ("W1[4, 1]", "W1 has no entry [4, 1]: its neurons go from 1 to 3, its inputs from 1 to 2."),
        ("W1[1]", "A weight needs two numbers"),
        ("x[3]", "x has no such entry: it holds 2 numbers"),
        ("banana", "There is no “banana” here. There is whole, layer 1"),
        ("layer 999999999999", "There is no layer"),
        ("[[[", "There is no"),
        ("neuron", "There is no “neuron” here"),
    ],
)
def test_what_is_not_there_gets_a_sentence(typed: str, says: str) -> None:
    slide = Slide(network_example(Network([2, 3, 1], "tanh", seed=1), [0.5, -1.0], 0.3))
    with pytest.raises(Unreadable) as told:
        following.read(slide, typed)
    assert says in str(told.value)


@given(st.text(max_size=30))
def test_anything_may_be_typed(typed: str) -> None:
    slide = SMALL
    try:
        followed, _ = following.read(slide, typed)
    except Unreadable as problem:
        assert str(problem)
    else:
        assert following.read(slide, following.name(slide, followed))[0] == followed


SMALL = Slide(network_example(Network([2, 3, 1], "tanh", seed=1), [0.5, -1.0], 0.3))


@pytest.mark.parametrize(
    "typed", ["W1[2, 1]", "w1[2,1]", "b1[2]", "neuron 1.3", "z1[3]", "a1[3]", "layer 2", "x[2]", "whole"]
)
def test_what_is_followed_is_called_as_it_is_typed(typed: str) -> None:
    followed, _ = following.read(SMALL, typed)
    assert following.read(SMALL, following.name(SMALL, followed))[0] == followed


def test_there_is_a_way_closer_and_a_way_back() -> None:
    weight = following.read(SMALL, "W1[2, 1]")[0]
    neuron = following.farther(SMALL, weight)
    layer = following.farther(SMALL, neuron)
    assert [following.name(SMALL, each) for each in (neuron, layer)] == ["neuron 1.2", "layer 1"]
    assert following.farther(SMALL, layer) == following.WHOLE
    assert following.closer(SMALL, SMALL.names.index("z1"), 1) == neuron
    assert following.neighbour(SMALL, neuron, 1).flat == 2
    assert following.neighbour(SMALL, neuron, 2).flat == 0


def test_what_cannot_be_looked_at_says_why() -> None:
    with pytest.raises(LessonError, match="backward\\(\\) starts from one number"):
        Slide(expression(lambda w: w, {"w": [1.0, 2.0]}))
    with pytest.raises(LessonError, match=r"This computation fails \(ZeroDivisionError: division by zero\)"):
        Slide(expression(lambda w: w * (1 / 0), {"w": 1.0}))
    with pytest.raises(LessonError, match="only constants"):
        Slide(expression(lambda x: x * x, {}, {"x": 1.0}))


def test_arrays_that_nobody_named_are_told_apart() -> None:
    view = Walk(expression(lambda w: ((w * np.ones(4) - np.zeros(4)) ** 2).mean(), {"w": 3.0})).view
    assert [node.name for node in view.nodes if node.gradient is None] == ["fixed numbers 1", "fixed numbers 2"]


@pytest.mark.parametrize(
    ("inspection", "says"),
    [
        (expression(lambda w: (w.relu() - 1) ** 2, {"w": -3.0}), "w is −3: it is dead here"),
        (expression(lambda w: (w.sigmoid() - 3) ** 2, {"w": 80.0}), "w is 80, so far out that sigmoid is flat"),
        (expression(lambda w: (w - 3).named("miss") ** 2, {"w": 3.0}), "miss is 0 already"),
        (expression(lambda w, x: w * x, {"w": 3.0}, {"x": 0.0}), "w is multiplied by x, which is 0"),
        (expression(lambda w: (w * [1.0, 2.0, 3.0, 4.0]).relu().mean(), {"w": -1.0}), "it is dead here"),
    ],
)
def test_a_share_of_nothing_says_why(inspection: Inspection, says: str) -> None:
    walk = Walk(inspection)
    nothing = [share for share in walk.view.shares if not share.product.any()]
    assert nothing and says in nothing[0].why
    assert all(share.why == nothing[0].why for share in nothing)  # what only hands it on gives the same reason
    told = [sentences.moment(walk.view, at) for at in range(len(walk.view.moments))]
    listed = [sentences.listed_moment(walk.view, at) for at in range(len(walk.view.moments))]
    assert any(says in each for each in told) and any(says in each for each in listed)


def test_a_share_that_is_something_has_no_reason_for_nothing() -> None:
    assert not any(share.why for share in Walk(expression(lambda w: (w * 2).relu() ** 2, {"w": 3.0})).view.shares)
