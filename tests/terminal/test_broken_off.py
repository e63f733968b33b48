"""When the thread that reads the terminal breaks off, the app does, and says so: a tutor that hears nothing is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

ROOT = Path(__file__).parents[2]
BROKEN = """
import sys
from tutor.tui.driver.keyboard import Keyboard
def messages(*_):
    raise ZeroDivisionError("nothing is read")
Keyboard.messages = messages
from tutor.__main__ import main
sys.exit(main([]))
"""


@pytest.mark.usefixtures("own_home")
def test_it_leaves_with_1_and_a_sentence() -> None:
    with Terminal([sys.executable, "-c", BROKEN], environment={"PYTHONPATH": str(ROOT)}) as terminal:
        assert terminal.wait_for_exit() == 1
        assert "nntutor broke off; the error stands above. Every answer is kept" in terminal.text
