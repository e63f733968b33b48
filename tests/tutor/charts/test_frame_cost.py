"""What a frame of a demo that plays costs in function calls, which are the same on any machine, however busy."""

from __future__ import annotations

from pathlib import Path

from tests.tutor.frame_meter import measure

MOST = {"charts": 2_100, "panel": 1_700, "textual": 5_000, "driver": 2_400}
"""Calls a frame, half as many again as there were when this was written."""


PLAYGROUND = {"charts": 7_300, "panel": 3_200, "textual": 12_600, "driver": 3_600}
"""Likewise, with 24 hidden units as small pictures, the map and the losses."""


def test_a_frame_of_the_playground_is_little_work(tmp_path: Path) -> None:
    cost = measure("playground", "", tmp_path, frames=12, calls=True)
    assert cost.frames >= 10
    calls = {layer: cost.calls[layer] / cost.frames for layer in PLAYGROUND}
    assert all(calls[layer] <= most for layer, most in PLAYGROUND.items()), calls


def test_a_frame_of_a_demo_is_little_work(tmp_path: Path) -> None:
    cost = measure("weights-and-biases", "learn", tmp_path, frames=12, calls=True)
    assert cost.frames >= 10
    calls = {layer: cost.calls[layer] / cost.frames for layer in MOST}
    assert all(calls[layer] <= most for layer, most in MOST.items()), calls
    assert cost.sent / cost.frames < 500
