"""Goes through all that a lesson shows: its pages, its demos' frames, its questions with everything they can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lessons.kit import check as kit
from lessons.kit.asking import told
from lessons.kit.check_once import once_each
from lessons.kit.check_questions import check_questions
from lessons.kit.check_runs import Runs
from lessons.kit.course import ROOT
from lessons.kit.demo import Frame
from lessons.kit.inspection import Inspection
from lessons.kit.lesson import Lesson, Page
from lessons.kit.places import SourceLine, place_of
from lessons.kit.problems import Problem, code_of, noting
from lessons.kit.questions import Body, Question
from lessons.kit.reading import READING, read_longer_text
from tutor.lint.fit import fit_problem
from tutor.lint.inspections import inspection_problem
from tutor.lint.pictures import picture_problem
from tutor.lint.words import words_problem

SEEDS = 3
"""Drawings of each question that are looked at; the kit's rules look at many more."""


def check_rendering(lesson_id: str, root: Path = ROOT) -> list[Problem]:
    """Whatever of a lesson cannot be shown whole, by file and line; nothing, if all of it can.

    Raises:
        UnknownLesson: no lesson has that id.
    """
    return kit.checked(lesson_id, root, problems_of)


def check_all(lesson_id: str, seeds: int, root: Path = ROOT) -> list[Problem]:
    """Whatever is wrong with a lesson by the kit's own rules or, if they have nothing to say, cannot be shown whole.

    Args:
        lesson_id: such as "learning-rate".
        seeds: how many drawings of each question the kit's rules look at.
        root: where the parts lie.

    Raises:
        UnknownLesson: no lesson has that id.
    """
    return kit.checked(
        lesson_id, root, lambda lesson, runs: kit.problems_of(lesson, runs, seeds) or problems_of(lesson, runs)
    )


def check_drawings(lesson_id: str, seeds: int, root: Path = ROOT) -> list[Problem]:
    """Whatever is wrong with a lesson's questions: all that more seeds find out; arguments as in `check_all`.

    Raises:
        UnknownLesson: no lesson has that id.
    """
    return kit.checked(lesson_id, root, lambda lesson, _: check_questions(lesson, seeds))


def problems_of(lesson: Lesson, runs: Mapping[str, Runs]) -> Iterator[Problem]:
    """Every page, every demo and every question; of each demo and question, the first offence."""
    folder = lesson.heading.folder
    for page in lesson.pages:
        yield from _page(page, (folder / "text.md", page.line))
        yield from _scene_words(page)
    for section in read_longer_text(folder):
        yield from _page(section, (folder / READING, section.line))
    for name, demo in lesson.demos.items():
        yield from _first(f"The demo “{name}”", _demo(runs[name]), place_of(demo.frames, code_of(lesson)))
    for name, question in lesson.questions.items():
        place = place_of(question.maker, code_of(lesson))
        yield from _first(f"The question “{name}”", _question(question), place)


def _page(page: Page, place: SourceLine) -> Iterator[Problem]:
    path, line = place
    for problem in filter(None, map(words_problem, (page.title, page.prose))):
        yield Problem(path, _line_of(problem.about, path, line), problem.text)


def _scene_words(page: Page) -> Iterator[Problem]:
    """A scene's own question, and why each option was wrong."""
    said = [page.words.prompt, *page.words.whys.values()] if page.words is not None else []
    for sentence in filter(None, said):
        if problem := words_problem(sentence.text):
            yield Problem(sentence.path, sentence.line, problem.text)


def _line_of(about: str, path: Path, after: int) -> int:
    """The line of the text in which some words stand, from the page's heading on; the heading's if in none."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return next((number for number, line in enumerate(lines, 1) if number >= after and about and about in line), after)


def _first(about: str, wrong: Iterator[str], place: SourceLine) -> list[Problem]:
    problems: list[Problem] = []
    with noting(problems, place, f"{about} cannot be shown"):
        found = next(filter(None, wrong), "")
        if found:
            problems.append(Problem(*place, f"{about}: {found}"))
    return problems


def _demo(runs: Runs) -> Iterator[str]:
    """The default run at its beginning, in the middle and at its end, and what is to be predicted of it."""
    demo = runs.demo
    yield _words("its title", demo.title)
    if demo.prediction:
        yield _words("its prediction", demo.prediction.prompt)
        for option in demo.prediction.options:
            yield _words("its prediction", option)
    frames = runs.whole()
    yield fit_problem(frames)
    for frame in dict.fromkeys((frames[0], frames[len(frames) // 2], frames[-1])) if frames else ():
        yield from _frame(f"frame {frame.number}", frame)


def _frame(about: str, frame: Frame) -> Iterator[str]:
    yield _words(f"{about}'s caption", frame.caption)
    if frame.trouble:
        yield _words(f"{about}'s trouble", f"{frame.trouble.name}. {frame.trouble.why}")
    wrong = picture_problem(frame.charts)
    yield f"{about} {wrong}" if wrong else ""
    yield _inside(about, frame.inspect)


def _question(question: Question) -> Iterator[str]:
    question = once_each(question)
    for seed in range(SEEDS):
        body = question.draw(seed).body
        for about, words in _said(body):
            yield _words(f"seed {seed}, {about}", words)
        if body.chart:
            yield from _frame(f"seed {seed}, its chart", body.chart)
        yield _inside(f"seed {seed}", getattr(body, "inspect", None))
    body = question.draw(0).body
    shown = body.mark(body.accepted_reply()).frame
    if shown:
        yield from _frame("seed 0, its experiment", shown)


def _said(body: Body) -> Iterator[tuple[str, str]]:
    """All the words of a question, each with what they are."""
    yield "its prompt", body.prompt
    yield "how it wants to be answered", body.asks_for()
    for number, thing in enumerate(body.listed, 1):
        yield f"number {number} of what is listed", thing
    for number in (1, 2, 3):
        yield f"hint {number}", body.hints.step(number)
    yield "what a right reply is told", body.explain()
    for mistake in getattr(body, "options", ()) or getattr(body, "misconceptions", ()):
        yield f"the mistake “{mistake.name}”", told(mistake.because)


def _inside(about: str, inspection: Inspection | None) -> str:
    problem = inspection_problem(inspection) if inspection is not None else ""
    return f"{about}, {problem}" if problem else ""


def _words(about: str, words: str) -> str:
    problem = words_problem(words)
    return f"{about}: {problem.text}" if problem else ""
