"""A lesson looked back on: three lines, its scenes, how each question went, what to mend, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lessons.kit.errors import LessonError
from lessons.kit.titles import question_title
from tutor.study.progress.mistakes import Mistake, mistakes, remedy
from tutor.study.progress.standing import tested_out
from tutor.study.quiz import marking
from tutor.text.markdown_escape import code, escaped
from tutor.text.words import counted, times

if TYPE_CHECKING:
    from lessons.kit.course import LoadLesson
    from lessons.kit.heading import Heading
    from lessons.kit.lesson import Lesson, Page
    from lessons.kit.questions import Body
    from tutor.store import Attempt, Store

RUNS_AT_MOST = 5
"""Commands that are listed; the notes have them all."""


@dataclass(frozen=True)
class QuestionEnd:
    """How one question went.

    Attributes:
        title: of the question.
        verdict: of the reply that is shown: the last right one, or else the last; None where there is none.
        reply: that reply, in words where an option was picked.
        answer: the right answer to the very same drawing; "" where it cannot be drawn any more.
    """

    title: str
    verdict: str | None = None
    reply: str = ""
    answer: str = ""


@dataclass(frozen=True)
class LessonEnd:
    """A lesson, looked back on.

    Attributes:
        heading: of the lesson.
        pages: its scenes and its quiz.
        seen: the numbers of those that have been on the screen.
        predicted: what was predicted in a scene, by its key.
        questions: how each went, in the lesson's order.
        slips: the known mistakes that have not been put right since, each with the page that mends it.
        onward: the lesson to go on with, or None where all is done.
        runs: the titles and commands of the runs that were tried last.
        skipped: whether the learner has shown that they know it.
    """

    heading: Heading
    pages: tuple[Page, ...]
    seen: frozenset[int]
    predicted: dict[str, str]
    questions: tuple[QuestionEnd, ...]
    slips: tuple[tuple[Mistake, Page | None], ...]
    onward: Heading | None
    runs: tuple[tuple[str, str], ...]
    skipped: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing left that its three lines would give away."""
        right = bool(self.questions) and all(question.verdict == "right" for question in self.questions)
        return self.skipped or right or all(page.number in self.seen for page in self.pages if page.demo)

    @property
    def title(self) -> str:
        """Return what is shown of the lesson, to stand beside its name."""
        return "looked back on" if self.is_whole else "its contents"


def look_back(lesson: Lesson, store: Store, onward: Heading | None, load: LoadLesson) -> LessonEnd:
    """Return what came of a lesson. It draws questions and may run an experiment: call it in a thread.

    Args:
        lesson: which.
        store: what the learner did.
        onward: the lesson to go on with.
        load: gives a lesson by its id.
    """
    attempts = store.attempts(lesson.heading.id)
    keys = [page.key or page.demo for page in lesson.pages if page.demo]
    made = {key: store.prediction(lesson.heading.id, key) for key in keys}
    open_slips = [slip for slip in mistakes(attempts) if not slip.right_since]
    tried = store.events("run", lesson.heading.id)
    runs = [(str(event.data.get("title")), str(event.data.get("code"))) for event in tried]
    return LessonEnd(
        lesson.heading,
        lesson.pages,
        store.pages_seen(lesson.heading.id),
        {key: prediction.option for key, prediction in made.items() if prediction is not None},
        tuple(_question(lesson, name, attempts) for page in lesson.pages for name in page.questions),
        tuple((slip, remedy(slip, load).page) for slip in open_slips),
        onward,
        tuple(dict.fromkeys(reversed(runs)))[:RUNS_AT_MOST],
        skipped=tested_out(lesson.heading.id, store),
    )


def _question(lesson: Lesson, name: str, attempts: Sequence[Attempt]) -> QuestionEnd:
    replies = [attempt for attempt in attempts if attempt.question == name]
    if not replies:
        return QuestionEnd(question_title(name))
    shown = next((attempt for attempt in reversed(replies) if attempt.verdict == "right"), replies[-1])
    try:
        body = marking.draw(lesson, name, shown.seed).body
        answer = marking.guarded(name, shown.seed, body.accepted_reply)
    except LessonError:
        return QuestionEnd(question_title(name), shown.verdict, shown.reply)
    return QuestionEnd(question_title(name), shown.verdict, _in_words(body, shown.reply), _in_words(body, answer))


def _in_words(body: Body, reply: str) -> str:
    option = marking.option_picked(body, reply)
    return code(reply) if option is None else f"“{body.listed[option]}”"


def in_markdown(end: LessonEnd) -> str:
    """Return the whole of it as a page; the number before a scene or the quiz leads there."""
    parts = (_left_with(end), _contents(end), _questions(end), _slips(end), _runs(end), _onward(end))
    return "\n\n".join(filter(None, ("\n".join(part) for part in parts)))


def _left_with(end: LessonEnd) -> Iterator[str]:
    left = end.heading.takeaway
    if left is not None and end.is_whole:
        yield f"- **The idea.** {left.idea}\n- **The rule.** {left.rule}\n- **The caveat.** {left.caveat}"


def _contents(end: LessonEnd) -> Iterator[str]:
    yield "## What is in it\n"
    for page in end.pages:
        said = end.predicted.get(page.key or page.demo)
        sign = "✓" if page.number in end.seen else "○"
        yield f"{page.number}. {sign} {page.title}{f' (you said “{said}”)' if said else ''}"


def _questions(end: LessonEnd) -> Iterator[str]:
    if end.questions:
        right = sum(question.verdict == "right" for question in end.questions)
        yield f"## {right} of {counted(len(end.questions), 'question')} right\n"
    for question in end.questions:
        if question.verdict is None:
            yield f"- ○ {question.title}: not answered yet"
        elif question.verdict == "right":
            yield f"- ✓ {question.title}: you replied {question.reply}"
        else:
            answer = f"; right was {question.answer}" if question.answer else ""
            yield f"- ✗ {question.title}: you replied {question.reply}{answer}"


def _slips(end: LessonEnd) -> Iterator[str]:
    if end.slips:
        yield "## Mistakes by name\n"
    for slip, page in end.slips:
        where = f": {page.number}, “{page.title}”, mends it" if page is not None else ""
        yield f"- {slip.name}, {times(slip.count)}{where}"


def _runs(end: LessonEnd) -> Iterator[str]:
    if end.runs:
        yield "## Runs that you tried\n"
    yield from (f"- {escaped(title)}: {code(command)}" for title, command in end.runs)


def _onward(end: LessonEnd) -> Iterator[str]:
    """The one next step: what is still open here, or else the next lesson."""
    still_open = sum(question.verdict != "right" for question in end.questions)
    quiz = next((page.number for page in end.pages if page.questions), None)
    if still_open and quiz is not None and end.onward is None:
        yield f"**Next:** {counted(still_open, 'question')} still open: {quiz} leads there."
    elif end.onward is not None:
        yield f"**Next:** {end.onward.title}"
