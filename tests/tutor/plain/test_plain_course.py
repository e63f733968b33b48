"""The course as a conversation: a script of replies in, a transcript out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.kit.course import load
from lessons.kit.importing import ROOT
from tests.tutor.shell_support import make_course, said
from tutor.store import Attempt, Bookmark, open_store
from tutor.text.seeds import LARGEST_SEED


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("course"))


def talk(root: Path, *replies: str, words: tuple[str, ...] = ("--plain",)) -> str:
    """What is said when these lines are typed."""
    answer = said(root, *words, stdin="".join(f"{reply}\n" for reply in replies))
    assert answer.status == 0 and answer.err == ""
    assert all(len(line) <= 80 for line in answer.out.splitlines())
    return answer.out


def flat(text: str) -> str:
    return " ".join(text.split())


def test_from_the_list_through_a_lesson_to_the_list_again(root: Path) -> None:
    out = talk(root, "1", "", "next", "next", "skip", "skip", "skip", "", "q")
    expected = [
        "Ten questions",
        "1 Which way is down? (not begun)",
        "Page 1 of 4: The ground",
        "The slope is what your feet report",
        "Page 2 of 4: Walk",
        "Demo: A walk into the valley.",
        "Page 3 of 4: Sketch",
        "Page 4 of 4: Quiz",
        "Question 3 of 3",
        "0 of 3 questions right.",
        "“Which way is down?”, looked back on",
        "4. ✓ Quiz",
        "1 Which way is down? (begun: 0 of 3 questions right, 4 of 4 pages read; seen)",
        "Until next time.",
    ]
    place = 0
    for words in expected:
        place = flat(out).index(words, place)


def test_enter_takes_the_next_lesson_and_an_id_takes_any(root: Path) -> None:
    assert "Page 1 of 4" in talk(root, "", "q")
    assert "Page 1 of 4" in talk(root, "hills", "q")
    assert "cannot be opened" in talk(root, "bogs", "q")


@pytest.mark.parametrize("reply", ["99", "0", "nosuch", "\x1b[A", "x" * 10_000, "-1", "٣"])
def test_an_odd_reply_at_the_list_gets_a_sentence(root: Path, reply: str) -> None:
    out = flat(talk(root, reply, "q"))
    assert "Type a number from 1 to 2" in out or "There is no lesson called" in out
    assert out.endswith("Until next time.")


def test_it_goes_back_to_pages_and_home(root: Path) -> None:
    out = flat(talk(root, "hills", "", "b", "page 3", "home", "q"))
    order = ["Page 1 of", "Page 2 of", "Page 1 of", "Page 3 of", "Ten questions"]
    place = 0
    for words in order:
        place = out.index(words, place) + 1
    assert "b goes back" in flat(talk(root, "hills", "page 1", "?", "q"))
    assert "Type the number of a lesson, or its id" in flat(talk(root, "help", "q"))


def test_it_resumes_where_the_learner_was(root: Path) -> None:
    talk(root, "hills", "", "q")
    out = talk(root, "hills", "page 1", "q")
    assert "You were on page 2 of 4" in out and out.index("Page 2 of 4") < out.index("Page 1 of 4")
    assert open_store().last_place() == Bookmark("hills", 1)


def test_the_place_in_a_quiz_is_kept_with_its_seed(root: Path) -> None:
    talk(root, "hills", "page 4", "skip", "q")
    place = open_store().last_place()
    assert place is not None and (place.page, place.question) == (4, "bigger") and place.seed is not None
    assert "Question 2 of 3" in talk(root, words=("--plain", "lesson", "hills"))


def test_what_was_once_right_still_counts_and_is_told_with_the_miss(root: Path) -> None:
    store = open_store()
    for seed, verdict in ((5, "right"), (6, "wrong")):
        store.record(Attempt("hills", "held", seed, "1", "right" if verdict == "right" else "wrong"))
    out = flat(talk(root, "page 4", "skip", "skip", "", "q", words=("--plain", "lesson", "hills")))
    assert "You have missed it in practice since; retry asks it with fresh numbers." in out
    assert "1 of 3 questions right." in out


def test_what_was_half_typed_on_the_full_screen_is_told_and_kept(root: Path) -> None:
    store = open_store()
    store.visit(Bookmark("hills", 4, "double", 7, "0.2"))
    store.visit(Bookmark("hills", 4, "bigger", 8))
    for replies in (("back", "q"), ("q",)):
        assert "You had begun to type: 0.2" in talk(root, *replies, words=("--plain", "lesson", "hills"))
    assert store.left("hills")["double"] == Bookmark("hills", 4, "double", 7, "0.2")


def test_what_was_picked_on_the_full_screen_is_told_in_words(root: Path) -> None:
    open_store().visit(Bookmark("hills", 4, "bigger", 8, "1"))
    first = load("hills", root).questions["bigger"].draw(8).body.listed[0]
    assert f"You had picked: {first}" in flat(talk(root, "q", words=("--plain", "lesson", "hills")))


def test_a_prediction_is_kept_for_the_next_session_and_forgotten_by_a_reset(root: Path) -> None:
    assert "You predicted" not in talk(root, "page 2", "2", words=("lesson", "hills"))
    again = talk(root, "page 2", "play 100", words=("lesson", "hills"))
    assert "You predicted: Off the hill." in again and "Before it runs, predict." not in again[again.index("Page 2") :]
    assert "and you predicted: Off the hill." in flat(again)
    said(root, "reset", "hills")
    assert "Before it runs, predict." in talk(root, "page 2", "", words=("lesson", "hills"))
    said(root, "reset", "--undo")
    assert "You predicted: Off the hill." in talk(root, "page 2", words=("lesson", "hills"))


def test_a_demo_asks_for_a_prediction_once_and_settles_it(root: Path) -> None:
    out = talk(root, "page 2", "maybe", "2", "restart", "", words=("lesson", "hills"))
    assert out.count("Before it runs, predict.") == 1 and "Pick one of the options" in flat(out)
    assert flat(out).count("What happened: Down to the valley, and you predicted: Off the hill.") == 2


@pytest.mark.parametrize(
    ("word", "leads_to"), [("q", "Until next time."), ("home", "Ten questions"), ("back", "Page 1 of")]
)
def test_one_may_leave_instead_of_predicting_and_is_asked_again(root: Path, word: str, leads_to: str) -> None:
    out = talk(root, "page 2", word, words=("lesson", "hills"))
    assert leads_to in out[out.index("Before it runs, predict.") :]


def test_knobs_seeds_steps_and_mending(root: Path) -> None:
    replies = [
        "page 2",
        "rate",
        "ra 1.2",
        "step",
        "play 40",
        "fix",
        "seed 7",
        "rate=banana",
        "start moon",
        "start me",
    ]
    out = flat(talk(root, *replies, "nonsense", "fix", "draw", "play x", words=("lesson", "hills")))
    expected = [
        "rate stands at 0.1; from 0.01 to 1.2.",
        "From the beginning, with rate 1.2, start cliff and seed 0.",
        "After 1 steps the walker stands at -5.6.",
        "It ran away. Each step overshoots.",
        "fix sets the knobs",
        "rate 0.1, start cliff and seed 0.",
        "rate 0.1, start cliff and seed 7.",
        "“banana” is not a number",
        "Choose one of: cliff, meadow.",
        "rate 0.1, start meadow and seed 7.",
        "“nonsense” is not known here",
        "Nothing needs to be mended.",
        "There is nothing to draw on here.",
        "no whole number",
    ]
    place = 0
    for words in expected:
        place = out.index(words, place)


def test_one_update_at_a_time_after_the_end_says_so(root: Path) -> None:
    out = talk(root, "page 2", "", "", "q", words=("lesson", "hills"))
    assert "Page 3 of 4" in out, "Enter goes on when the demo has finished"
    assert "Nothing moves any more" in talk(root, "page 2", "1", "step", words=("lesson", "hills"))


def test_a_drawing_is_typed_row_by_row(root: Path) -> None:
    out = talk(root, "page 3", "draw", "##..", "#x", "+", "", "draw other", words=("lesson", "hills"))
    assert "This row again" in out and "2.5 pixels of ink." in out and "nothing to draw on" in out


@pytest.mark.parametrize(
    ("word", "leads_to"), [("q", "Until next time."), ("home", "Ten questions"), ("page 1", "Page 1 of")]
)
def test_one_may_leave_in_the_middle_of_a_drawing(root: Path, word: str, leads_to: str) -> None:
    out = talk(root, "page 3", "draw", "##..", word, words=("lesson", "hills"))
    after = out[out.index(" 2> ") :]
    assert leads_to in after and "This row again" not in after


def test_a_question_with_everything(root: Path) -> None:
    replies = ["page 4", "", "banana", "hint", "hint", "hint", "hint", "-1", "retry", "?", "skip", "b", "", "2"]
    out = flat(talk(root, *replies, words=("lesson", "hills")))
    for words in (
        "Nothing typed yet.",
        "“banana” is not a number.",
        "Hint 1 of 3. Look again.",
        "Hint 3 of 3. It is",
        "Those were all three hints.",
        "Marked wrong. Answer again, or type retry for fresh numbers.",
        "retry gives fresh numbers",
        " apples 2 ",
        "It was seen.",
    ):
        assert words in out, words
    made = open_store().attempts()
    assert [one.question for one in made] == ["double", "bigger", "held"]
    assert [one.hints for one in made] == [3, 0, 0]


def test_an_answered_question_comes_back_with_its_answer(root: Path) -> None:
    talk(root, "page 4", "0", words=("lesson", "hills"))
    out = flat(talk(root, words=("lesson", "hills")))
    assert "You answered 0" in out and "Marked wrong" in out


def test_the_input_may_end_anywhere(root: Path) -> None:
    replies = [
        "hills",
        "",
        "1",
        "",
        "draw",
        "##..",
        "",
        "0",
        "hint",
        "retry",
        "skip",
        "1",
        "",
        "2",
        "",
        "1",
        "text",
        "",
    ]
    for length in range(len(replies)):
        out = flat(talk(root, *replies[:length]))
        assert out.endswith("The input ended here. Every answer is kept, and so is your place.")
        open_store().reset()


def test_what_cannot_be_kept_is_told_once(root: Path) -> None:
    answer = said(root, "--plain", stdin="1\n\n\n", environment={"NNTUTOR_HOME": "/dev/null"})
    assert flat(answer.out).count("Progress cannot be kept in") == 1
    assert flat(answer.out).endswith("Progress could not be kept this time.")


words_typed = st.one_of(
    st.sampled_from(
        ["", "1", "2", "b", "next", "skip", "retry", "hint", "play", "step", "draw", "?", "page 4", "home"]
    ),
    st.sampled_from(
        [
            "rate 0.3",
            "start me",
            "fix",
            "look",
            "why",
            "text",
            "contents",
            "know 1",
            "restart",
            "seed 3",
            "page 2",
            "page 3",
            "##..",
            "0",
        ]
    ),
    st.text(max_size=20),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(words_typed, max_size=25))
def test_whatever_is_typed_the_conversation_goes_on(root: Path, replies: list[str]) -> None:
    answer = said(root, "--plain", stdin="".join(f"{reply}\n" for reply in replies))
    assert answer.status == 0 and answer.err == ""


def test_a_demo_is_looked_back_on_and_goes_on_from_there(root: Path, own_home: Path) -> None:
    typed = ("page 2", "play 10", "earlier 3", "later", "first", "newest", "earlier 4", "play 2", "code", "q", "")
    answer = said(
        root, "--plain", "lesson", "hills", stdin="\n".join(typed), environment={"NNTUTOR_HOME": str(own_home)}
    )
    told = [line for line in answer.out.splitlines() if line.startswith("This is update")]
    assert told == [
        "This is update 7, frame 8 of 11.",
        "This is update 8, frame 9 of 11.",
        "This is update 0, frame 1 of 11.",
        "This is update 10, frame 11 of 11.",
        "This is update 6, frame 7 of 11.",
    ]
    assert answer.out.count("After 8 steps the walker") == 2 and "nntutor demo hills --frames 9" in answer.out
    again = said(root, "demo", "hills", "--frames", "9")
    assert "After 8 steps the walker" in again.out


def test_runs_tried_in_a_conversation_are_kept_with_their_lines(root: Path, own_home: Path) -> None:
    home = {"NNTUTOR_HOME": str(own_home)}
    said(root, "--plain", "lesson", "hills", stdin="page 2\nplay 3\nrate 0.3\nstep\nq\n", environment=home)
    store = open_store(home)
    codes = [event.data["code"] for event in store.events("run", "hills")]
    store.close()
    assert codes == ["nntutor demo hills --frames 4", "nntutor demo hills --rate 0.3 --frames 5"]


def test_a_prediction_is_not_held_against_a_run_with_other_settings(root: Path) -> None:
    out = flat(talk(root, "page 2", "2", "rate 0.3", words=("lesson", "hills")))
    first, second = out.split("with rate 0.3, start cliff and seed 0.")
    assert "What happened: Down to the valley, and you predicted: Off the hill." in first
    assert "With other settings you said “Off the hill”. With these: “Down to the valley”." in second
    assert "you predicted" not in second
    again = flat(talk(root, "page 2", "seed 1", "play 100", words=("lesson", "hills")))
    assert "You predicted: Off the hill." in again and "With these: “Down to the valley”." in again


def test_a_turned_knob_answers_in_words_and_says_what_the_figures_were(root: Path) -> None:
    out = flat(talk(root, "page 2", "play 4", "rate 0.3", "restart", words=("lesson", "hills")))
    first, second = out.split("As far as before, with rate 0.3, start cliff and seed 0.")
    height = re.findall(r"height ([0-9.]+)", first)[-1]
    answer, again = second.split("From the beginning, with rate 0.3")
    assert "After 4 steps the walker" in answer and "[~]before: rate 0.1" in answer
    assert f"Before, with rate 0.1: height {height}" in answer and "efore" not in again


def test_a_prediction_that_holds_with_other_settings_too_says_so(root: Path) -> None:
    out = flat(talk(root, "page 2", "rate 0.3", "1", "seed 4", "play 100", words=("lesson", "hills")))
    assert "With other settings you said “Down to the valley”; it holds with these, too." in out
    recalled = flat(talk(root, "page 2", words=("lesson", "hills")))
    assert "With other settings you said “Down to the valley”." in recalled and "You predicted" not in recalled


@pytest.mark.parametrize("seed", [LARGEST_SEED, LARGEST_SEED + 1])
def test_plain_text_takes_the_seeds_that_the_command_line_takes(root: Path, seed: int) -> None:
    out = flat(talk(root, "page 2", f"seed {seed}", words=("lesson", "hills")))
    status = said(root, "demo", "hills", "--seed", str(seed)).status
    assert (f"start cliff and seed {seed}." in out) is (status == 0) is (seed <= LARGEST_SEED)


def test_the_real_course_is_listed_with_one_part_open_and_any_part_when_asked() -> None:
    out = flat(talk(ROOT, "part 3", "part the-bigger-picture", "part 9", "find rate", "find qqq", "find", "q"))
    listed, asked = out.split("> part 3", 1)
    assert "1 Brain-like: so is it thinking? (not begun)" in listed and "Who writes the rules?" not in listed
    assert "Part 2: Inside the network. Lessons 11 to 16, 0 done. Type part 2 to list it." in listed
    assert "lessons done." in listed and "Enter goes on with number 1, “Brain-like: so is it thinking?”" in listed
    assert "17 How is each weight blamed? (not begun)" in asked
    assert "Type part and a number from 1 to 6" in asked
    found = asked.split("> find rate", 1)[1]
    assert found.index("8 Learning rate: why not crank it up?") < found.index("22 Should the rate change as it learns?")
    assert "No lesson and no scene is called “qqq”." in asked and "Type find and a piece of a title" in asked


def test_a_part_without_lessons_says_so(root: Path) -> None:
    assert "Its lessons are to come." in talk(root, "q") and "lessons to come" in said(root, "lessons").out


def test_a_word_is_looked_up_at_every_prompt_and_the_same_is_asked_once_more() -> None:
    out = flat(talk(ROOT, "words slopes", "layers", "Word sofmax", "page 6", "word loss", "q"))
    assert "> words slopes slope: How fast the loss changes" in out and "(lesson gradient)" in out
    assert "The course has no word “sofmax”. The nearest: softmax." in out
    before, after = out.split("> word loss", 1)
    assert before.endswith("Or: hint, retry, skip, ? ") and after.startswith(" loss: One number")
    assert after.endswith("(lesson loss) > q Until next time."), "no question was answered by it"
    assert open_store().attempts() == []


def test_a_course_without_words_says_so_and_lists_none(root: Path) -> None:
    assert "This course has no list of words yet." in talk(root, "words", "q")
    assert "“what your feet”. `nntutor words` lists them all." in said(root, "words", "what your feet").err


def test_the_command_lists_words_and_tells_one() -> None:
    every = said(ROOT, "words")
    assert every.status == 0 and every.out.startswith("absolute error: A loss:") and "warm-up: " in every.out
    one = said(ROOT, "words", "hidden", "units")
    assert (
        flat(one.out).startswith("hidden unit: ")
        and "(lesson thinking)" in flat(one.out)
        and one.out.count("Taught in") == 1
    )
    wrong = said(ROOT, "words", "sofmax")
    assert (wrong.status, wrong.out) == (2, "") and "The nearest: softmax." in wrong.err
    record = said(ROOT, "words", "--json", "softmax").records[0]
    assert (record["word"], record["lesson"], record["page"]) == ("softmax", "layers", 3)
