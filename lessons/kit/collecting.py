"""Collects what a lesson's files hold, by the role that each file's name gives it.

demo_NAME.py   the demo NAME
quiz.py        the questions, and quiz.md their words
claims.py      the proofs of what the prose asserts; imported only when somebody asks for them
model.py       and any other file: what those share; nothing is collected from it
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from lessons.kit.demo import Demo
from lessons.kit.errors import BrokenLesson
from lessons.kit.front_matter import line_of
from lessons.kit.heading import Heading
from lessons.kit.importing import import_file, import_files
from lessons.kit.lesson import Claim, Lesson, Page
from lessons.kit.questions import Question
from lessons.kit.quiz_words import read_quiz_words

DEMO = "demo_"
"""The beginning of the name of a demo's file."""
T = TypeVar("T")


def collect(root: Path, heading: Heading, pages: tuple[Page, ...]) -> Lesson:
    """Return the lesson with its demos and questions, and see that every name in its text is among them.

    Raises:
        BrokenLesson: a file cannot be imported, lacks what its name promises, or the text names what is not there.
    """
    folder = heading.folder
    files = [*sorted(folder.glob(f"{DEMO}*.py")), *folder.glob("quiz.py")]
    modules = import_files(root, [file.relative_to(root) for file in files])
    found = dict(zip(files, modules, strict=True))
    demos = {file.stem.removeprefix(DEMO): _demo(file, found[file]) for file in files if file.stem.startswith(DEMO)}
    questions = _questions(folder / "quiz.py", found[files[-1]]) if files and files[-1].stem == "quiz" else {}
    _find_all(folder, pages, demos, questions)
    lesson = Lesson(heading, pages, demos, questions, lambda: _claims(root, folder))
    for page in pages:  # a knob that is not there is told now, and not when its scene is opened
        if page.demo:
            lesson.scene(page)
    return lesson


def _demo(file: Path, module: ModuleType) -> Demo:
    demo = _named(file, module, Demo).get(name := file.stem.removeprefix(DEMO))
    if demo is None:
        raise BrokenLesson(file, 1, f"This file is to define the demo “{name}”: @demo(…) and below it def {name}(…).")
    return demo


def _questions(file: Path, module: ModuleType) -> dict[str, Question]:
    """Return the questions with their words, in the order of quiz.py."""
    questions = _named(file, module, Question)
    words = read_quiz_words(file.with_suffix(".md"))
    for name, said in words.items():
        if name not in questions:
            raise BrokenLesson(
                said.path, said.line, f"quiz.py defines no question called “{name}”. {_near(name, questions)}"
            )
    for name, question in questions.items():
        if name not in words:
            line = line_of(file, rf"^def {name}\b")
            raise BrokenLesson(file, line, f"quiz.md has no words for “{name}”: begin them with a line `## {name}`.")
        questions[name] = replace(question, words=words[name])
    return questions


def _claims(root: Path, folder: Path) -> Iterable[Claim]:
    """Return what claims.py proves, in its order; nothing, if there is no such file."""
    file = folder / "claims.py"
    if not file.is_file():
        return ()
    return [thing for thing in vars(import_file(root, file.relative_to(root))).values() if isinstance(thing, Claim)]


def _named(path: Path, module: ModuleType, kind: type[T]) -> dict[str, T]:
    """Return what a file defines or imports of one kind, by name, in its order."""
    found = {name: thing for name, thing in vars(module).items() if isinstance(thing, kind)}
    for name, thing in found.items():
        own = getattr(thing, "name", name)
        if own != name:
            line = line_of(path, rf"\b{name}\b")
            raise BrokenLesson(path, line, f"“{own}” goes by another name here, {name}: call both the same.")
    return found


def _find_all(
    folder: Path, pages: tuple[Page, ...], demos: Mapping[str, Demo], questions: Mapping[str, Question]
) -> None:
    """See that everything that the text names is there."""
    for page in pages:
        for name in filter(None, (page.demo, *page.questions)):
            kind, known = ("demo", demos) if name == page.demo else ("question", questions)
            if name not in known:
                file = f"{DEMO}{name}.py" if kind == "demo" else "it in quiz.py"
                hint = _near(name, known) if known else f"There is none yet: write {file}."
                raise BrokenLesson(folder / "text.md", page.block, f"The lesson has no {kind} called “{name}”. {hint}")


def _near(name: str, known: Iterable[str]) -> str:
    """Return a sentence that helps somebody who has mistyped a name."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"Is it {near[0]}?" if near else f"There is {', '.join(known) or 'none'}."
