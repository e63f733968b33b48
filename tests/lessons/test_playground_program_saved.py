"""Weights from a file in the program of a run: loaded bit for bit, with batch norm's figures, or drawn as usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from lessons.playground.bench import made_bench
from lessons.playground.program.written import PROGRAMS, program_of
from lessons.playground.settings import PlaygroundSettings
from lessons.playground.weights_file import read
from tests.lessons.program_checks import (
    NEAREST,
    assert_losses_in_torch,
    assert_same_bits,
    assert_written_as_this_project_is,
    needs_ruff,
    needs_torch,
)
from tests.lessons.program_support import Ran, ran
from tests.lessons.test_playground_weights import saved_in

SAVED: Sequence[Mapping[str, Any]] = (
    {"layers": "none"},
    {"data": "blobs", "layers": "3,2", "optimiser": "adam", "initialisation": "zeros"},
    {"normalise": "on", "batch": 50, "layers": "5,4", "dropout": 0.2},
    {"normalise": "on", "batch": 10_000, "layers": "3", "epochs": 5},
)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Ran]:
    folder, found = tmp_path_factory.mktemp("weights"), []
    for number, settings in enumerate(SAVED):
        saved_in(path := folder / f'it\'s {number} "$seed" #? norm é.npz', 5, **settings)
        saved = read(str(path))
        begun: dict[str, Any] = {**saved.settings, "epochs": 2, "seed": saved.seed, "edit": "W1[1,1]=0.5"}
        found.append(ran(PlaygroundSettings(**begun), saved=saved))
    return found


def test_saved_weights_are_loaded_bit_for_bit(runs: Sequence[Ran]) -> None:
    for run in runs:
        assert run.bench.starts_as_saved
        for kind in NEAREST:
            assert_same_bits(run, kind)


def test_it_says_that_it_needs_the_file_and_draws_nothing(runs: Sequence[Ran]) -> None:
    for run in runs:
        for kind in PROGRAMS:
            program = program_of(kind, run.bench)
            assert "needs their file" in program and "nntutor play" not in program
            assert "generator" not in program and "initialisation=" not in program


@needs_torch
def test_pytorch_loads_them(runs: Sequence[Ran]) -> None:
    assert_losses_in_torch(runs)


def test_where_no_saved_weights_fit_they_are_drawn_as_usual(runs: Sequence[Ran]) -> None:
    settings = PlaygroundSettings(layers="7", initialisation="saved", epochs=1)
    for saved in (None, runs[0].bench.saved):
        program = program_of("numpy", made_bench(settings, saved=saved))
        assert "np.load" not in program and "def glorot" in program and "--initialisation saved" in program


@needs_ruff
def test_programs_are_written_as_this_project_is(tmp_path: Path, runs: Sequence[Ran]) -> None:
    assert_written_as_this_project_is(tmp_path, runs)
