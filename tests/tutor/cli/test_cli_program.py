"""`nntutor play --code`: the program and nothing else on the output; what makes no sense gets a sentence."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from lessons.playground.bench import made_bench
from lessons.playground.program.written import PROGRAMS, program_of
from lessons.playground.settings import from_options
from tests.lessons.own_files import kinds, written
from tests.lessons.program_support import executed, rows_without_a_program
from tests.tutor.shell_support import said

OPTIONS = "--data spiral --layers 8,8 --activation tanh --rate 0.3 --seed 7 --epochs 2"


@pytest.mark.parametrize("kind", PROGRAMS)
@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_the_program_stands_alone_on_the_output(tmp_path: Path, kind: str, plain: tuple[str, ...]) -> None:
    answer = said(tmp_path, *plain, "play", *shlex.split(OPTIONS), "--code", kind)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == program_of(kind, made_bench(from_options(shlex.split(OPTIONS))))


def test_what_was_kept_in_a_file_comes_to_what_json_tells(tmp_path: Path) -> None:
    program = said(tmp_path, "play", *shlex.split(OPTIONS), "--code=numpy").out
    last = said(tmp_path, "play", *shlex.split(OPTIONS), "--json").records[-1]
    printed, _ = executed(program)
    assert printed[2] == pytest.approx((last["loss"], last["test_loss"]), rel=1e-11)


def test_a_weight_set_by_hand_on_the_way_is_told_of_at_the_top(tmp_path: Path) -> None:
    out = said(tmp_path, "play", "--code", "engine", "--turn", "6:edit=W1[2,1]=3").out
    assert "set by hand on the way are not in here" in out.partition("import")[0]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--code julia", "--code: Choose one of: numpy, torch, engine."),
        ("--code", "--code"),
        ("--code numpy --json", "ask for one of them"),
        ("--code numpy --layers 8,,8", "--layers: A number is missing"),
    ],
)
def test_a_wrong_line_is_refused_with_a_sentence(tmp_path: Path, options: str, says: str) -> None:
    answer = said(tmp_path, "play", *shlex.split(options))
    assert answer.status == 2 and says in answer.err and answer.out == ""


def test_data_and_weights_from_files_are_in_it(tmp_path: Path) -> None:
    data, weights = written(tmp_path, kinds(20)), tmp_path / "w.npz"
    typed = ("play", "--data", str(data), "--epochs", "2", "--test", "30", "--seed", "4")
    end = said(tmp_path, *typed, "--json", "--save", str(weights)).records[-1]
    for begun in (typed, ("play", "--open", str(weights))):
        told = [record for record in said(tmp_path, *begun, "--json").records if "loss" in record]
        wanted = [(told[at]["loss"], told[at]["test_loss"]) for at in (0, -1)]
        for kind in ("numpy", "engine"):
            answer = said(tmp_path, *begun, "--code", kind)
            printed, _ = executed(answer.out)
            assert (answer.status, answer.err) == (0, "")
            assert [printed[0], printed[2]] == [pytest.approx(each, rel=1e-11) for each in wanted]
            assert ("np.load" in answer.out) == ("--open" in begun) and "csv.reader" in answer.out
    assert wanted[0] == (end["loss"], end["test_loss"])


def test_a_file_of_which_a_part_is_taken_has_no_program_and_says_so(tmp_path: Path) -> None:
    rows_without_a_program(tmp_path)
    answer = said(tmp_path, "play", "--data", str(tmp_path / "points.csv"), "--code", "numpy")
    assert answer.status == 2 and "--code: There is no program for a run on so many rows" in answer.err
    assert answer.out == ""
