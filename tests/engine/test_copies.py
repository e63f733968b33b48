"""What shares memory: a copy is whole and learns like the original, or there is none and a sentence."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engine import Adam, EngineError, Network, Tensor, train
from engine.arrays import Array
from engine.copying import Uncopied

WAYS: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda each: pickle.loads(pickle.dumps(each)),
}
KINDS: dict[str, Callable[[], Network]] = {
    "plain": lambda: Network([2, 4, 2], "tanh", seed=1),
    "normalised float32": lambda: Network([2, 4, 3, 2], batch_norm=True, dropout=0.25, dtype="float32", seed=1),
    "skipping": lambda: Network([2, 4, 4, 2], "tanh", skip=True, dropout=0.2, seed=3),
    "ensemble": lambda: Network([2, 4, 2], ["tanh"], output="sigmoid", batch_norm=True, seed=[1, 2, 3]),
}


def learn(net: Network, data: tuple[Array, Array], updates: int = 6) -> None:
    targets = np.eye(2)[data[1]]
    list(train(net, (data[0], targets), optimiser=Adam(0.05), batch=16, updates=updates))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_copied_network_is_whole_and_learns_like_the_original(
    way: str, kind: str, two_classes: tuple[Array, Array]
) -> None:
    net = KINDS[kind]()
    learn(net, two_classes)
    twin, before = WAYS[way](net), net.snapshot()
    assert twin.snapshot() == before
    assert np.array_equal(twin.gradients, net.gradients)
    assert (twin.sizes, twin.members, twin.dropout, twin.dtype) == (net.sizes, net.members, net.dropout, net.dtype)
    assert not np.may_share_memory(twin.parameters, net.parameters)
    for layer in twin.layers:
        assert np.shares_memory(layer.weights, twin.parameters)
        assert np.shares_memory(layer.bias_gradients, twin.gradients)
    learn(twin, two_classes)
    assert net.snapshot() == before
    assert not np.array_equal(twin.outputs(two_classes[0]), net.outputs(two_classes[0]))
    learn(net, two_classes)
    assert twin.snapshot() == net.snapshot()
    assert np.array_equal(twin.outputs(two_classes[0]), net.outputs(two_classes[0]))


@pytest.mark.parametrize("way", WAYS)
def test_a_snapshot_of_a_run_is_copied_whole(way: str, two_classes: tuple[Array, Array]) -> None:
    net = Network([2, 4, 2], dropout=0.3, batch_norm=True, seed=0)
    settings = {"loss": "softmax_cross_entropy", "batch": 16, "validation": two_classes, "patience": 30, "updates": 20}
    run = train(net, two_classes, optimiser=Adam(0.01), **settings)  # type: ignore[arg-type]
    for _ in range(7):
        next(run)
    checkpoint = WAYS[way](run.snapshot())
    assert checkpoint == run.snapshot()
    list(run)
    other = train(Network([2, 4, 2], dropout=0.3, batch_norm=True), two_classes, optimiser=Adam(0.01), **settings)  # type: ignore[arg-type]
    other.restore(checkpoint)
    list(other)
    assert other.net.snapshot() == net.snapshot()


@pytest.mark.parametrize("way", WAYS)
def test_a_tensor_that_was_not_computed_is_copied_whole(way: str) -> None:
    x = Tensor([1.0, -2.0], name="x")
    (x**2).sum().backward()
    twin = WAYS[way](x)
    twin.value = [5.0, 6.0]
    assert np.array_equal(twin.grad, [2.0, -4.0])
    assert np.array_equal(x.value, [1.0, -2.0])
    (twin * 3.0).sum().backward()
    assert np.array_equal(twin.grad, [3.0, 3.0])
    assert np.array_equal(x.grad, [2.0, -4.0])
    assert twin.name == "x"
    assert WAYS[way](Tensor(1.0, constant=True)).constant


def _computed(_: Network) -> Tensor:
    x = Tensor(2.0, name="x")
    return (x * x).named("y")


SHARING: dict[str, Callable[[Network], Any]] = {
    "run": lambda net: train(net, (np.eye(2), np.eye(2))),
    "tape": lambda net: train(net, (np.eye(2), np.eye(2))).tape,
    "step": lambda net: train(net, (np.eye(2), np.eye(2))).tape[0],
    "layer": lambda net: net.layers[0],
    "normalisation": lambda net: net.layers[0].normalisation,
    "result": _computed,
    "in a list": lambda net: [net, net.layers],
}


@pytest.mark.parametrize("way", ["deepcopy", "pickle"])
@pytest.mark.parametrize("what", SHARING)
def test_what_would_write_into_the_original_is_refused(way: str, what: str) -> None:
    net = Network([2, 3, 2], batch_norm=True)
    with pytest.raises(EngineError, match=r"copy.*\.$"):
        WAYS[way](SHARING[what](net))


def test_everything_that_refuses_says_what_to_do_instead() -> None:
    kinds = Uncopied.__subclasses__()
    assert len(kinds) >= 5
    assert all(kind.instead.endswith(".") and ":" in kind.instead for kind in kinds)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (Network([2, 3, 1]), Network([1, 4, 1])),
        (Network([3, 2]), Network([1, 1, 1], seed=[0, 1])),
        (Network([1, 1], seed=[0, 1, 2]), Network([5, 1])),
        (Network([2, 3, 1], batch_norm=True), Network([1, 6, 1])),
    ],
)
def test_a_snapshot_that_does_not_fit_is_refused_before_anything_is_written(mine: Network, theirs: Network) -> None:
    before = mine.snapshot()
    assert mine.size == theirs.size
    with pytest.raises(EngineError, match="other sizes"):
        mine.restore(theirs.snapshot())
    with pytest.raises(EngineError, match="snapshot"):
        mine.restore(theirs.parameters)  # type: ignore[arg-type]
    cut = before._replace(statistics=np.zeros(99))
    with pytest.raises(EngineError, match="other sizes"):
        mine.restore(cut)
    assert mine.snapshot() == before


def test_a_run_restores_all_or_nothing(two_classes: tuple[Array, Array]) -> None:
    def start(hidden: int, **settings: Any) -> Any:
        net = Network([2, hidden, 1], seed=hidden)
        return train(net, two_classes, optimiser=Adam(0.01), validation=two_classes, patience=3, **settings)

    run, other = start(4), start(5)
    for each in (run, other):
        next(each)
        next(each)
    before = run.snapshot()
    mixed = before._replace(stopping=other.snapshot().stopping)
    for wrong in (other.snapshot(), mixed, before.place, None):
        with pytest.raises(EngineError, match="snapshot"):
            run.restore(wrong)
    assert run.snapshot() == before
