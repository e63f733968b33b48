"""Whatever is set, every page of the playground can be made at every moment, also when numbers have overflown."""

from __future__ import annotations

from random import Random
from typing import Any, get_args

import pytest

from lessons.kit.check_charts import chart_problem
from lessons.kit.demo import Frame
from lessons.kit.knobs import Choices, Knob
from lessons.playground.controls import CONTROLS
from lessons.playground.examples import DATA
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.notation import ACTIVATIONS
from lessons.playground.records import as_record
from lessons.playground.run import playground
from lessons.playground.unit_view import unit_in_words
from tutor.charts import Look, Painter
from tutor.tui.demo.play_pages import PlayPage, UnitCursor, charts_on, words_on

FRAMES = 30
PAGES: tuple[PlayPage, ...] = get_args(PlayPage)


def drawn(dice: Random) -> dict[str, Any]:
    """Settings from anywhere within their reach, often at an end."""
    found: dict[str, Any] = {}
    for name, control in CONTROLS.items():
        if isinstance(control, Knob):
            found[name] = control.read(repr(dice.choice(control.stops())))
        elif isinstance(control, Choices):
            found[name] = dice.choice(control.options)
    sizes = [str(dice.randint(1, 16)) for _ in range(dice.randint(0, 6))]
    named = ",".join(dice.choice(ACTIVATIONS) for _ in range(dice.randint(1, 6)))
    found["activation"] = CONTROLS["activation"].read(named)
    edits = dice.choice(["none", "W1[1,1]=1e300", "b1[1]=-1e308;W1[1,1]=5"])
    return {**found, "layers": ",".join(sizes) or "none", "epochs": 10, "edit": CONTROLS["edit"].read(edits)}


@pytest.mark.parametrize("seed", range(len(DATA) * 4))
def test_every_page_at_every_moment(seed: int) -> None:
    dice = Random(seed)
    settings = {**drawn(dice), "data": DATA[seed % len(DATA)]}
    demo = playground()
    run, frames = demo.run(seed, **settings), list[Frame]()
    while len(frames) < FRAMES and not (frames and frames[-1].finished) and (frame := run.next()) is not None:
        frames.append(frame)
    for frame in (frames[0], frames[len(frames) // 2], frames[-1]):
        assert isinstance(frame, PlaygroundFrame)
        frame.prepare()
        sizes = frame.moment.bench.sizes
        layer = dice.randint(1, len(sizes) - 1)
        cursor = UnitCursor(layer, dice.randint(1, sizes[layer]), dice.randint(0, 99)).within(frame.moment)
        for page in PAGES:
            charts = charts_on(page, frame, cursor, (), rows=9 + seed % 30)
            assert [chart_problem(chart) for chart in charts] == [""] * len(charts), page
            assert len(Painter(Look()).paint(charts, 77, 17).lines()) == 17
            words_on(page, frame, cursor, (), dice.choice(list(CONTROLS)))
        assert all(unit_in_words(frame.moment, cursor.layer, cursor.unit))
        assert as_record(demo, seed, {**demo.starting_settings(), **settings}, frame)["update"] == frame.number
