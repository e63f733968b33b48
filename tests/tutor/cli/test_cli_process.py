"""The command as a process of its own: closed streams, broken pipes, interruptions and foreign encodings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tutor.shell_support import ROOT, nntutor


def test_json_is_an_object_a_line_for_every_command_that_takes_it(own_home: Path) -> None:
    for words in (["lessons"], ["progress"], ["quiz", "gradient"], ["demo", "gradient/hike", "--frames", "2"]):
        done = nntutor(*words, "--json", home=own_home)
        assert done.returncode == 0 and done.stderr == b""
        records = [json.loads(line) for line in done.stdout.splitlines()]
        assert records and all(isinstance(record, dict) for record in records)


def test_a_seed_and_a_knob_give_the_same_frames_bit_for_bit_in_every_process(own_home: Path) -> None:
    for words in (["gradient/hike", "--rate", "1.1"], ["learning-rate/crank"], ["layers/digits", "--frames", "4"]):
        runs = [nntutor("demo", *words, "--seed", "7", "--json", home=own_home) for _ in range(2)]
        other = nntutor("demo", *words, "--seed", "8", "--json", home=own_home)
        assert runs[0].returncode == 0 and runs[0].stdout.count(b"\n") > 1
        assert runs[0].stdout == runs[1].stdout != other.stdout.replace(b'"seed": 8', b'"seed": 7')


def test_exit_statuses_arrive(own_home: Path) -> None:
    assert nntutor("--version", home=own_home).returncode == 0
    assert nntutor("reset", "--undo", home=own_home).returncode == 1
    done = nntutor("lesson", "gradiant", home=own_home)
    assert done.returncode == 2 and b"gradient" in done.stderr and done.stdout == b""


def test_without_a_terminal_the_course_is_a_conversation(own_home: Path) -> None:
    done = nntutor("lesson", "gradient", home=own_home)
    assert done.returncode == 0 and done.stderr == b""
    assert b"Page 1 of" in done.stdout and b"\x1b" not in done.stdout
    assert "The input ended here. Every answer is kept" in done.stdout.decode()


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
@pytest.mark.parametrize("command", ["--plain", "lessons", "quiz gradient --json"])
def test_a_closed_stream_breaks_nothing(own_home: Path, closed: str, command: str) -> None:
    line = f'"{sys.executable}" -m tutor {command} {closed}'
    done = subprocess.run(line, shell=True, cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0 and done.stderr == b""
    assert own_home.exists() or command == "lessons"


@pytest.mark.parametrize(("output", "why"), [(">&-", "it is closed"), ("> /dev/full", "no space left on device")])
@pytest.mark.parametrize("command", ["--plain", "lessons", "--help", "demo gradient", "quiz gradient --json"])
def test_an_output_that_takes_nothing_gets_a_sentence_and_status_1(
    own_home: Path, output: str, why: str, command: str
) -> None:
    line = f'"{sys.executable}" -m tutor {command} {output}'
    done = subprocess.run(line, shell=True, cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 1
    assert done.stderr.decode() == f"nntutor: The output could not be written: {why}.\n"
    assert own_home.exists() or command in ("lessons", "--help", "demo gradient")


def test_all_streams_closed_is_no_crash(own_home: Path) -> None:
    line = f'"{sys.executable}" -m tutor quiz gradient --json <&- >&- 2>&-'
    done = subprocess.run(line, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"") and own_home.exists()


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    command = f'"{sys.executable}" -m tutor demo gradient/hike --json --rate 0.01'
    line = f"{command} | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0 and done.stderr == b"" and done.stdout.count(b"\n") == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "utf-8"])
def test_no_encoding_breaks_it(own_home: Path, encoding: str) -> None:
    for words in (["--plain", "lesson", "gradient"], ["demo", "gradient"], ["lesson", "nosuch"], ["lessons"]):
        done = nntutor(*words, home=own_home, environment={"PYTHONIOENCODING": encoding}, stdin="text\n\n\n")
        assert done.returncode in (0, 2) and b"Traceback" not in done.stderr
        text = (done.stdout + done.stderr).decode(encoding)
        if "hiker walk" in text:
            formula = "old weights − learning rate × gradient"
            signs = {"utf-8": "−×", "latin-1": "-×"}.get(encoding, "-x")
            assert formula.translate(str.maketrans("−×", signs)) in text


def test_noise_on_standard_input_is_answered(own_home: Path) -> None:
    noise = b"page 5\n" + bytes(range(256)) + b"\n" + b"\xff\xfe\n" + b"9" * 30_000 + b"\nbanana\n"
    done = nntutor("--plain", "lesson", "gradient", home=own_home, stdin=noise)
    assert done.returncode == 0 and done.stderr == b""
    text = done.stdout.decode()
    assert "“banana” is not a number" in text and "The input ended here" in text
    assert not any(sign in text for sign in "\x00\x07\x1b\x7f\x9b")


def test_an_interruption_is_one_word_and_status_130(own_home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tutor", "--plain"],
        cwd=ROOT,
        env={**os.environ, "NNTUTOR_HOME": str(own_home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    seen = b""
    while b"Enter goes on" not in seen:
        seen += process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130 and errors.strip() == b"Stopped."


def test_answers_before_a_kill_are_there_afterwards(own_home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "tutor", "--plain", "quiz", "gradient", "--seed", "7"],
        cwd=ROOT,
        env={**os.environ, "NNTUTOR_HOME": str(own_home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(b"12345\n")
    process.stdin.flush()
    while b"Marked wrong" not in process.stdout.readline():
        pass
    process.kill()
    process.communicate()
    from tutor.store import open_store

    (kept,) = open_store().attempts()
    assert (kept.question, kept.seed, kept.reply, kept.verdict) == ("slope_here", 7, "12345", "wrong")


@pytest.mark.parametrize("home", ["/dev/null", "/proc/none/here"])
def test_a_home_that_cannot_be_still_lets_one_learn_and_says_so_once(home: str) -> None:
    done = nntutor("--plain", "lesson", "gradient", home=home, stdin="next\nnext\n")
    text = " ".join((done.stdout + done.stderr).decode().split())
    assert done.returncode == 0 and text.count("Progress cannot be kept in") == 1 and "Page 2 of" in text
