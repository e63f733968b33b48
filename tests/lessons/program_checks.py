"""How the programs of runs are held against the runs: what their tests share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from lessons.playground.program.written import PROGRAMS, program_of
from tests.lessons.program_support import Ran, executed, furthest_apart, printed_losses

NEAREST = ("numpy", "engine")
"""The kinds of programs that come to the run's numbers bit for bit."""
ROOT = Path(__file__).parents[2]
_PRINTED = 1e-11
"""As near as the twelve digits that a program prints can come."""
_TORCH = os.environ.get("NNTUTOR_TORCH_PYTHON") or (sys.executable if find_spec("torch") else "")
_RUN_ALL = """
import contextlib, io, json, sys
printed = []
for program in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(program, "program", "exec"), {"__name__": "__main__"})
    printed.append(out.getvalue())
json.dump(printed, sys.stdout)
"""

needs_ruff = pytest.mark.skipif(find_spec("ruff") is None, reason="ruff is not here")
needs_torch = pytest.mark.skipif(
    not _TORCH, reason="PyTorch is not here: name a Python that has it in NNTUTOR_TORCH_PYTHON"
)


def reached(names: Mapping[str, Any]) -> bytes:
    """Return the parameters of a program that has run, which are an array of its own or its network's."""
    parameters = names["parameters"] if "parameters" in names else names["net"].parameters
    found: bytes = parameters.tobytes()
    return found


def assert_same_bits(run: Ran, kind: str) -> dict[str, Any]:
    """Hold a program with NumPy or with the engine against its run; return the program's names."""
    printed, names = executed(program_of(kind, run.bench))
    assert furthest_apart(printed, run.losses) < _PRINTED
    assert reached(names) == run.parameters.tobytes()
    return names


def assert_losses_in_torch(runs: Sequence[Ran]) -> int:
    """Hold the programs with PyTorch against their runs; return how many there are that can be run."""
    programs = {program_of("torch", run.bench): run for run in runs}
    if sys.executable != _TORCH:  # another Python may have no NumPy that the engine's data could be read with
        programs = {program: run for program, run in programs.items() if "from engine" not in program}
    answer = subprocess.run(
        [_TORCH, "-c", _RUN_ALL], input=json.dumps([*programs]), capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert answer.returncode == 0, answer.stderr
    for printed, run in zip(json.loads(answer.stdout), programs.values(), strict=True):
        assert furthest_apart(printed_losses(printed), run.losses) < 1e-6, run.bench.settings.line
    return len(programs)


def assert_written_as_this_project_is(folder: Path, runs: Sequence[Ran], *, but: str = "T20") -> None:
    """Hold the programs of runs against this project's rules for code.

    Args:
        folder: to write them in.
        runs: whose programs.
        but: rules that need not be kept, with commas between.
    """
    for number, run in enumerate(runs):
        for kind in PROGRAMS:
            (folder / f"{kind}_{number}.py").write_text(program_of(kind, run.bench), encoding="utf-8")
    told = ["--no-cache", "--config", str(ROOT / "pyproject.toml"), str(folder)]
    for order in (["check", "--ignore", but], ["format", "--check"]):
        ruff = [sys.executable, "-m", "ruff", *order, *told]
        answer = subprocess.run(ruff, capture_output=True, text=True, check=False)
        assert answer.returncode == 0, answer.stdout
