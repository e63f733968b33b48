"""The seeds that may be typed: the same ones in the app, in plain text and on the command line."""

from __future__ import annotations

import argparse

import pytest

from lessons.kit.errors import Unreadable
from tutor.cli import values
from tutor.text.seeds import LARGEST_SEED, read_seed


@pytest.mark.parametrize("seed", [0, 7, 10**9 + 1, 2**31 + 1, LARGEST_SEED - 1, LARGEST_SEED])
def test_every_seed_up_to_the_largest_is_read_to_the_last_digit(seed: int) -> None:
    assert read_seed(str(seed)) == values.seed(str(seed)) == seed


@pytest.mark.parametrize("typed", ["-1", str(LARGEST_SEED + 1), "9" * 25, "9" * 40, "1.5", "1e300", "seven", ""])
def test_anything_else_gets_a_sentence(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_seed(typed)
    with pytest.raises(argparse.ArgumentTypeError):
        values.seed(typed)


def test_a_seed_may_be_typed_as_any_number() -> None:
    assert read_seed("1e3") == 1000 and read_seed(" 4/2 ") == 2
