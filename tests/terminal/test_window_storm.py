"""A window that is dragged faster than anything can be drawn, down to a single cell: the last size is drawn."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

ROOT = Path(__file__).parents[2]
CHANGES = 1500


@pytest.mark.usefixtures("own_home")
def test_a_storm_of_sizes() -> None:
    dice = random.Random(0)
    with Terminal([sys.executable, "-m", "tutor"], environment={"PYTHONPATH": str(ROOT)}) as terminal:
        terminal.wait_for("Part 1")
        for number in range(CHANGES):
            terminal.resize(dice.randint(1, 140), dice.randint(1, 50))
            if number % 10 == 0:
                terminal.read(0)
        terminal.settle()
        terminal.resize(81, 23)
        terminal.wait_for("? help")
        terminal.press("F1")
        terminal.wait_for("The course")
        terminal.press("escape")
        terminal.wait_for("Part 1")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
