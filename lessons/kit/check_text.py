"""The rules for what a lesson says: its front matter, its longer text, its quiz, and what lies unused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lessons.kit.check_words import words
from lessons.kit.lesson import Lesson, Page
from lessons.kit.places import place_of
from lessons.kit.problems import Problem, code_of
from lessons.kit.reading import READING, read_longer_text

READ_WORDS = (200, 600)
"""Words of the longer text."""
LONGEST_LINE = 150
"""Characters of the idea, the rule and the caveat, each."""
TEST_OUT = 3
"""Questions with which somebody who knows it all skips a lesson."""
QUESTIONS = (4, 6)
"""Questions in a lesson's quiz."""
LONGEST_SUMMARY = 120
"""Characters; the home screen has one or two lines for it."""


def check_text(lesson: Lesson) -> Iterator[Problem]:
    """Every rule for the text."""
    path = lesson.heading.folder / "text.md"
    yield from _front_matter(path, lesson)
    yield from _longer(lesson)
    yield from _quiz(path, lesson.pages)
    yield from _unused(lesson)


def _longer(lesson: Lesson) -> Iterator[Problem]:
    """The longer text, and the three lines that the lesson leaves one with."""
    path = lesson.heading.folder / "text.md"
    if not (lesson.heading.folder / READING).is_file():
        yield Problem(path, 1, f"There is no longer text for those who want it: write {READING} beside this file.")
        return
    count = sum(words(section.prose) for section in read_longer_text(lesson.heading.folder))
    if not READ_WORDS[0] <= count <= READ_WORDS[1]:
        wrong = f"The longer text has {count} words to read; it has {_span(READ_WORDS)}."
        yield Problem(lesson.heading.folder / READING, 1, wrong)
    left = lesson.heading.takeaway
    if left is None:
        yield Problem(path, 1, "The lesson leaves one with three lines: write idea, rule and caveat.")
    for line in (left.idea, left.rule, left.caveat) if left else ():
        if len(line) > LONGEST_LINE:
            yield Problem(path, 1, f"“{line[:30]}…” has {len(line)} characters; up to {LONGEST_LINE} fit two lines.")
    for name in lesson.heading.test_out:
        if name not in lesson.questions:
            yield Problem(path, 1, f"test_out names “{name}”, and the lesson asks no such question.")
    if len(lesson.heading.test_out) != TEST_OUT:
        yield Problem(path, 1, f"test_out names {TEST_OUT} questions that cover the lesson; write them.")


def _front_matter(path: Path, lesson: Lesson) -> Iterator[Problem]:
    heading = lesson.heading
    if not heading.summary or len(heading.summary) > LONGEST_SUMMARY or "\n" in heading.summary:
        yield Problem(path, 1, f"summary is one line of up to {LONGEST_SUMMARY} characters; write one.")
    if not heading.sources:
        yield Problem(path, 1, 'sources names the articles and sections followed: sources = ["A, question 6"].')


def _quiz(path: Path, pages: tuple[Page, ...]) -> Iterator[Problem]:
    count = sum(len(page.questions) for page in pages)
    line = next((page.block for page in pages if page.questions), pages[-1].line)
    if not QUESTIONS[0] <= count <= QUESTIONS[1]:
        yield Problem(path, line, f"The lesson asks {count} questions; a quiz has {_span(QUESTIONS)}.")


def _unused(lesson: Lesson) -> Iterator[Problem]:
    for name, demo in lesson.demos.items():
        if not lesson.page_of(demo=name):
            yield Problem(
                *place_of(demo.frames, code_of(lesson)), f"No page shows the demo “{name}”; use it or remove it."
            )
    for name, question in lesson.questions.items():
        if not lesson.page_of(question=name):
            place = place_of(question.maker, code_of(lesson))
            yield Problem(*place, f"No page asks the question “{name}”; use it or remove it.")


def _span(bounds: tuple[int, int]) -> str:
    return f"{bounds[0]} to {bounds[1]}"
