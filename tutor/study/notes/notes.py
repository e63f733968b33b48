"""The whole of the notes: a chapter for each lesson in the order of the course, and the mistakes by name at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lessons.kit.course import LoadLesson
from lessons.kit.errors import LessonError
from lessons.kit.heading import Part
from lessons.kit.lesson import Lesson
from lessons.kit.titles import question_title
from tutor.store import Attempt, Event, Store
from tutor.store.records import now
from tutor.study.graduation.records import Graduation, again, graduations
from tutor.study.graduation.sizes import size_of
from tutor.study.notes.again import drawn, told
from tutor.study.playback.prediction import as_command
from tutor.study.progress.challenges import DONE
from tutor.study.progress.mistakes import mistakes
from tutor.text.markdown_escape import code, escaped
from tutor.text.words import counted, date

NOTHING = "Nothing is noted yet. Answer a question or play a demo, and write the notes again."


def notes(store: Store, parts: Iterable[Part], load: LoadLesson) -> Iterator[str]:
    """The notes, a line at a time, each with its end.

    Args:
        store: what the learner did.
        parts: the course.
        load: gives a lesson by its id; asked only for those in which something was done.
    """
    return (f"{line}\n" for line in _lines(store, parts, load))


def _lines(store: Store, parts: Iterable[Part], load: LoadLesson) -> Iterator[str]:
    attempts, predictions, runs = store.attempts(), store.events("prediction"), store.events("run")
    won, challenges = graduations(store), store.events(DONE)
    yield from ("# Notes from nntutor", "")
    if not (attempts or predictions or runs or won or challenges):
        yield NOTHING
        return
    yield from (_summary(attempts), "")
    in_course = [heading.id for part in parts for heading in part.lessons]
    done = dict.fromkeys([one.lesson for one in attempts] + [one.lesson for one in (*predictions, *runs)])
    for lesson_id in [*(one for one in in_course if one in done), *(one for one in done if one not in in_course)]:
        lesson = _loaded(lesson_id, load)
        yield from _chapter(lesson_id, lesson)
        yield from _questions(lesson, [attempt for attempt in attempts if attempt.lesson == lesson_id])
        yield from _predictions(lesson, [event for event in predictions if event.lesson == lesson_id])
        yield from _runs([event for event in runs if event.lesson == lesson_id])
    yield from _challenges(challenges)
    yield from _graduations(won)
    yield from _mistakes(attempts)


def _loaded(lesson_id: str, load: LoadLesson) -> Lesson | None:
    try:
        return load(lesson_id)
    except LessonError:
        return None


def _summary(attempts: Sequence[Attempt]) -> str:
    asked = {(attempt.lesson, attempt.question) for attempt in attempts}
    right = {(attempt.lesson, attempt.question) for attempt in attempts if attempt.verdict == "right"}
    replies = f"{len(attempts)} {'reply' if len(attempts) == 1 else 'replies'}"
    return (
        f"Written on {date(now())}: {replies} to {counted(len(asked), 'question')}, {len(right)} of them answered "
        "right. Whatever is noted here can be had again, with the very same numbers, by the command beside it."
    )


def _chapter(lesson_id: str, lesson: Lesson | None) -> Iterator[str]:
    if lesson is None:
        yield from (f"## {escaped(lesson_id) or 'Without a lesson'}", "")
    else:
        yield from (f"## {escaped(lesson.heading.title)}", "", f"Read by {code(f'nntutor lesson {lesson_id}')}", "")


def _questions(lesson: Lesson | None, attempts: Sequence[Attempt]) -> Iterator[str]:
    """Each question in the lesson's order, and each of its drawings in the order in which it was answered."""
    in_lesson = [name for page in lesson.pages for name in page.questions] if lesson else []
    found = dict.fromkeys(attempt.question for attempt in attempts)
    for name in [*(one for one in in_lesson if one in found), *(one for one in found if one not in in_lesson)]:
        yield from (f"### {escaped(question_title(name))}", "")
        drawings: dict[int, list[Attempt]] = {}
        for attempt in attempts:
            if attempt.question == name:
                drawings.setdefault(attempt.seed, []).append(attempt)
        for seed, replies in drawings.items():
            yield from told(drawn(lesson, name, seed), replies)


def _predictions(lesson: Lesson | None, predictions: Sequence[Event]) -> Iterator[str]:
    if predictions:
        yield from ("### Predicted", "")
        yield from (f"- {_prediction(lesson, event)}" for event in predictions)
        yield ""


def _prediction(lesson: Lesson | None, event: Event) -> str:
    name, option = str(event.data.get("demo")), str(event.data.get("said"))
    page = lesson.scene_page(name) if lesson is not None else None
    if lesson is None or page is None:
        return f"{escaped(name)}: “{escaped(option)}”"
    scene = lesson.scene(page)
    question = f" {scene.prediction.prompt}" if scene.prediction is not None else ""
    command = as_command(event.lesson, scene.demo, str(event.data.get("made_for")))
    return f"{escaped(scene.demo.title)}:{question} “{escaped(option)}” {code(command)}"


def _runs(runs: Sequence[Event]) -> Iterator[str]:
    """The settings that were tried, each once."""
    tried = dict.fromkeys((str(run.data.get("title") or "A run"), str(run.data.get("code") or "")) for run in runs)
    if tried:
        yield from ("### Tried", "")
        yield from (f"- {escaped(title)}: {code(command)}" for title, command in tried)
        yield ""


def _challenges(done: Sequence[Event]) -> Iterator[str]:
    """Each challenge of the playground that was done, with the run that did it or what was said of it."""
    lines = {str(event.data.get("name")): str(event.data.get("line")) for event in done}
    if lines:
        yield from ("## Challenges of the playground", "")
        yield from (f"- {escaped(name)}: {code(line)}" for name, line in lines.items())
        yield ""


def _graduations(won: Sequence[Graduation]) -> Iterator[str]:
    if won:
        yield from ("## Graduations", "")
        for one in won:
            score = f"{one.score} of {size_of(one.part).questions} right on {date(one.when)}"
            yield f"- {escaped(one.title)}: {score}, the questions drawn by {code(again(one))}"
        yield ""


def _mistakes(attempts: Sequence[Attempt]) -> Iterator[str]:
    made = mistakes(attempts)
    if not made:
        return
    yield from (
        "## Mistakes by name",
        "",
        "| Mistake | Lesson | How often | Last | Right since |",
        "|---|---|--:|---|---|",
    )
    for mistake in made:
        since = "yes" if mistake.right_since else "not yet"
        name, lesson = escaped(mistake.name), escaped(mistake.lesson)
        yield f"| {name} | {lesson} | {mistake.count} | {date(mistake.when)} | {since} |"
