"""How long a turned knob takes to the answering picture: ten knobs turned in each demo of the course, while it stands.

Each demo is run for some frames first, as a learner would; then its knobs are turned in turn, up and down. The time is
that from the turn to the picture at which the run stands again, painted at 80×24; for a run that takes longer than one
stretch, also to the first picture on its way. Prints a table and asserts nothing. A thread computes, as in the app.

Run it with `python -m tests.benchmarks.turns [--frames N] [--turns N] [LESSON ...]`.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import statistics
import time
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Any

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from lessons.kit.demo import Demo  # noqa: E402
from lessons.kit.knobs import Sketch  # noqa: E402
from lessons.kit.scene import alone  # noqa: E402
from lessons.kit.text_knob import TextKnob  # noqa: E402
from tutor.charts import Look, Painter  # noqa: E402
from tutor.study.playback.here_and_now import carry_out  # noqa: E402
from tutor.study.playback.player import Player  # noqa: E402
from tutor.study.playback.timeline import Timeline  # noqa: E402
from tutor.tui.services import Services  # noqa: E402

WIDTH, HEIGHT = 78, 12
"""Cells for the pictures in a terminal of 80×24."""
TOO_LONG = 0.15
"""Seconds at the median over which a demo is named."""


@dataclass
class Bench:
    """Looks at a player as a panel does: paints whatever is to be shown, and says when."""

    player: Player
    painter: Painter = field(default_factory=lambda: Painter(Look("braille", "256")))
    pictures: list[float] = field(default_factory=list)

    def show(self) -> None:
        """Paint, and note when it was done."""
        if (frame := self.player.view.pictured) is not None:
            self.painter.paint(frame.charts, WIDTH, HEIGHT)
            self.pictures.append(time.perf_counter())

    show_animated = show


async def turned(demo: Demo, frames: int, turns: int) -> Iterator[tuple[float, float]]:
    """Give the seconds to the first picture and to the answering one, for each of some turns."""
    workers = list[asyncio.Task[None]]()

    def start(work: Coroutine[Any, Any, None]) -> None:
        workers.append(asyncio.create_task(work))

    player = Player(alone(demo), start)
    bench = player.onlooker = Bench(player)
    player.open()
    await asyncio.gather(*workers)
    player.look(0)
    for _ in range(frames):
        player.step()
    await asyncio.gather(*workers)
    took = [await turn_once(bench, workers, name, clicks) for name, clicks in itertools.islice(clicks_of(demo), turns)]
    player.close()
    return iter(took)


async def turn_once(bench: Bench, workers: list[asyncio.Task[None]], name: str, clicks: int) -> tuple[float, float]:
    """Turn a knob by some clicks, and wait for the picture."""
    control, now = bench.player.demo.controls[name], bench.player.view.settings[name]
    turn_to = getattr(control, "turned")  # noqa: B009
    setting = turn_to(now, clicks)
    setting = setting if setting != now else turn_to(now, -clicks)
    bench.pictures.clear()
    workers.clear()
    began = time.perf_counter()
    bench.player.turn(name, setting)
    await asyncio.gather(*workers)
    done = bench.pictures or [began]
    return done[0] - began, done[-1] - began


def clicks_of(demo: Demo) -> Iterator[tuple[str, int]]:
    """Which knob to turn next, and by how much: all in turn, up and further up, then down."""
    names = [name for name, control in demo.controls.items() if not isinstance(control, Sketch | TextKnob)]
    return ((name, clicks) for clicks in itertools.cycle((1, 2, -3)) for name in names) if names else iter(())


def standing(demo: Demo, most: int) -> int:
    """How many frames the demo's usual run has after its first, or `most` if it has more."""
    timeline = Timeline(demo)
    timeline.begin()
    timeline.go_on(most)
    carry_out(timeline)
    timeline.close()
    return max(0, timeline.aim)


def row(name: str, took: list[tuple[float, float]], frames: int) -> str:
    """A line of the table, in milliseconds."""
    figures = []
    for seconds in zip(*took, strict=True):
        ordered = sorted(seconds)
        late = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
        figures += [statistics.median(ordered) * 1e3, late * 1e3]
    slow = "  slow: a stretch first" if statistics.median(last for _, last in took) > TOO_LONG else ""
    return f"{name:<36}{frames:>7}" + "".join(f"{figure:>10.0f}" for figure in figures) + slow


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lessons", nargs="*", metavar="LESSON")
    parser.add_argument("--frames", type=int, default=1000, help="frames to run first, at most; its usual run without")
    parser.add_argument("--turns", type=int, default=10)
    asked = parser.parse_args()
    heads = ("first", "95 %", "answer", "95 %")
    print(f"{'ms from a turn to its picture':<36}{'frames':>7}" + "".join(f"{head:>10}" for head in heads))
    services = Services()
    for heading in (heading for part in services.outline() for heading in part.lessons):
        if asked.lessons and heading.id not in asked.lessons:
            continue
        for name, demo in services.load(heading.id).demos.items():
            frames = standing(demo, asked.frames)
            if took := list(asyncio.run(turned(demo, frames, asked.turns))):
                print(row(f"{heading.id} {name}", took, frames), flush=True)


if __name__ == "__main__":
    main()
