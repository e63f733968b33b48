"""A newcomer can follow a key to the next frame: the way there enters few of our files, and each layer once."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.flows import FLOWS, entered

FEW = 25


async def test_space_reaches_the_next_frame_through_few_files(tmp_path: Path) -> None:
    found = await entered(FLOWS["Space to the next frame"], tmp_path)
    assert len(found.way) <= FEW, found.way
    must = {"tutor/tui/demo/keys.py", "tutor/study/playback/job.py", "lessons/kit/history.py"}
    assert must <= set(found.way) and "tutor/tui/widgets/chart_view.py" in found.drawing
