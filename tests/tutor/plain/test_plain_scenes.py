"""Scenes as a conversation: what a run shows is told after it, a wrong prediction is told why, and a lesson ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.kit.course import ROOT, load
from lessons.kit.lesson import Page
from lessons.kit.reading import as_markdown, read_longer_text
from tests.tutor.shell_support import LESSON, make_course, said, write_lesson
from tutor.plain.longer_text import NONE
from tutor.store import Attempt, Bookmark, Event, open_store
from tutor.study.practice import test_out as skipping
from tutor.study.progress import standing
from tutor.study.progress.standing import TESTED_OUT
from tutor.study.quiz.marking import draw
from tutor.text.plain_markdown import plain_lines

HEAD = """+++
title = "{title}"
summary = "A hill, and feet."
sources = ["A, question 6"]
idea = "Feet find the way."
rule = "Each step goes against the slope."
caveat = "A valley is not the lowest place."
test_out = ["double", "bigger"]
+++
"""
SCENES = """
## Down or off

A walker stands on a cliff.

```demo
walk
? Where will the feet lead?
- Down: It left the hill, at a height of {height:~}.
- Off: It was {height:~} high in the end, and that is the valley.
```

Every step goes *against* the slope.

## In a hurry

The same cliff, and longer steps.

```demo
walk
rate = 1.2
- Down: Each step ended further out than it began.
- Off: It stayed on the hill.
```

Too far is further than enough.

## Sketch

Draw some ink.

```demo
pad
```

So much for ink.

## Quiz

```quiz
double
bigger
```
"""
READING = "## Because of the hill\n\nIt goes *down*.\n\n## And the feet\n\nThey know.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course whose lesson "hills" is a row of scenes, and "dales" after it has no longer text and no way out."""
    course = make_course(tmp_path / "course")
    part = course / "ten_questions"
    text = HEAD.format(title="Which way is down?") + SCENES
    write_lesson(part / "hills", {**LESSON, "text.md": text, "reading.md": READING})
    dales = text.replace("Which way is down?", "And up?").replace('test_out = ["double", "bigger"]\n', "")
    write_lesson(part / "dales", {**LESSON, "text.md": dales})
    (part / "__init__.py").write_text('"""Ten."""\n\nTITLE = "Ten questions"\nLESSONS = ("hills", "dales")\n')
    return course


def talk(root: Path, *replies: str, lesson: str = "hills") -> str:
    """What is said in a lesson when these lines are typed, without line ends."""
    words = ("lesson", lesson) if lesson else ("--plain",)
    answer = said(root, *words, stdin="".join(f"{reply}\n" for reply in replies))
    assert answer.status == 0 and answer.err == ""
    assert all(len(line) <= 80 for line in answer.out.splitlines())
    return flat(answer.out)


def flat(text: str) -> str:
    return " ".join(text.split())


def spoken(markdown: str) -> str:
    return flat(" ".join(plain_lines(markdown, 80)))


def in_order(out: str, *expected: str) -> None:
    """Each of the expected words stands behind the one before."""
    place = 0
    for words in expected:
        assert words in out[place:], words
        place = out.index(words, place) + len(words)


def test_a_number_predicts_and_runs_to_the_end_and_all_comes_in_its_order(root: Path) -> None:
    out = talk(root, "2")
    in_order(
        out,
        "Page 1 of 4: Down or off",
        "After 0 steps the walker stands at 4.",
        "update 0; height 16; start: cliff.",
        "rate 0.1, from 0.01 to 1.2",
        "A walker stands on a cliff.",
        "Where will the feet lead?",
        "1 Down to the valley 2 Off the hill",
        "1 to 2 predicts and runs, Enter runs without, ? helps > 2",
        "The hill",
        "After 40 steps the walker",
        "What happened: Down to the valley, and you predicted: Off the hill.",
        "high in the end, and that is the valley.",
        "Every step goes against the slope.",
        "Enter goes on to the next page",
    )
    assert out.count("The hill ") == 1, "only the last picture is drawn"


@pytest.mark.parametrize("reply", ["1", "a", "(1)", "down to", "Down to the valley"])
def test_an_option_may_be_named_as_in_a_quiz(root: Path, reply: str) -> None:
    assert "What happened: Down to the valley, as you predicted." in talk(root, reply)


@pytest.mark.parametrize("reply", ["3", "0", "99999999", "two", "٣"])
def test_what_is_no_option_runs_nothing(root: Path, reply: str) -> None:
    out = talk(root, reply)
    assert "Pick one of the options by its number, 1 to 2." in out and "After 40 steps" not in out
    assert open_store().prediction("hills", "walk") is None


def test_enter_declines_and_runs_to_the_end(root: Path) -> None:
    out = talk(root, "", "1")
    in_order(out, "Enter runs without, ? helps >", "After 40 steps", "Every step goes", "“1” is not known here.")
    assert "What happened" not in out and open_store().prediction("hills", "walk") is None


