"""The rules for scenes: a picture first, few words before it, nothing given away, and a why for every option."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from lessons.kit.check_runs import WHOLE_RUN, Runs
from lessons.kit.check_words import words
from lessons.kit.demo import Frame
from lessons.kit.errors import BrokenLesson
from lessons.kit.lesson import Lesson, Page
from lessons.kit.problems import Problem, noting
from lessons.kit.scene import Scene

SCENES = (3, 5)
"""Scenes in a lesson."""
BEFORE = 45
"""Words at most before a run, the question among them: what is seen, and what will become of it."""
ON_THE_WAY = 260
"""Words at most on all of a lesson's pages: before and after the runs, and above the quiz."""
RUNNING = 5
"""As many words in a row, said before a run and after it, give the end away."""
_NUMBER = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?")


def check_scenes(lesson: Lesson, runs: Mapping[str, Runs]) -> Iterator[Problem]:
    """Every rule for every scene, and for their row."""
    path = lesson.heading.folder / "text.md"
    scenes = [page for page in lesson.pages if page.demo]
    if not SCENES[0] <= len(scenes) <= SCENES[1]:
        yield Problem(path, 1, f"The lesson has {len(scenes)} scenes; it has {SCENES[0]} to {SCENES[1]}.")
    yield from _order(lesson)
    count = sum(words(page.prose) for page in lesson.pages)
    if count > ON_THE_WAY:
        yield Problem(
            path, 1, f"The pages have {count} words; {ON_THE_WAY} at most. What is longer goes to reading.md."
        )
    for page in scenes:
        problems: list[Problem] = []
        with noting(problems, (path, page.line), f"The scene “{page.title}”"):
            problems.extend(_scene(lesson, page, runs))
        yield from problems


def _order(lesson: Lesson) -> Iterator[Problem]:
    """Scenes first, and one quiz at the end."""
    path = lesson.heading.folder / "text.md"
    for page in lesson.pages:
        if not page.demo and not page.questions:
            yield Problem(path, page.line, f"“{page.title}” is only read: give it a picture, or move it to reading.md.")
    for page, following in pairwise(lesson.pages):
        if page.questions and following.demo:
            yield Problem(path, following.line, f"The scene “{following.title}” stands behind the quiz.")


def _scene(lesson: Lesson, page: Page, runs: Mapping[str, Runs]) -> Iterator[Problem]:
    path = lesson.heading.folder / "text.md"
    scene = lesson.scene(page)
    asked = scene.prediction
    if asked is None:
        yield Problem(path, page.block, f"The scene asks for no prediction: the demo “{page.demo}” needs one.")
        return
    count = words(f"{page.before}\n\n{asked.prompt}")
    if count > BEFORE or not page.before:
        yield Problem(
            path, page.line, f"Before the run stand {count} words, the question among them; 1 to {BEFORE} may."
        )
    if not page.after:
        yield Problem(path, page.block, "Nothing is told when the run is over: write it below the block.")
    for option in asked.options:
        if option not in scene.whys:
            wrong = f"Nobody is told why it was not “{option}”: write `- {option}: …` into the block."
            yield Problem(path, page.block, wrong)
    frames = runs[page.demo].frames(scene.settings, WHOLE_RUN)
    yield from _run(scene, page, frames, lesson)
    yield from _given_away(scene, page, frames, lesson)


def _run(scene: Scene, page: Page, frames: list[Frame], lesson: Lesson) -> Iterator[Problem]:
    """The scene's run comes to an end by which its prediction is settled; its sentences have their figures then."""
    path, last = lesson.heading.folder / "text.md", frames[-1]
    if not last.finished or last.outcome is None:
        wrong = "does not come to an end" if not last.finished else "ends before its prediction is settled"
        yield Problem(path, page.block, f"The scene's run {wrong}, within {WHOLE_RUN} frames.")
    for option in range(len(scene.demo.prediction.options if scene.demo.prediction else ())):
        try:
            scene.why(option, last, scene.starting_settings())
        except BrokenLesson as problem:
            yield Problem(problem.path, problem.line, problem.problem)


def _given_away(scene: Scene, page: Page, frames: list[Frame], lesson: Lesson) -> Iterator[Problem]:
    """Tell whether words before a run give away what it shows: its captions, or numbers and words told afterwards."""
    path = lesson.heading.folder / "text.md"
    asked = scene.prediction
    before = f"{page.before}\n{asked.prompt if asked else ''}"
    later = [page.after, *(frame.caption for frame in frames[1:] if frame.caption != frames[0].caption)]
    shown = _row(frames[0].caption)
    for told in dict.fromkeys(later):
        if common := (_row(before) & _row(told)) - shown:
            yield Problem(path, page.line, f"“{min(common)}” is said before the run, which is what shows it.")
            break
    known = _numbers(frames[0].caption) | {
        number for name, control in scene.demo.controls.items()
        for number in _numbers(control.shown(scene.starting_settings()[name]))
    }  # fmt: skip
    options = " ".join(asked.options) if asked else ""
    for number in sorted((_numbers(before) & _numbers(page.after)) - known - _numbers(options)):
        yield Problem(path, page.line, f"The number {number} stands before the run and after it: say it afterwards.")


def _row(text: str) -> set[str]:
    """Every few words in a row."""
    said = re.findall(r"[\w'’−.-]+", text.casefold())
    return {" ".join(said[i : i + RUNNING]) for i in range(len(said) - RUNNING + 1)}


def _numbers(text: str) -> set[str]:
    return {number.replace("-", "−").rstrip(".,") for number in _NUMBER.findall(text)}
