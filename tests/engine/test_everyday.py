"""Tensors in everyday Python: as a truth, as a number, in text, in NumPy's hands, and imported all at once."""

import numpy as np
import pytest

import engine
from engine import EngineError, Tensor


def test_everything_public_comes_with_a_star() -> None:
    names: dict[str, object] = {}
    exec("from engine import *", names)
    assert set(engine.__all__) <= set(names)
    assert {"Tensor", "Network", "train", "datasets", "EngineError"} <= set(names)
    assert names["Tensor"] is Tensor
    assert set(dir(engine)) == set(engine.__all__)


@pytest.mark.parametrize("shape", [(), (1,), (1, 1)])
def test_one_number_is_a_number(shape: tuple[int, ...]) -> None:
    x = Tensor(np.full(shape, -2.75))
    assert (float(x), int(x), x.item(), f"{x:.1f}", bool(x)) == (-2.75, -2, -2.75, "-2.8", True)
    assert not Tensor(np.zeros(shape))


@pytest.mark.parametrize("shape", [(0,), (2,), (2, 3)])
def test_several_numbers_are_neither_true_nor_a_number(shape: tuple[int, ...]) -> None:
    x = Tensor(np.ones(shape))
    for ask in (bool, float, int, Tensor.item):
        with pytest.raises(EngineError, match="not one number"):
            ask(x)
    assert f"{x}" == str(x)


def test_size_and_dtype() -> None:
    assert (Tensor([[1.0, 2.0]]).size, Tensor(1.0).size, Tensor([]).size) == (2, 1, 0)
    assert Tensor(1.0).dtype == np.float64
    assert (Tensor(1.0, dtype="float32") * 2).dtype == np.float32


@pytest.mark.parametrize(
    "text",
    [
        "Tensor(3.)",
        "Tensor([1., 2.])",
        "Tensor([[1., 2.],\n        [3., 4.]], name='W')",
        "Tensor([1.5], dtype=float32)",
        "Tensor([1.5], name='b', dtype=float32, constant=True)",
        "Tensor([], shape=(0, 3))",
        "Tensor([])",
    ],
)
def test_a_tensor_shows_what_it_is(text: str) -> None:
    if "shape" in text:
        assert repr(Tensor(np.ones((0, 3)))) == text
    else:
        assert repr(eval(text, {"Tensor": Tensor, "float32": np.float32})) == text


def test_a_large_tensor_shows_its_corners() -> None:
    assert len(repr(Tensor(np.zeros((1000, 1000))))) < 1000


def test_numpy_gets_a_constant_and_no_gradient_is_lost_without_a_word() -> None:
    constant = Tensor([1.0, 2.0], constant=True)
    copied = np.array(constant)
    copied[0] = 5.0
    assert constant.value[0] == 1.0
    assert np.asarray(constant, dtype=np.float32).dtype == np.float32
    for wrong in (np.asarray, lambda x: Tensor([x, x]), lambda x: np.concatenate([x, x])):
        with pytest.raises(EngineError, match="concatenate"):
            wrong(Tensor([1.0, 2.0]))
