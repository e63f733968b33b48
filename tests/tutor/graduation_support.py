"""A course on disk that can be graduated from: a part of three lessons with four questions each, and one that grows."""

from __future__ import annotations

from pathlib import Path

from lessons.kit.course import PARTS, LoadLesson, load, outline
from lessons.kit.heading import Part
from lessons.kit.lesson import Lesson
from tests.tutor.shell_support import LESSON, write_lesson
from tutor.store import Attempt, Bookmark, Store
from tutor.study.graduation.outlook import Outlook, meant, outlooks
from tutor.study.graduation.sizes import OF_A_PART
from tutor.study.progress.standing import contents, standings
from tutor.study.quiz.quiz import Quiz
from tutor.study.quiz.rounds import Round
from tutor.tui.services import Services

TEN = OF_A_PART.questions
LESSONS = ("hills", "dales", "moors")
FOURTH = """

@question
def thrice(draw):
    w = draw.whole(2, 90)
    return Number(
        value=lambda: 3.0 * w,
        again=lambda: float(w + w + w),
        tolerance=0.01,
        mistakes={"twice only": lambda: 2.0 * w},
        figures={"w": w},
    )
"""
ITS_WORDS = """
## thrice
What is three times {w}?

- twice only: That is twice.
1. Look again.
2. Multiply by two.
3. It is {answer}.
> So it is.
"""


def make_course(root: Path, lessons: tuple[str, ...] = LESSONS) -> Path:
    """Part 1 with these lessons; part 2 with one and more to come; whatever parts follow, without any."""
    _part(root / "ten_questions", f'TITLE = "Ten questions"\nLESSONS = {lessons!r}\n', lessons)
    _part(root / "inside_the_network", 'TITLE = "Inside"\nLESSONS = ("fens",)\nCOMPLETE = False\n', ("fens",))
    for part in PARTS[2:]:
        _part(root / part, 'TITLE = "A later part"\nLESSONS = ()\nCOMPLETE = False\n', ())
    return root


def make_whole_course(root: Path) -> Path:
    """Six parts that are complete: the first with three lessons, the others with one each."""
    others = ("fens", "bogs", "cliffs", "woods", "beaches")
    for part, lessons in zip(PARTS, (LESSONS, *((name,) for name in others)), strict=True):
        _part(root / part, f'TITLE = "{part.replace("_", " ").capitalize()}"\nLESSONS = {lessons!r}\n', lessons)
    return root


def _part(folder: Path, contents: str, lessons: tuple[str, ...]) -> None:
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(f'"""A part."""\n\n{contents}', encoding="utf-8")
    for name in lessons:
        text = (
            LESSON["text.md"]
            .replace("Which way is down?", f"The {name}: which way?")
            .replace("held\n", "held\nthrice\n")
        )
        four = {"quiz.py": LESSON["quiz.py"] + FOURTH, "quiz.md": LESSON["quiz.md"] + ITS_WORDS}
        write_lesson(folder / name, {**LESSON, **four, "text.md": text})


class Course:
    """The course at a root, each lesson loaded once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lessons: dict[str, Lesson] = {}

    @property
    def parts(self) -> tuple[Part, ...]:
        return outline(self.root)

    def load(self, lesson: str) -> Lesson:
        if lesson not in self._lessons:
            self._lessons[lesson] = load(lesson, self.root)
        return self._lessons[lesson]

    def finish(self, store: Store, *, but: str = "", whole: bool = False) -> None:
        """Do every lesson of part 1, or of all parts, except one."""
        for heading in (heading for part in self.parts[: None if whole else 1] for heading in part.lessons):
            pages, questions = contents(heading.folder / "text.md")
            for page in range(1, pages + 1):
                store.visit(Bookmark(heading.id, page))
            for question in questions if heading.id != but else ():
                store.record(Attempt(heading.id, question, 1, "1", "right"))

    def outlook(self, store: Store, part: str | None = "ten-questions") -> Outlook:
        return meant(outlooks(store, self.parts, standings(store, self.parts)), part)


class CourseShelf(Services):
    """The app's shelf with such a course on it."""

    def __init__(self, course: Course) -> None:
        self.course = course

    def outline(self) -> tuple[Part, ...]:
        return self.course.parts

    def load(self, lesson_id: str) -> Lesson:
        return self.course.load(lesson_id)

    def preload(self) -> None:
        """Nothing: the tests load what they need."""


def reply_to_all(round_: Round, store: Store, load: LoadLesson, right: int = TEN) -> str:
    """Answer a round from where it stands, so many right in all; gives what its end says."""
    quiz = Quiz.of_round(round_, store, load)
    for place in range(quiz.position, len(quiz.items)):
        quiz.prepare()
        well, body = place < right, quiz.current.body
        quiz.reply(body.accepted_reply() if well else wrong_reply(quiz))
        quiz.move(1)
    return round_.at_the_end(quiz.results())


def wrong_reply(quiz: Quiz) -> str:
    """Something that can be read, and is wrong."""
    body = quiz.current.body
    wrong = {"1", "2"} - {body.accepted_reply()} if body.picked else {"-777"}
    return min(wrong)
