"""Notes to keep: everything that was done stands in them, and each command brings back what it stands beside."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lessons.kit.course import load
from lessons.kit.knobs import Setting
from tests.tutor.shell_support import Said, make_course, said
from tutor.store import Attempt, Event, KeptPrediction, open_store
from tutor.study.playback import prediction
from tutor.text.markdown_escape import LONGEST, code, escaped, one_line

WHEN = datetime(2026, 1, 2, 12, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_course(tmp_path / "course")


def fill() -> None:
    store = open_store()
    for attempt in (
        Attempt("hills", "bigger", 9, "1", "wrong", "smaller", 0, WHEN),
        Attempt("hills", "double", 7, "a `tick` | *star*\n# no heading", "wrong", "sign flipped", 2, WHEN),
        Attempt("hills", "double", 7, "b", "right", None, 1, WHEN),
        Attempt("hills", "double", 8, "c", "right", None, 0, WHEN),
        Attempt("hills", "removed", 3, "d", "wrong", "an | old slip", 0, WHEN),
        Attempt("gone", "x", 4, "e", "right", None, 0, WHEN),
        Attempt("bogs", "y", 5, "f", "right", None, 0, WHEN),
    ):
        store.record(attempt)
    store.keep_prediction(KeptPrediction("hills", "walk", "Off the hill", '[3, 1.1, "meadow"]'))
    store.keep_prediction(KeptPrediction("hills", "walk", "Down to the valley", '[3, "other knobs"]'))
    store.keep_prediction(KeptPrediction("hills", "lost", "Who knows", "[]"))
    for _ in range(2):
        code_ = "nntutor demo hills/walk --rate 1.1 --seed 7"
        store.add_event(Event("run", "hills", {"code": code_, "title": "A walk into the valley"}))
    store.close()


def noted(root: Path, *words: str) -> Said:
    return said(root, "notes", *words)


def again(root: Path, command: str) -> Said:
    program, *words = shlex.split(command)
    assert program == "nntutor"
    return said(root, *words, "--json")


def test_every_question_stands_as_it_was_asked_and_its_command_asks_the_very_same(root: Path) -> None:
    fill()
    page = noted(root)
    assert page.status == 0 and page.err == ""
    found = re.findall(
        r"### (\w+)\n\n> (.*?)\n(.*?)Asked again by `(nntutor quiz hills --seed \d+)`", page.out, re.DOTALL
    )
    assert [name for name, *_ in found] == ["Double", "Bigger"], "in the lesson's order"
    for name, prompt, _, command in found:
        asked = [record for record in again(root, command).records if record["question"] == name.casefold()]
        assert [record["prompt"] for record in asked] == [prompt]
        for number, option in enumerate(asked[0]["listed"], start=1):
            assert f"> {number}. {option}\n" in page.out
    for seed in (7, 8):
        prompt = load("hills", root).questions["double"].draw(seed).body.prompt
        after = page.out.split(f"> {prompt}\n")[1]
        assert after.split("Asked again by ")[1].startswith(f"`nntutor quiz hills --seed {seed}`")


def test_questions_are_called_by_their_titles(root: Path) -> None:
    open_store().record(Attempt("hills", "dubble_trubble", 7, "1", "right"))
    assert "### Dubble trubble\n" in noted(root).out


def test_replies_mistakes_and_hints_stand_with_what_was_told(root: Path) -> None:
    fill()
    page = noted(root).out
    assert "7 replies to 5 questions, 3 of them answered right" in page
    assert (
        "- 2 January 2026: ``a `tick` | *star* # no heading``, wrong, with 2 hints: **sign flipped**. "
        "You flipped the sign.\n- 2 January 2026: `b`, right, with 1 hint\n"
    ) in page
    picked = load("hills", root).questions["bigger"].draw(9).body.listed[0]
    assert f"“{picked}”, wrong: **smaller**. That is the smaller." in page
    assert "| sign flipped | hills | 1 | 2 January 2026 | yes |" in page
    assert r"| an \| old slip | hills | 1 | 2 January 2026 | not yet |" in page


def test_what_cannot_be_drawn_any_more_is_listed_with_what_was_recorded(root: Path) -> None:
    fill()
    page = noted(root).out
    for question, reply, lesson, seed in (("Removed", "d", "hills", 3), ("X", "e", "gone", 4), ("Y", "f", "bogs", 5)):
        block = page.split(f"### {question}\n")[1].split("###")[0]
        assert "cannot be drawn any more" in block and f"`{reply}`" in block
        assert f"It was asked by `nntutor quiz {lesson} --seed {seed}`" in block


def test_predictions_and_runs_stand_with_commands_that_work(root: Path) -> None:
    fill()
    page = noted(root).out
    assert "A walk into the valley: Will the walker get down? “Off the hill” " in page
    commands = re.findall(r"`(nntutor demo [^`]*)`", page)
    assert commands == [
        "nntutor demo hills/walk --rate 1.1 --start meadow --seed 3",
        "nntutor demo hills/walk",
        "nntutor demo hills/walk --rate 1.1 --seed 7",
    ]
    assert "- lost: “Who knows”" in page
    first = again(root, commands[0]).records[0]
    assert (first["seed"], first["settings"]) == (3, {"rate": "1.1", "start": "meadow"})
    assert all(again(root, command).status == 0 for command in commands)


def test_the_command_of_a_prediction_starts_just_what_it_was_made_for(root: Path) -> None:
    demo = load("hills", root).demos["walk"]
    settings: dict[str, Setting] = {"rate": 0.1 + 0.2, "start": "meadow"}
    made_for = prediction.conditions(demo, 5, settings)
    words = shlex.split(prediction.as_command("hills", demo, made_for))
    first = said(root, *words[1:], "--json", "--frames", "3").records[-1]
    expected = demo.run(5, **settings)
    for _ in range(3):
        frame = expected.next()
    assert frame is not None and first["readings"] == dict(frame.readings) and first["seed"] == 5


def test_without_anything_done_it_says_so(root: Path) -> None:
    page = noted(root)
    assert page.status == 0 and page.out.startswith("# Notes from nntutor\n") and "Nothing is noted yet." in page.out


def test_they_are_written_to_a_file_whole_and_never_over_another_unasked(root: Path, tmp_path: Path) -> None:
    fill()
    out = tmp_path / "notes.md"
    told = noted(root, "--out", str(out))
    assert told.status == 0 and told.out == "" and f"Your notes lie in {out}." in told.err
    assert out.read_text(encoding="utf-8") == noted(root).out
    out.write_text("my own words")
    refused = noted(root, "--out", str(out))
    assert refused.status == 1 and "exists already" in refused.err and out.read_text() == "my own words"
    assert noted(root, "--out", str(out), "--force").status == 0 and "my own words" not in out.read_text()


def test_what_a_reset_hides_is_not_noted(root: Path) -> None:
    fill()
    store = open_store()
    store.reset("hills")
    page = noted(root).out
    assert "Which way is down" not in page and "walk" not in page and "### X" in page


@given(st.text(max_size=80))
def test_whatever_was_typed_stays_one_piece_of_code(text: str) -> None:
    (inline,) = (token for token in MarkdownIt("commonmark").parse(f"- {code(text)}, right") if token.type == "inline")
    first, *rest = inline.children or []
    assert first.type == "code_inline" and first.content.strip() == one_line(text).strip()
    assert [token.content for token in rest] == [", right"]


@given(st.text(max_size=80))
def test_whatever_a_name_holds_reads_as_it_is(text: str) -> None:
    (inline,) = (token for token in MarkdownIt("commonmark").parse(f"x {escaped(text)} x") if token.type == "inline")
    assert "".join(token.content for token in inline.children or []) == f"x {one_line(text)} x"


def test_a_reply_of_a_whole_book_is_cut() -> None:
    assert len(one_line("word " * 10_000)) <= LONGEST + 1 and one_line("word " * 10_000).endswith("…")
