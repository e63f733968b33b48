"""A run as a program: it runs as it stands, comes to the run's own numbers, and has in it what the run needs alone."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from engine.losses import LOSSES
from lessons.kit.errors import Unreadable
from lessons.kit.history import History
from lessons.kit.knobs import Choices
from lessons.kit.script import Script
from lessons.playground.bench import made_bench
from lessons.playground.controls import CONTROLS
from lessons.playground.examples import DATA, RADIUS
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.program.data import data_written_out
from lessons.playground.program.template import filled, spaced
from lessons.playground.program.written import PROGRAMS, bench_of, program_of
from lessons.playground.run import playground
from lessons.playground.settings import PlaygroundSettings
from tests.lessons.program_checks import (
    NEAREST,
    assert_losses_in_torch,
    assert_same_bits,
    assert_written_as_this_project_is,
    needs_ruff,
    needs_torch,
    reached,
)
from tests.lessons.program_support import TABLE, executed, ran, ran_by_name
from tests.lessons.test_playground_fuzz import drawn


@pytest.mark.parametrize("kind", NEAREST)
@pytest.mark.parametrize("name", TABLE)
def test_it_comes_to_the_same_numbers_bit_for_bit(name: str, kind: str) -> None:
    assert_same_bits(ran_by_name(name), kind)


@needs_torch
def test_pytorch_comes_to_the_same_losses() -> None:
    assert assert_losses_in_torch([ran_by_name(name) for name in TABLE]) >= len(TABLE) - 4


@needs_ruff
def test_programs_are_written_as_this_project_is(tmp_path: Path) -> None:
    assert_written_as_this_project_is(tmp_path, [*map(ran_by_name, TABLE)])


@pytest.mark.parametrize("noise", [0, 35])
@pytest.mark.parametrize("name", RADIUS)
def test_made_data_is_the_same_bit_for_bit_with_and_without_noise(name: str, noise: int) -> None:
    bench = made_bench(PlaygroundSettings(data=name, noise=noise, seed=3))
    names: dict[str, Any] = {"np": np, "SEED": 3}
    exec(data_written_out(bench).lines, names)
    for side, split in (("train", bench.data.train), ("test", bench.data.test)):
        assert names[f"{side}_points"].tobytes() == split.inputs.tobytes()
        assert names[f"{side}_answers"].tobytes() == split.targets.tobytes()


@pytest.mark.parametrize("seed", range(len(DATA)))
def test_whatever_is_set_every_program_can_be_read_and_those_without_pytorch_run(seed: int) -> None:
    dice = Random(seed)
    edit = dice.choice(["none", "W1[1,1]=0.25;b1[1]=-3", "W9[1,1]=7"])
    chosen = {**drawn(dice), "data": DATA[seed], "epochs": 1 if DATA[seed] == "text" else 2, "edit": edit}
    run = ran(PlaygroundSettings(**{**chosen, "seed": dice.randint(0, 2**53), "batch": max(3, chosen["batch"])}))
    programs = {kind: program_of(kind, run.bench) for kind in PROGRAMS}
    for kind, program in programs.items():
        compile(program, kind, "exec")
        assert program.isascii() and program.endswith("\n") and "$" not in program and "#?" not in program
    for kind in NEAREST:
        _, names = executed(programs[kind])
        assert run.diverged or reached(names) == run.parameters.tobytes(), kind


def test_nothing_stands_in_a_program_that_its_run_does_not_need() -> None:
    plain = program_of("numpy", made_bench(PlaygroundSettings()))
    others = "dropout, mask, batch norm, softmax, clip, velocity, ACTIVATIONS, L1, L2, training=, engine."
    assert [word for word in others.split(", ") if word in plain] == []
    assert "import" not in plain.replace("import numpy as np\n", "", 1)
    assert len(plain.splitlines()) <= 125, "an ordinary run can be read from top to bottom"
    wide = program_of("numpy", made_bench(PlaygroundSettings(data="wide_gauss", inputs="sin1")))
    assert "shaking" not in wide and "np.sin(x1)" in wide
    taken = program_of("numpy", made_bench(PlaygroundSettings(data="spam")))
    assert "from engine import datasets" in taken and "come with nntutor" in taken


def test_numbers_are_exact_and_the_line_of_the_run_stands_at_the_top() -> None:
    settings = PlaygroundSettings(noise=35, data="blobs", rate=0.1 + 0.2, layers="8,8", seed=2**53)
    program = program_of("numpy", made_bench(settings))
    assert repr(0.35 * 1.5) in program and f"RATE = {0.1 + 0.2!r}\n" in program and f"SEED = {2**53}\n" in program
    assert f"# {settings.line}\n" in program


def test_a_batch_that_batch_norm_has_made_larger_says_why() -> None:
    program = program_of("torch", made_bench(PlaygroundSettings(normalise="on", batch=1)))
    assert "BATCH = 2 " in program and "batches of 2 are taken" in program


def edited(turns: dict[int, dict[str, str]], upto: int, **settings: Any) -> tuple[Script, History]:
    demo = playground()
    script = Script(3, {**demo.starting_settings(), "epochs": 3, "stride": "epoch", **settings}, turns, upto)
    history = History(demo, script)
    history.go(upto)
    return history.script(), history


@pytest.mark.parametrize("kind", ["numpy", "engine"])
def test_weights_that_are_set_by_hand_before_the_first_update_are_in_it(kind: str) -> None:
    turns = {1: {"edit": "W1[2,1]=2.5"}, 2: {"stop": "epoch=2"}, 3: {"edit": "b1[1]=-1;W9[1,1]=3"}}
    script, history = edited(turns, upto=6, edit="W2[1,1]=0.125")
    frame = history.place.frame
    assert isinstance(frame, PlaygroundFrame) and frame.finished
    program = program_of(kind, frame.moment.bench, script)
    _, names = executed(program)
    assert reached(names) == frame.moment.snapshot.parameters.tobytes()
    assert "on the way" not in program and "does not have are left out" in program
    assert "--edit 'W2[1,1]=0.125;W1[2,1]=2.5;b1[1]=-1.0;W9[1,1]=3.0'" in program


@pytest.mark.parametrize(
    ("turns", "settings"),
    [({2: {"edit": "W1[1,1]=9"}}, {}), ({1: {"edit": "W1[1,1]=9"}}, {"dropout": 0.5})],
    ids=["after an update", "after chance had a part in the look"],
)
def test_weights_that_are_set_by_hand_on_the_way_are_not_in_it_and_it_says_so(
    turns: dict[int, dict[str, str]], settings: dict[str, Any]
) -> None:
    script, _ = edited(turns, upto=3, **settings)
    program = program_of("numpy", bench_of(playground(), script), script)
    assert "set by hand on the way are not in here" in program and "= 9" not in program
    _, names = executed(program)
    without = ran(PlaygroundSettings(epochs=3, seed=3, **settings))
    assert names["parameters"].tobytes() == without.parameters.tobytes()


def test_more_edits_than_fit_on_a_line_are_all_in_it() -> None:
    many = {at: {"edit": ";".join(f"W1[{unit},1]={at}.123456789" for unit in range(1, 9))} for at in (1, 2, 3)}
    script, _ = edited(many, upto=3, layers="8")
    program = program_of("numpy", bench_of(playground(), script), script)
    assert program.count("= 3.123456789\n") == 8 and "--edit" not in program


def test_a_kind_that_there_is_not_gets_a_sentence() -> None:
    with pytest.raises(Unreadable, match="numpy, torch, engine"):
        program_of("julia", made_bench(PlaygroundSettings()))


def test_the_notation_of_templates() -> None:
    text = "a  #? one\nb  #? !one\nc $name  # said  #? one|two !three\n$lines\n$nothing\n"
    flags = {"one": True, "two": False, "three": False}
    assert filled(text, flags, {"name": "d", "lines": "e\nf", "nothing": ""}) == "a\nc d  # said\ne\nf\n"
    for wrong in ("a  #? four", "$four"):
        with pytest.raises(KeyError):
            filled(wrong, flags, {})
    assert spaced("x = 1\n\n\n\ny = 2\n\n# why\ndef f():\n    a = 1\n\n    return a\nz = 3\n\nw = 4") == (
        "x = 1\n\ny = 2\n\n\n# why\ndef f():\n    a = 1\n\n    return a\nz = 3\n\n\nw = 4\n"
    )


def test_everything_that_can_be_set_has_a_run_in_the_table() -> None:
    for name, control in CONTROLS.items():
        found = {settings.get(name, control.start) for settings in TABLE.values()}
        if isinstance(control, Choices) and name not in ("stride", "loss"):
            assert found == {*control.options}, name
        assert len(found) > 1 or name in ("stride", "stop", "rate"), name
    assert {run.bench.loss for run in map(ran_by_name, TABLE)} == {*LOSSES}