@pytest.mark.parametrize("replies", [("play 39",), ("step", "step"), ("look",), ("rate 0.3",), ("?",), ("seed 4",)])
def test_what_a_run_shows_is_not_told_before_its_end(root: Path, replies: tuple[str, ...]) -> None:
    assert "against the slope" not in talk(root, *replies)
    assert "against the slope" in talk(root, *replies, "play")


@pytest.mark.parametrize("word", ["why", "next", "n"])
def test_it_is_told_once_to_whoever_asks_and_not_again_after_the_run(root: Path, word: str) -> None:
    out = talk(root, word, "", "restart", "play", "next")
    in_order(out, "Every step goes against the slope.", "Enter runs it", "After 40 steps", "Page 2 of 4")
    assert out.count("against the slope") == 1


def test_why_tells_it_again_and_says_where_there_is_nothing(root: Path) -> None:
    assert talk(root, "1", "why").count("against the slope") == 2
    text = (root / "ten_questions" / "hills" / "text.md").read_text(encoding="utf-8")
    bare = text.replace("Every step goes *against* the slope.\n", "")
    (root / "ten_questions" / "hills" / "text.md").write_text(bare, encoding="utf-8")
    in_order(talk(root, "why", "next"), "There is nothing to tell here beyond the picture.", "Page 2 of 4")


def test_a_scene_begins_with_its_own_knobs_and_its_command_makes_the_same_picture(root: Path) -> None:
    out = talk(root, "page 2", "1", "code")
    in_order(out, "rate 1.2, from", "Will the walker get down?", "It ran away.", "Each step ended further out")
    code = "nntutor demo hills --rate 1.2"
    assert code in out
    again = flat(said(root, *code.split()[1:], "--plain").out)
    caption = again[again.index("The hill") : again.index("Each step overshoots.")]
    assert caption in out and "Too far is further" not in again


def test_what_does_not_run_is_told_at_once(root: Path) -> None:
    in_order(talk(root, "page 3"), "0 pixels of ink.", "Draw some ink.", "So much for ink.", "Enter goes on")


def test_a_run_that_ends_unsettled_says_so(root: Path) -> None:
    walk = LESSON["demo_walk.py"].replace("outcome=int(height > 1) if step == 40 or gone else None", "outcome=None")
    (root / "ten_questions" / "hills" / "demo_walk.py").write_text(walk, encoding="utf-8")
    assert "You predicted: Off the hill. This run has ended before that could be seen." in talk(root, "2")


def test_the_last_page_leads_to_what_came_of_it_and_on(root: Path) -> None:
    out = talk(root, "2", "page 4", "skip", "skip", "?", "7", "2", "contents", "", lesson="hills")
    in_order(
        out,
        "0 of 2 questions right.",
        "“Which way is down?”, its contents",
        "1. ✓ Down or off (you said “Off the hill”)",
        "2. ○ In a hurry",
        "0 of 2 questions right",
        "Next: 2 questions still open: 4 leads there.",
        "1 to 4 opens that page, Enter leads home, b goes back; page 1 goes to that page, contents",
        "Type a number from 1 to 4.",
        "Page 2 of 4: In a hurry",
        "2. ✓ In a hurry",
        "Ten questions",
    )


@pytest.mark.parametrize("page", [1, 3, 4])
def test_contents_and_the_longer_text_are_a_word_away_on_every_page(root: Path, page: int) -> None:
    out = talk(root, f"page {page}", "TEXT", "text", "contents")
    in_order(out, "Because of the hill It goes down. And the feet They know.", "its contents", "3. ")
    assert out.count("They know.") == 2
    assert "text prints its longer text" in talk(root, f"page {page}", "?")
    if page == 3:
        in_order(talk(root, "page 3", "draw", "text", "contents"), "They know.", "its contents")


def test_a_lesson_without_a_longer_text_says_so_and_offers_none(root: Path) -> None:
    out = talk(root, "text", "?", lesson="dales")
    assert NONE in out and "prints its longer text" not in out


def test_a_longer_text_that_cannot_be_read_is_told_and_nothing_is_lost(root: Path) -> None:
    (root / "ten_questions" / "hills" / "reading.md").write_text("## A\n\n```demo\nwalk\n```\n", encoding="utf-8")
    in_order(talk(root, "text", "2"), "The longer text cannot be read:", "What happened: Down to the valley")


def finish(root: Path, lesson: str) -> None:
    """Answer all of its questions right, and leave it on its second page."""
    store = open_store()
    for name in ("double", "bigger"):
        reply = draw(load(lesson, root), name, 1).body.accepted_reply()
        store.record(Attempt(lesson, name, 1, reply, "right"))
    store.visit(Bookmark(lesson, 2))
    store.close()


