"""Each command on a small course: what it says, what it keeps, and its exit status."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from lessons.kit.course import load
from lessons.kit.demo import Frame
from lessons.kit.questions import Number
from tests.tutor.shell_support import make_course, said
from tutor.console.printer import Printer
from tutor.plain.frames import new_painter, print_frame
from tutor.store import Attempt, Bookmark, open_store


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("course"))


def test_help_is_one_page_that_fits_eighty_columns_and_names_every_command(root: Path) -> None:
    from tutor.cli.subcommands import SUBCOMMANDS

    page = said(root, "--help")
    assert page.status == 0 and page.err == ""
    assert max(map(len, page.out.splitlines())) <= 79 and page.out.isascii()
    assert all(f"nntutor {command}" in page.out for command in SUBCOMMANDS)
    for words in (["-h"], ["lesson", "--help"], ["nosuch", "--help"]):
        assert said(root, *words).out == page.out


def test_version(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.console.version.installed", lambda _: "1.2.3")
    assert said(root, "--version").out == "nntutor 1.2.3\n"


def test_files_that_were_never_installed_own_up_to_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("tutor.console.version.installed", missing)
    answer = said(root, "--version")
    assert answer.status == 0 and "run from its source files" in answer.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nosuch"], "no command “nosuch”"),
        (["lesons"], "nntutor lessons"),
        (["--bogus"], "no option “--bogus”"),
        (["lesson"], "wants the id of a lesson"),
        (["lesson", "nosuch"], "hills"),
        (["lesson", "hils"], "hills"),
        (["quiz", "x" * 10_000], "There is no lesson"),
        (["lesson", "hills", "bogs"], "does not take “bogs”"),
        (["lessons", "--josn"], "does not take “--josn”"),
        (["quiz", "hills", "--seed", "-1"], "--seed: a seed is a whole number from 0"),
        (["quiz", "hills", "--seed", "seven"], "“seven” is not a whole number"),
        (["quiz", "hills", "--seed", "9" * 30], "--seed"),
        (["quiz", "hills", "--seed", str(2**60)], "a seed is a whole number"),
        (["quiz", "hills", "--seed", "٣.٤"], "whole number"),
        (["quiz", "hills", "--seed"], "--seed"),
        (["demo", "hills", "--frames", "0"], "--frames: it is a whole number from 1"),
        (["demo", "hills", "--frames", "-1"], "--frames: it is a whole number from 1"),
        (["demo", "hills", "--frames", "1-"], "“1-” is not a whole number"),
        (["demo", "hills", "--rate"], "wants a value"),
        (["demo", "hills", "--rate", "banana"], "“banana” is not a number"),
        (["demo", "hills", "--rate", "99"], "from 0.01 to 1.2"),
        (["demo", "hills", "--start", "moon"], "cliff, meadow"),
        (["demo", "hills", "--rat", "1"], "it has --rate, --start"),
        (["demo", "hills/nosuch"], "it has walk, pad"),
        (["demo", "hills", "--demo", "nosuch"], "it has walk, pad"),
        (["reset", "--undo", "hills"], "leave the lesson out"),
        (["reset", "nosuch"], "hills"),
        (["check", "nosuch"], "hills"),
    ],
)
def test_a_wrong_call_gets_a_sentence_and_status_2(root: Path, words: list[str], told: str) -> None:
    answer = said(root, *words)
    assert answer.status == 2 and answer.out == ""
    assert told in answer.err and answer.err.startswith("nntutor: ") and answer.err.count("\n") == 1
    assert len(answer.err) < 400


def test_lessons_lists_ids_and_titles(root: Path) -> None:
    answer = said(root, "lessons")
    assert answer.status == 0 and "○ hills  Which way is down?" in answer.out
    first = said(root, "lessons", "--json").records[0]
    assert first["id"] == "hills" and first["pages"] == 4 and first["questions"] == ["double", "bigger", "held"]
    assert first["state"] == "not begun"
    store = open_store()
    for question in first["questions"]:
        store.record(Attempt("hills", question, 1, "x", "right"))
    store.close()
    assert "✓ hills  Which way" in said(root, "lessons").out
    assert said(root, "lessons", "--json").records[0]["state"] == "done"


def test_progress_says_what_was_done_and_what_comes_next(root: Path, own_home: Path) -> None:
    assert "hills  ○ not begun\n" in said(root, "progress").out
    store = open_store()
    store.visit(Bookmark("hills", 1))
    store.record(Attempt("hills", "double", 1, "4", "right"))
    store.close()
    answer = said(root, "progress")
    assert "◐ begun: 1 of 3 questions right, 1 of 4 pages read; seen" in answer.out
    assert "Next: `nntutor lesson hills`" in answer.out and str(own_home) in answer.out
    assert said(root, "progress", "--json").records[0] == {
        "lesson": "hills",
        "pages": 4,
        "pages_seen": 1,
        "questions": 3,
        "right": 1,
        "state": "begun",
        "mastery": "seen",
        "waiting": 0,
    }


def test_reset_says_how_to_take_it_back_and_that_works(root: Path) -> None:
    assert "nothing to reset" in said(root, "reset", "hills").out
    open_store().record(Attempt("hills", "double", 1, "4", "right"))
    assert "1 answer set aside" in said(root, "reset", "hills").out
    assert open_store().attempts() == []
    undone = said(root, "reset", "--undo")
    assert undone.status == 0 and "1 answer brought back" in undone.out
    assert len(open_store().attempts()) == 1
    again = said(root, "reset", "--undo")
    assert again.status == 1 and "no reset to take back" in again.out
    assert "The whole course starts afresh" in said(root, "reset").out
    open_store().visit(Bookmark("hills", 1))
    assert "hills starts afresh: there was no answer to set aside." in said(root, "reset", "hills").out
    assert "The last reset is taken back." in said(root, "reset", "--undo").out


def test_reset_without_a_home_that_can_be_written_to_says_so(root: Path) -> None:
    answer = said(root, "reset", environment={"NNTUTOR_HOME": "/dev/null"})
    assert answer.status == 1 and "cannot be kept" in answer.err and answer.out == ""


def test_check_prints_file_line_and_problem_and_gives_status_1(root: Path) -> None:
    answer = said(root, "check", "bogs")
    assert answer.status == 1 and answer.err == "bogs: 1 problem.\n"
    path, line, text = answer.out.split(":", 2)
    assert path.endswith("bogs/text.md") and int(line) == 9 and "no demo called “none”" in text


def test_check_without_an_id_checks_the_course_too(tmp_path: Path) -> None:
    fine = make_course(tmp_path / "course")
    (fine / "inside_the_network" / "__init__.py").write_text('"""No title."""\n')
    answer = said(fine, "check", "hills")
    assert "inside_the_network" not in answer.out
    assert "inside_the_network/__init__.py:1: " in said(fine, "check").out


def test_the_same_seed_draws_the_same_questions(root: Path) -> None:
    one, two = (said(root, "quiz", "hills", "--seed", "7", "--json").records for _ in range(2))
    assert one == two and [record["question"] for record in one] == ["double", "bigger", "held"]
    assert all(record["type"] == "question" and record["seed"] == 7 for record in one)
    assert (one[0]["picked"], one[0]["listed"]) == (False, [])
    assert one[1]["picked"] is True
    assert sorted(one[1]["listed"]) == ["3 pears", "8 apples"]
    assert said(root, "quiz", "hills", "--json").records[0]["seed"] < 1_000_000


def test_replies_on_standard_input_are_marked_in_order_and_kept(root: Path) -> None:
    body = load("hills", root).questions["double"].draw(7).body
    assert isinstance(body, Number)
    answer = said(root, "quiz", "hills", "--seed", "7", "--json", stdin=f"{-body.value():g}\n\nbanana\nleft over\n")
    verdicts = answer.records[3:]
    assert [(v["question"], v["outcome"], v["misconception"]) for v in verdicts] == [
        ("double", "wrong", "sign flipped"),
        ("held", "unreadable", None),
    ]
    (kept,) = open_store().attempts()
    assert (kept.question, kept.seed, kept.misconception) == ("double", 7, "sign flipped")


def test_a_quiz_as_a_conversation_ends_with_the_score_and_the_way_to_repeat_it(root: Path) -> None:
    body = load("hills", root).questions["double"].draw(7).body
    answer = said(root, "quiz", "hills", "--seed", "7", stdin=f"{body.accepted_reply()}\n\nskip\nskip\n")
    assert answer.status == 0
    assert "1 of 3 questions right. `nntutor quiz hills --seed 7`" in answer.out


def test_a_quiz_whose_input_ends_says_so(root: Path) -> None:
    answer = said(root, "quiz", "hills", stdin="0\n")
    assert answer.status == 0 and "The input ended here. Every answer is kept" in answer.out


def test_a_demo_prints_its_last_picture_caption_and_readings(root: Path) -> None:
    answer = said(root, "demo", "hills", "--frames", "4", "--rate=0.25", "--seed", "3")
    assert answer.status == 0 and answer.out.isascii()
    assert "A walk into the valley, with rate 0.25, start cliff and seed 3." in answer.out
    assert "After 3 steps the walker stands at 0.5." in answer.out
    assert "update 3; height 0.25; start: cliff." in answer.out and "*" in answer.out


def test_a_reading_that_is_a_sentence_is_told_apart_from_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    readings: dict[str, float | int | str] = {"your car": "It parks.", "speed": 2.5, "next": "It waits."}
    print_frame(Printer(sys.stdout, {}), Frame(1, (), "Look.", readings), new_painter())
    assert capsys.readouterr().out == "Look.\nyour car: It parks; speed 2.5; next: It waits.\n"


def test_a_knob_may_stand_before_the_id_and_take_a_negative_value(root: Path) -> None:
    assert "rate 1.1" in said(root, "demo", "--rate", "1.1", "hills").out
    assert "-1 lies outside" in said(root, "demo", "hills", "--rate", "-1").err


def test_demo_frames_are_numbered_json_and_stop_when_the_demo_has_finished(root: Path) -> None:
    frames = said(root, "demo", "hills", "--json", "--start", "meadow").records
    assert [frame["number"] for frame in frames] == list(range(41)) and frames[-1]["finished"] is True
    assert frames[0]["settings"] == {"rate": "0.1", "start": "meadow"} and frames[0]["trouble"] is None
    assert frames[0]["readings"] == {"update": 0, "height": 1.0, "start": "meadow"}


def test_what_is_not_finite_is_null_and_trouble_is_named(root: Path) -> None:
    last = said(root, "demo", "hills", "--json", "--rate", "1.2").records[-1]
    assert last["readings"]["height"] is None
    assert last["trouble"] == {"name": "It ran away", "why": "Each step overshoots.", "fix": {"rate": 0.1}}


def test_another_demo_of_the_lesson_is_named_in_two_ways(root: Path) -> None:
    for words in (["hills/pad"], ["hills", "--demo", "pad"]):
        (frame,) = said(root, "demo", *words, "--json", "--ink", "#.../+").records
        assert frame["demo"] == "pad" and frame["readings"]["ink"] == 1.5
        assert frame["settings"] == {"ink": "#.../+.../...."}


def test_a_broken_lesson_gives_file_and_line_and_status_1(root: Path) -> None:
    answer = said(root, "demo", "bogs")
    assert answer.status == 1 and "bogs/text.md:9:" in answer.err and answer.out == ""


def test_a_fault_gives_a_sentence_unless_debugging(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> int:
        raise ZeroDivisionError("of sheep")

    monkeypatch.setattr("tutor.cli.lessons.lessons", fails)
    answer = said(root, "lessons")
    assert answer.status == 1 and "of sheep" in answer.err and "Traceback" not in answer.err
    with pytest.raises(ZeroDivisionError):
        said(root, "lessons", environment={"NNTUTOR_DEBUG": "1"})
