"""Data of one's own in the program of a run: the file read again, dealt out and standardised bit for bit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lessons.kit.errors import Unreadable
from lessons.kit.script import Script
from lessons.playground.own.choice import own_data
from lessons.playground.own.table import OwnChoice
from lessons.playground.program.written import PROGRAMS, bench_of, program_of
from lessons.playground.run import playground
from lessons.playground.settings import PlaygroundSettings
from tests.lessons.own_files import kinds, rows_of, table, values, written
from tests.lessons.program_checks import (
    NEAREST,
    assert_losses_in_torch,
    assert_same_bits,
    assert_written_as_this_project_is,
    needs_ruff,
    needs_torch,
)
from tests.lessons.program_support import Ran, executed, ran, rows_without_a_program

ALIKE = table([[*row, 5, (0.3, 0.1 + 0.2)[at % 2], round(row[0] * 7)] for at, row in enumerate(rows_of(30))], *"abcde")
GERMAN = kinds(40, 2, ("Ähre", "Ölbaum", "Eiche"), "Länge", "Höhe", "Art")
FILES: Mapping[str, tuple[str | bytes, Mapping[str, Any], Mapping[str, Any]]] = {
    "classes": (kinds(40, 2, ("oak", "elm"), "width", "height", "kind"), {}, {"inputs": "x1,x2,x1x2,sin1"}),
    "three classes without names": (kinds(41, 3, ("c", "a", "b")), {}, {"test": 30, "loss": "half_mse"}),
    "classes that are numbers": (kinds(40, 2, (10, 9, 2.0)), {}, {"test": 90}),
    "values": (values(), {}, {"inputs": "x1,x1^2", "test": 10}),
    "values of three": (values(50, 3), {}, {"batch": 7, "layers": "5", "output": "tanh"}),
    "values with a column alike": (ALIKE, {"task": "values"}, {"normalise": "on"}),
    "the label among inputs": (kinds(40, 4), {"columns": "4,1", "label": "5", "task": "classes"}, {}),
    "the label first": (values(40, 3), {"columns": "3,4,2", "label": "in1"}, {}),
    "decimal commas": (GERMAN.replace(",", ";").replace(".", ",").encode("cp1252"), {}, {"test": 20}),
    "values with commas": (values(40, 2).replace(",", "\t").replace(".", ","), {}, {"optimiser": "adam"}),
    "spaces and empty lines": (kinds(40, 2).replace(",", "  ").replace("\n", " \n \n\n"), {}, {}),
    "quoted, with a mark": (kinds(30, 2, (' "z, b"', '"say ""no"""')).encode("utf-8-sig"), {}, {}),
    "of another width": (kinds(30, 2).replace(",", "|").encode("utf-16"), {}, {}),
    "numbers out of bounds": (values(20, 2).replace("\n", "e90\n").replace("pricee90", "price"), {}, {}),
    "as few values as may be": (values(4), {"task": "values"}, {"test": 90}),
    "as few of each class as may be": (kinds(4), {}, {"test": 90}),
    "spaces around labels": (kinds(40, 2, ("oak ", "elm", "oak")), {}, {}),
    "many columns": (values(20, 60), {"columns": ",".join(map(str, (*range(60, 30, -1), *range(1, 25))))}, {}),
}
"""A file for everything that a program has to know of one: the file, what is chosen of it, other settings."""
NAME = "it's a \"file\" $seed #? norm 'é \\ {x}\nraise SystemExit\n.csv"


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Ran]:
    folder, found = tmp_path_factory.mktemp("own"), {}
    for number, (name, (content, choice, settings)) in enumerate(FILES.items()):
        path = written(folder, content, f"{number} {NAME}" if name == "classes" else f"{number}.csv")
        own = own_data(OwnChoice(str(path), **choice))
        chosen = PlaygroundSettings(**{"epochs": 3, "seed": 5, **settings})
        found[name] = ran(replace(chosen, data=own.name, own=own.words), own)
    return found


@pytest.mark.parametrize("name", FILES)
def test_numpy_and_the_engine_come_to_the_same_numbers_bit_for_bit(runs: Mapping[str, Ran], name: str) -> None:
    run = runs[name]
    for kind in NEAREST:
        names, data = assert_same_bits(run, kind), run.bench.data
        for side, split in (("train", data.train), ("test", data.test)):
            assert names[f"{side}_points"].tobytes() == split.inputs.tobytes()
            assert names[f"{side}_answers"].tobytes() == split.targets.tobytes()


@needs_torch
def test_pytorch_comes_to_the_same_losses(runs: Mapping[str, Ran]) -> None:
    assert assert_losses_in_torch([*runs.values()]) == len(FILES)


def test_nothing_of_a_file_is_in_a_program_but_its_path_as_a_literal(runs: Mapping[str, Ran]) -> None:
    for run in runs.values():
        for kind in PROGRAMS:
            program = program_of(kind, run.bench)
            source = run.bench.data.source
            assert source is not None and "learns from data of your own" in program and "nntutor play" not in program
            said = [*run.bench.data.classes, *(name for name in run.bench.data.coordinates if len(name) > 3)]
            assert [word for word in said if len(word) > 2 and word in program.replace("relu", "")] == []
            assert len([line for line in program.splitlines() if ".csv" in line]) == 1


def test_a_program_has_only_what_its_file_needs(runs: Mapping[str, Ran]) -> None:
    plain = program_of("numpy", runs["three classes without names"].bench)
    others = ("delimiter=", "replace(", "[1:]", "COLUMNS", "varied", "float(row[", "no field")
    assert [each for each in others if each in plain] == []
    assert plain.count("import ") == 2


def test_a_home_folder_is_spelt_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    written(tmp_path, kinds(12))
    own = own_data(OwnChoice("~/points.csv"))
    executed(program_of("numpy", ran(replace(PlaygroundSettings(epochs=1), data=own.name), own).bench))


def test_more_rows_than_are_taken_have_no_program(tmp_path: Path) -> None:
    bench = rows_without_a_program(tmp_path)
    for kind in PROGRAMS:
        with pytest.raises(Unreadable, match="save fewer in a file of their own"):
            program_of(kind, bench)


def test_the_bench_of_a_script_has_the_data_that_the_playground_was_given(tmp_path: Path) -> None:
    demo = playground(own_data(OwnChoice(str(written(tmp_path, kinds(12))))))
    bench = bench_of(demo, Script(3, {**demo.starting_settings(), "epochs": 2}))
    assert bench.data.source is not None and bench.settings.own == ("--data", str(tmp_path / "points.csv"))
    assert bench.settings.seed == 3


@needs_ruff
def test_programs_are_written_as_this_project_is(tmp_path: Path, runs: Mapping[str, Ran]) -> None:
    plain = [run for name, run in runs.items() if name != "classes"]  # whose name has quotation marks of both kinds
    # A path may be longer than a line, and open is known to everybody.
    assert_written_as_this_project_is(tmp_path, plain, but="T20,E501,PTH123")
