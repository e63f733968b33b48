"""A million random and spoilt sequences of every family, read whole and in pieces: nothing breaks, Ctrl+C always works.

A few minutes; some thousands of them are tried with all other tests, in `tests/terminal/test_driver_input.py`.
"""

from __future__ import annotations

import pytest

from tests.terminal.test_driver_input import hammer

SEQUENCES = 1_000_000
SHARES = 20


@pytest.mark.parametrize("seed", range(100, 100 + SHARES))
def test_a_million_sequences(seed: int) -> None:
    hammer(SEQUENCES // SHARES, seed)
