"""Runs side by side, and the way from a demo of a lesson to the playground."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from lessons.kit.check_charts import chart_problem
from lessons.kit.course import load, outline
from lessons.kit.demo import Demo
from lessons.kit.knobs import Choices, Knob, Setting
from lessons.playground.compare import KeptRun, compared, compared_in_words, differing, kept_run, told_difference
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.from_demo import carried_over, settings_after
from lessons.playground.run import playground
from lessons.playground.settings import from_options


def kept(seed: int = 0, most: int = 5, **settings: Any) -> KeptRun:
    run = playground().run(seed, **settings)
    frame = [run.next() for _ in range(most)][-1]
    assert isinstance(frame, PlaygroundFrame)
    return kept_run(frame)


def test_the_one_difference_is_named() -> None:
    runs = [kept(), kept(rate=0.3)]
    assert differing(runs) == ("rate",) and told_difference(runs) == "They differ in rate alone."
    lines, table = compared(runs)
    assert chart_problem(lines) == chart_problem(table) == ""
    assert [each.label for each in lines.series] == ["rate 0.03", "rate 0.3"]  # type: ignore[union-attr]
    assert compared_in_words(runs)[1].startswith("rate 0.3: loss ")


def test_several_differences_and_none_are_named_too() -> None:
    assert told_difference([kept(), kept(seed=1, layers="8")]) == "They differ in layers, seed."
    assert told_difference([kept(), kept(most=3)]) == "They have the same settings."
    assert told_difference([kept()]).startswith("Keep this run")


def test_weights_set_by_hand_are_a_difference() -> None:
    runs = [kept(), kept(edit="W1[1,1]=1;b1[1]=2")]
    assert told_difference(runs) == "They differ in weight by hand alone."
    assert compared_in_words(runs)[1].startswith("weight by hand 2: loss ")
    by_hand = replace(runs[0], standing=replace(runs[0].standing, by_hand=True))
    assert told_difference([runs[0], by_hand]) == "They differ in weights set by hand on the way alone."


def test_what_is_looked_at_on_the_way_makes_no_other_run() -> None:
    assert differing([kept(), kept(stride="epoch", stop="epoch=3")]) == ()


def test_kept_figures_are_the_runs_own() -> None:
    run = kept(most=7)
    assert run.standing.number == 6 and run.updates[-1] == 6
    assert run.losses[-1] == run.standing.test_loss and np.all(np.diff(run.updates) > 0)


def _demo(**controls: Any) -> Demo:
    return Demo("d", "D", lambda **_: None, controls)  # type: ignore[arg-type]


def test_a_knob_of_the_same_name_or_meaning_is_carried_over() -> None:
    demo = _demo(
        learning_rate=Knob(0.01, 1, start=0.1, scale="log"),
        hidden=Knob(1, 16, start=4, whole=True),
        activation=Choices("relu", "swish"),
        data=Choices("spiral", "moons"),
        mood=Choices("good", "bad"),
    )
    settings: dict[str, Setting] = {
        "learning_rate": 0.25,
        "hidden": 8,
        "activation": "relu",
        "data": "moons",
        "mood": "bad",
    }
    assert carried_over(demo, settings) == {"rate": 0.25, "layers": "8", "activation": "relu", "data": "moons"}


def test_layers_are_counted_and_noise_is_in_per_cent() -> None:
    demo = _demo(layers=Knob(1, 6, start=3, whole=True), noise=Knob(0, 1, start=0.35))
    assert carried_over(demo, demo.starting_settings()) == {"layers": "4,4,4", "noise": 35.0}


@pytest.mark.parametrize(
    "demo",
    [
        _demo(rate=Knob(0, 1000, start=500)),
        _demo(hidden=Knob(0, 99, start=64, whole=True)),
        _demo(layers=Knob(0, 2, start=1.5)),
        _demo(noise=Knob(0, 2, start=0.8)),
        _demo(width=Knob(0, 2, start=1.5)),
        _demo(activation=Choices("swish", "gelu")),
    ],
)
def test_what_the_playground_does_not_take_is_left_at_its_start(demo: Demo) -> None:
    assert carried_over(demo, demo.starting_settings()) == {}


def test_every_demo_of_the_course_leads_to_a_line_that_is_read() -> None:
    carried = 0
    for heading in (heading for part in outline() for heading in part.lessons):
        for demo in load(heading.id).demos.values():
            settings = settings_after(demo, demo.starting_settings(), seed=3)
            assert from_options(settings.as_options()) == settings
            carried += bool(carried_over(demo, demo.starting_settings()))
    assert carried > 10, "a good many demos have settings that the playground has, too"
