"""`nntutor demo ID`: trains a demo as far as asked, and prints its last picture, or every frame as JSON."""

from __future__ import annotations

from argparse import Namespace
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame, Run
from lessons.kit.errors import Unreadable
from lessons.kit.knobs import Setting
from lessons.kit.lesson import Lesson
from tutor.cli.learn import known_lesson
from tutor.cli.shell import FINE, Misused, Shell
from tutor.plain.frames import new_painter, print_frame
from tutor.plain.knobs import settings_line
from tutor.plain.printer import Printer


def demo(shell: Shell, options: Namespace) -> int:
    """Run a demo.

    Raises:
        Misused: no such lesson, demo or knob, or a setting that the knob cannot have.
        LessonError: the lesson is broken, or the demo fails.
    """
    lesson_id, _, after_slash = options.id.partition("/")
    lesson = load(known_lesson(shell, lesson_id), shell.root)
    chosen = _chosen(lesson, options.demo or after_slash)
    settings = _settings(chosen, options.knobs)
    run = chosen.run(options.seed or 0, **settings)
    frames = _frames(run, options.frames)
    if options.json:
        for frame in frames:
            shell.tell(_as_record(lesson, run, frame))
        return FINE
    last = next(iter(deque(frames, maxlen=1)), None)
    printer = Printer(shell.out, shell.environment)
    printer.line(f"{chosen.title}, with {settings_line(run)}", "")
    if last is not None:
        print_frame(printer, last, new_painter())
    return FINE


def _chosen(lesson: Lesson, name: str) -> Demo:
    names = list(dict.fromkeys(page.demo for page in lesson.pages if page.demo)) or list(lesson.demos)
    if not names:
        raise Misused(f"{lesson.heading.id} has no demo.")
    if name and name not in lesson.demos:
        raise Misused(f"{lesson.heading.id} has no demo “{name[:60]}”; it has {', '.join(names)}.")
    return lesson.demos[name or names[0]]


def _settings(demo: Demo, knobs: Sequence[tuple[str, str]]) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    for typed, value in knobs:
        name = typed.replace("-", "_")
        if name not in demo.controls:
            has = ", ".join(f"--{known}" for known in demo.controls) or "none"
            raise Misused(f"The demo “{demo.name}” has no knob --{typed[:60]}; it has {has}.")
        try:
            settings[name] = demo.controls[name].read(value)
        except Unreadable as problem:
            raise Misused(f"--{typed}: {problem}") from problem
    return settings


def _frames(run: Run, most: int) -> Iterator[Frame]:
    """Frames until one is the last, the generator ends, or there have been enough."""
    for _ in range(most):
        frame = run.next()
        if frame is None:
            return
        yield frame
        if frame.finished:
            return


def _as_record(lesson: Lesson, run: Run, frame: Frame) -> Mapping[str, object]:
    shown = {name: control.shown(run.settings[name]) for name, control in run.demo.controls.items()}
    trouble = frame.trouble
    return {
        "type": "frame",
        "lesson": lesson.heading.id,
        "demo": run.demo.name,
        "seed": run.seed,
        "settings": shown,
        "number": frame.number,
        "caption": frame.caption,
        "readings": frame.readings,
        "finished": frame.finished,
        "trouble": {"name": trouble.name, "why": trouble.why, "fix": trouble.fix} if trouble else None,
    }
