"""A run as a program in a conversation: what was set by then is in it, and the run goes on afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.playground.bench import made_bench
from lessons.playground.program.written import program_of
from lessons.playground.settings import PlaygroundSettings
from tests.lessons.own_files import kinds, written
from tests.tutor.shell_support import said


def typed(root: Path, *lines: str) -> str:
    answer = said(root, "--plain", "play", "--epochs", "2", stdin="".join(f"{line}\n" for line in lines))
    assert answer.status == 0
    return answer.out


def test_the_program_has_what_was_set_in_the_conversation(tmp_path: Path) -> None:
    told = typed(tmp_path, "rate 0.5", "layers 3", "program numpy")
    assert program_of("numpy", made_bench(PlaygroundSettings(epochs=2, rate=0.5, layers="3"))) in told


def test_weights_set_by_hand_are_in_it_until_the_first_update(tmp_path: Path) -> None:
    told = typed(tmp_path, "edit W1[2,1]=4", "program engine", "play 3", "edit W1[1,1]=9", "program engine")
    first, second = told.split("print(update.reason)")[:2]
    assert "weights[0, 1] = 4.0" in first and "on the way" not in first
    assert "weights[0, 1] = 4.0" in second and "= 9" not in second.partition("import")[2]
    assert "set by hand on the way are not in here" in second


def test_a_run_goes_on_after_its_program(tmp_path: Path) -> None:
    told = typed(tmp_path, "play 3", "program torch", "play 2")
    assert "import torch" in told and "After 5 updates" in told[told.index("import torch") :]


@pytest.mark.parametrize(
    ("line", "says"), [("program", "numpy, torch, engine"), ("program julia", "Choose one of: numpy")]
)
def test_a_kind_that_there_is_not_gets_a_sentence(tmp_path: Path, line: str, says: str) -> None:
    assert says in typed(tmp_path, line)


def test_the_conversation_says_that_there_are_programs(tmp_path: Path) -> None:
    assert "program numpy prints the run as a whole program" in " ".join(typed(tmp_path, "q").split())


def test_the_program_of_a_run_on_ones_own_data_reads_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, kinds(20))
    out = said(tmp_path, "--plain", "play", "--data", str(path), stdin="program numpy\n").out
    assert f'FILE = "{path}"\n' in out and "csv.reader(file, skipinitialspace=True)" in out
