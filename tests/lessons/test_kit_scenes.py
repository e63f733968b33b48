"""Scenes: what a ```demo block says, what of it is refused, and what the rules find in a row of scenes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lessons.kit.charts import Bars
from lessons.kit.check_runs import Runs
from lessons.kit.check_scenes import check_scenes
from lessons.kit.demo import Demo, Frame, Frames, Prediction, demo
from lessons.kit.errors import BrokenLesson
from lessons.kit.heading import Heading
from lessons.kit.knobs import Knob
from lessons.kit.lesson import Lesson
from lessons.kit.pages import read_pages
from lessons.kit.scene import Scene, alone

FRONT = "+++\ntitle = 'T'\n+++\n"
BLOCK = """## One

A ball lies here.

```demo
fall
rate = 0.5
? Where will it be?
- up: It fell to {height},
  which is down.
- down: At a rate of {rate:~} it rose.
```

It fell, since {nothing} is said in braces here.
"""


@demo(prediction=Prediction("Where to?", ("up", "down")), rate=Knob(0.1, 1, start=0.2), drag=Knob(0, 1, start=0))
def fall(rate: float, drag: float, seed: int) -> Frames:
    """A ball falls."""
    for number in range(3):
        over = number == 2
        height = -rate * number * (1 - drag) + seed
        yield Frame(
            number,
            (Bars("Height", ("ball",), np.array([height])),),
            f"At step {number} the ball has a height of {height:g}.",
            {"height": height},
            finished=over,
            outcome=int(height < 0) if over else None,
        )


def lesson(folder: Path, text: str, made: Demo = fall) -> Lesson:
    (folder / "text.md").write_text(FRONT + text, encoding="utf-8")
    pages = read_pages(folder / "text.md")
    return Lesson(Heading("t", "T", "", (), folder), pages, {"fall": made}, {}, tuple)


def scene(folder: Path, text: str) -> Scene:
    made = lesson(folder, text)
    return made.scene(made.pages[0])


def found(folder: Path, text: str) -> list[str]:
    made = lesson(folder, text)
    return [problem.text for problem in check_scenes(made, {"fall": Runs(fall)})]


def test_a_block_sets_knobs_asks_and_tells_why(tmp_path: Path) -> None:
    made = scene(tmp_path, BLOCK)
    assert made.starting_settings() == {"rate": 0.5, "drag": 0}
    assert made.prediction is not None and made.prediction.prompt == "Where will it be?"
    *_, last = fall.frames(**made.starting_settings(), seed=0)
    assert made.why(0, last, made.starting_settings()) == "It fell to −1, which is down."
    assert made.why(1, last, made.starting_settings()) == "At a rate of 0.5 it rose."


def test_an_option_is_named_by_how_it_begins(tmp_path: Path) -> None:
    made = scene(tmp_path, BLOCK.replace("- down: At", "- d: At"))
    assert list(made.whys) == ["up", "down"]


def test_words_stand_before_and_after(tmp_path: Path) -> None:
    page = lesson(tmp_path, BLOCK).pages[0]
    assert page.before == "A ball lies here." and page.after.startswith("It fell, since")
    assert page.prose == f"{page.before}\n\n{page.after}"


def test_a_demo_by_itself_asks_in_its_own_words() -> None:
    plain = alone(fall)
    assert plain.prediction is fall.prediction and plain.starting_settings() == fall.starting_settings()
    assert plain.why(0, next(fall.frames(**fall.starting_settings(), seed=0)), {}) == "", "nobody wrote why"


def test_the_second_scene_of_a_demo_has_a_key_of_its_own(tmp_path: Path) -> None:
    made = lesson(tmp_path, BLOCK + BLOCK.replace("## One", "## Two") + "## Three\n\n```demo\nfall\n```\n")
    assert [page.key for page in made.pages] == ["fall", "fall-2", "fall-3"]
    assert made.scene_page("fall-2") is made.pages[1] and made.scene_page("fall") is made.pages[0]
    assert made.scene_page("walk") is None


@pytest.mark.parametrize(
    ("wrong", "right", "line", "says"),
    [
        ("rate = 0.5", "rat = 0.5", 8, "has no knob rat"),
        ("rate = 0.5", "rate = fast", 8, "rate cannot be fast"),
        ("- up: It", "- left: It", 12, "“left” is no option"),
        ("- down: At a rate of {rate:~} it rose.", "- down", 14, "An option is written"),
        ("rate = 0.5", "0.5", 10, "is neither a demo's name"),
        ("It fell to {height},", "It fell to {height,", 12, "A brace stands alone"),
    ],
)
def test_what_a_block_cannot_say(tmp_path: Path, wrong: str, right: str, line: int, says: str) -> None:
    with pytest.raises(BrokenLesson) as told:
        scene(tmp_path, BLOCK.replace(wrong, right))
    assert (says in told.value.problem, told.value.line) == (True, line), str(told.value)


def rule(folder: Path, text: str, says: str) -> bool:
    return any(says in problem for problem in found(folder, text))


def test_a_scene_that_is_fine_offends_only_by_being_alone(tmp_path: Path) -> None:
    assert found(tmp_path, BLOCK) == ["The lesson has 1 scenes; it has 3 to 5."]


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("A ball lies here.", "Word " * 42, "Before the run stand 46 words"),
        ("A ball lies here.\n", "", "Before the run stand 4 words"),
        ("It fell, since {nothing} is said in braces here.", "", "Nothing is told when the run is over"),
        ("- down: At a rate of {rate:~} it rose.\n", "", "Nobody is told why it was not “down”"),
        ("A ball lies here.", "At step 2 the ball has a height of −1.", "is said before the run"),
        ("is said in braces here.", "is said. " + "Word " * 270, "The pages have"),
        ("{height}", "{width}", "No figure is called “width”"),
        ("## One", "## Nought\n\nOnly words.\n\n## One", "“Nought” is only read"),
        ("## One", "## Quiz\n\n```quiz\na\n```\n\n## One", "stands behind the quiz"),
    ],
)
def test_what_a_scene_must_not(tmp_path: Path, wrong: str, right: str, says: str) -> None:
    assert rule(tmp_path, BLOCK.replace(wrong, right), says)


def test_a_number_is_said_after_the_run_and_not_before_it(tmp_path: Path) -> None:
    text = BLOCK.replace("A ball lies here.", "Watch for 77.").replace("It fell, since", "It passed 77, since")
    assert rule(tmp_path, text, "The number 77 stands before the run")
    knob = BLOCK.replace("A ball lies here.", "The rate is 0.5.").replace("It fell, since", "At 0.5 it fell, since")
    assert not rule(tmp_path, knob, "The number"), "a knob shows it"


@demo(prediction=Prediction("Where to?", ("up", "down")), rate=Knob(0.1, 1, start=0.2), drag=Knob(0, 1, start=0))
def hover(rate: float, drag: float, seed: int) -> Frames:  # noqa: ARG001
    """A ball hovers."""
    for number in range(2):
        yield Frame(number, (), f"Step {number}.", {"height": 0}, finished=number == 1)


def test_a_scene_whose_prediction_stays_open_is_told(tmp_path: Path) -> None:
    made = lesson(tmp_path, BLOCK, hover)
    problems = [problem.text for problem in check_scenes(made, {"fall": Runs(hover)})]
    assert "The scene's run ends before its prediction is settled, within 600 frames." in problems
