"""What every data set promises: shapes, seeds to the bit, splits apart, nothing shared, nothing fetched."""

import hashlib
import socket
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from engine import datasets
from engine.datasets import Dataset, DatasetError, Split

WIDE = ("wide_circle", "wide_xor", "wide_gauss", "wide_spiral", "wide_plane", "wide_bumps")
NAMES = ("line", "sine", "xor", "moons", "circles", "spiral", "blobs", *WIDE, "digits", "ratings", "spam", "text")
VALUES = ("line", "sine", "wide_plane", "wide_bumps", "ratings")
REAL = ("digits",)

every = pytest.mark.parametrize("name", NAMES)


def splits(data: Dataset) -> tuple[Split, Split, Split]:
    return data.train, data.validation, data.test


def arrays(data: Dataset) -> list[NDArray[np.float64]]:
    return [array for split in splits(data) for array in (split.inputs, split.targets)]


def fingerprint(data: Dataset) -> str:
    return hashlib.sha256(b"".join(array.tobytes() for array in arrays(data))).hexdigest()


def test_names_are_the_ones_that_the_course_counts_on() -> None:
    assert datasets.names() == NAMES


@every
def test_shapes_and_types(name: str) -> None:
    data = datasets.load(name)
    features = data.train.inputs.shape[1]
    for split in splits(data):
        assert split.inputs.dtype == np.float64
        assert split.inputs.shape == (len(split), features)
        assert split.inputs.flags.c_contiguous
        if name in VALUES:
            assert split.targets.dtype == np.float64
            assert split.targets.shape == (len(split), 1)
        else:
            assert split.targets.dtype == np.int64
            assert split.targets.shape == (len(split),)
            assert set(np.unique(split.targets)) <= set(range(len(data.classes)))
    assert bool(data.classes) == (name not in VALUES)


@every
def test_every_number_is_finite(name: str) -> None:
    for array in arrays(datasets.load(name)):
        assert array.size > 0
        assert np.isfinite(array).all()


@every
def test_says_what_it_is_and_where_it_comes_from(name: str) -> None:
    data = datasets.load(name)
    maker: Callable[[], Dataset] = getattr(datasets, name)
    assert data.name == name
    assert data.real == (name in REAL)
    assert (maker.__doc__ or "").startswith("Real data:" if data.real else "Made data:")
    assert data.description.endswith(("?", "."))
    assert data.source
    assert data.licence.startswith("CC BY 4.0" if data.real else "MIT")


@every
def test_same_seed_same_bits_other_seed_others(name: str) -> None:
    first, again, other = (datasets.load(name, seed=seed) for seed in (3, 3, 4))
    assert fingerprint(first) == fingerprint(again)
    assert fingerprint(first) != fingerprint(other)


def test_seed_0_is_the_default() -> None:
    for name in NAMES:
        asked = fingerprint(getattr(datasets, name)(seed=0))
        assert fingerprint(datasets.load(name)) == fingerprint(datasets.load(name, 0)) == asked


@every
def test_numpys_global_random_state_is_left_alone(name: str) -> None:
    before = np.random.get_state(legacy=False)["state"]
    datasets.load(name)
    after = np.random.get_state(legacy=False)["state"]
    assert before["pos"] == after["pos"]
    assert np.array_equal(before["key"], after["key"])


@every
def test_a_caller_cannot_spoil_the_next_callers_data(name: str) -> None:
    clean = fingerprint(datasets.load(name))
    spoilt = datasets.load(name)
    for array in arrays(spoilt):
        array[...] = 7
    assert fingerprint(datasets.load(name)) == clean


@every
def test_no_two_arrays_share_memory(name: str) -> None:
    one, two = arrays(datasets.load(name)), arrays(datasets.load(name))
    for index, array in enumerate(one):
        assert not any(np.shares_memory(array, other) for other in one[index + 1 :] + two)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("spam", "text")])
def test_splits_share_no_example(name: str) -> None:
    rows = np.concatenate([split.inputs for split in splits(datasets.load(name))])
    assert len(np.unique(rows, axis=0)) == len(rows)


@every
def test_nothing_is_fetched(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a data set went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert len(datasets.load(name).train) > 0


def test_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(DatasetError, match=r"no data set called 'iris'.*digits.*spam"):
        datasets.load("iris")


@every
@pytest.mark.parametrize("seed", [-1, 0.5, "7", None])
def test_a_bad_seed_gets_a_sentence(name: str, seed: int) -> None:
    with pytest.raises(DatasetError, match="A seed is a whole number from 0 up"):
        datasets.load(name, seed)


def test_a_numpy_integer_is_a_seed_too() -> None:
    assert fingerprint(datasets.xor(int(np.int64(5)))) == fingerprint(datasets.load("xor", np.int64(5)))  # type: ignore[arg-type]


def test_select_by_mask_and_by_rows_copies() -> None:
    train = datasets.digits().train
    low = train.select(train.targets < 5)
    assert set(np.unique(low.targets)) == {0, 1, 2, 3, 4}
    assert len(low) == np.count_nonzero(train.targets < 5)
    first = train.select(np.array([0, 0, 2]))
    assert np.array_equal(first.inputs[1], train.inputs[0])
    first.inputs[:] = -1.0
    assert train.inputs.min() == 0.0


def test_a_split_needs_one_target_a_row() -> None:
    with pytest.raises(DatasetError, match=r"one target a row.*\(3, 2\).*\(2,\)"):
        Split(np.zeros((3, 2)), np.zeros(2))
    with pytest.raises(DatasetError, match="shape \\(n, features\\)"):
        Split(np.zeros(3), np.zeros(3))


def test_frozen() -> None:
    data = datasets.xor()
    for thing, field in ((data, "train"), (data.train, "inputs")):
        with pytest.raises(AttributeError):
            setattr(thing, field, None)