def test_a_finished_lesson_opens_on_its_contents_and_next_begins_the_next(root: Path) -> None:
    finish(root, "hills")
    out = talk(root, "?", "4", "contents", "next")
    in_order(
        out,
        "looked back on",
        "The idea. Feet find the way.",
        "2 of 2 questions right",
        "Next: And up?",
        "next begins “And up?”",
        "Page 4 of 4: Quiz",
        "You answered",
        "looked back on",
        "And up? Page 1 of 4",
    )
    for word in ("", "home"):
        in_order(talk(root, word), "looked back on", "nntutor: how neural networks learn")
    in_order(talk(root, "b"), "looked back on", "Page 4 of 4: Quiz")


def test_after_the_last_lesson_next_leads_home(root: Path) -> None:
    finish(root, "hills")
    finish(root, "dales")
    out = talk(root, "next")
    assert "next goes on" not in out
    in_order(out, "looked back on", "Everything is done.")


def known(root: Path, monkeypatch: pytest.MonkeyPatch, *, right: bool) -> list[str]:
    """What to type to test out of the first lesson; every drawing is of one seed."""
    monkeypatch.setattr("tutor.study.quiz.marking.secrets.randbelow", lambda _: 7)
    lesson = load("hills", root)
    double, bigger = (draw(lesson, name, 7).body.accepted_reply() for name in ("double", "bigger"))
    return [double if right else f"-{double}", "", bigger, "", "q"]


@pytest.mark.parametrize("picked", ["1", "hills", "Hills"])
def test_who_knows_a_lesson_skips_it_from_the_list(root: Path, monkeypatch: pytest.MonkeyPatch, picked: str) -> None:
    out = talk(root, f"know {picked}", *known(root, monkeypatch, right=True), lesson="")
    in_order(
        out, "“Which way is down?”, known already?", "Or: skip, ?", "2 of 2 questions right", spoken(skipping.PASSED)
    )
    assert standing.tested_out("hills", open_store()) and "(done" in out[out.index("2 of 2 questions") :]


def test_who_does_not_know_it_yet_loses_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = talk(root, "know 1", *known(root, monkeypatch, right=False), lesson="")
    assert spoken(skipping.NOT_PASSED) in out and not standing.tested_out("hills", open_store())


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("know", "Type know and a lesson's number or id, such as know 1."),
        ("know 2", "“And up?” has no questions by which to skip it"),
        ("know 9", "Type a number from 1 to 2"),
        ("know nothing", "There is no lesson called"),
        ("help", "know 1, or know hills, is for a lesson that you know already"),
    ],
)
def test_knowing_what_cannot_be_skipped_gets_a_sentence(root: Path, typed: str, told: str) -> None:
    out = talk(root, typed, "q", lesson="")
    assert told in out and out.endswith("Until next time.")


def test_a_lesson_that_was_skipped_opens_on_its_contents(root: Path) -> None:
    store = open_store()
    store.add_event(Event(TESTED_OUT, "hills", {}))
    store.close()
    in_order(talk(root), "looked back on", "1. ○ Down or off")


REAL = load("learning-rate")
SCENE_PAGES = [page for page in REAL.pages if page.demo]


@pytest.mark.parametrize("page", SCENE_PAGES, ids=lambda page: page.title)
@pytest.mark.parametrize("option", range(4))
def test_in_a_real_lesson_nothing_is_given_away_and_a_wrong_prediction_is_told_why(page: Page, option: int) -> None:
    out = talk(ROOT, f"page {page.number}", str(option + 1), lesson=REAL.heading.id)
    shown = out[out.index(f"Page {page.number} of") :]
    before, after = shown.split(f"? helps > {option + 1} ", 1)
    assert spoken(page.before) in before and after.count(spoken(page.after)) == 1
    assert not any(sentence in before for sentence in spoken(page.after).split(". "))
    scene = REAL.scene(page)
    run = scene.demo.run(0, **scene.starting_settings())
    frames = iter(run.next, None)
    last = next(frame for frame in frames if frame.finished)
    run.close()
    assert scene.prediction is not None and last.outcome is not None
    why = spoken(scene.why(option, last, scene.starting_settings()))
    assert (why in after[: after.index(spoken(page.after))]) is (option != last.outcome) and why not in before


def test_a_real_lesson_told_without_a_run_and_its_longer_text_whole() -> None:
    last = SCENE_PAGES[-1]
    out = talk(ROOT, f"page {last.number}", "next", "text", "next", lesson=REAL.heading.id)
    in_order(out, spoken(last.after), "The longer text of", "Page 5 of 5")
    assert spoken(as_markdown(read_longer_text(REAL.heading.folder))) in out and out.count(spoken(last.after)) == 1


def test_a_real_lesson_is_skipped_by_the_questions_that_it_names() -> None:
    out = talk(ROOT, f"know {REAL.heading.id}", "skip", "skip", "skip", "q", lesson="")
    in_order(out, f"“{REAL.heading.title}”, known already?", "Question 1 of 3", "3 questions of 3 still to answer")
