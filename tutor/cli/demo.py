"""`nntutor demo ID`: a moment of a demo, in the app or as its last picture, or every frame up to it as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace

from lessons.kit.course import load
from lessons.kit.demo import Demo, Frame
from lessons.kit.errors import Unreadable
from lessons.kit.history import History
from lessons.kit.knobs import Setting
from lessons.kit.lesson import Lesson
from lessons.kit.run_code import USUAL_FRAMES, is_gone, knob_called, read_turns
from lessons.kit.script import Script
from tutor.cli.learn import full_screen, known_lesson, on_the_screen
from tutor.console.printer import Printer
from tutor.console.shell import FINE, Misused, Shell
from tutor.plain.frames import new_painter, print_frame
from tutor.plain.knobs import settings_line
from tutor.study.playback.moment import Opening
from tutor.tui.startup import FirstScreen


def demo(shell: Shell, options: SimpleNamespace) -> int:
    """Show a moment of a demo.

    Raises:
        Misused: no such lesson, demo or knob, or a setting that the knob cannot have.
        LessonError: the lesson is broken, or the demo fails.
    """
    lesson, chosen, script = read_moment(shell, options)
    if options.json:
        for frame, settings in frames_to(chosen, script):
            shell.tell(_as_record(lesson, chosen, script.seed, settings, frame))
        return FINE
    if not options.plain and full_screen(shell) and lesson.page_of(demo=chosen.name):
        return on_the_screen(shell, FirstScreen(opening=Opening(lesson.heading.id, chosen.name, script)))
    _print(shell, chosen, script)
    return FINE


def read_moment(shell: Shell, options: SimpleNamespace) -> tuple[Lesson, Demo, Script]:
    """The lesson, the demo and the moment that were asked for; raises what `demo` raises."""
    lesson, chosen = read_demo(shell, options)
    return lesson, chosen, script_of(chosen, options)


def read_demo(shell: Shell, options: SimpleNamespace) -> tuple[Lesson, Demo]:
    """The lesson and the demo that were asked for, as ID, ID/NAME or ID with `--demo NAME`.

    Raises:
        Misused: no such lesson or demo.
        LessonError: the lesson is broken.
    """
    lesson_id, _, after_slash = options.id.partition("/")
    lesson = load(known_lesson(shell, lesson_id), shell.root)
    return lesson, _chosen(lesson, options.demo or after_slash)


def _print(shell: Shell, chosen: Demo, script: Script) -> None:
    """Print a moment's settings and its picture."""
    history = History(chosen, script)
    history.go(script.index)
    place = history.place
    history.close()
    printer = Printer(shell.out, shell.environment)
    printer.line(f"{chosen.title}, with {settings_line(chosen, place.settings, script.seed)}", "")
    if place.frame is not None:
        print_frame(printer, place.frame, new_painter())


def _chosen(lesson: Lesson, name: str) -> Demo:
    names = lesson.demo_names
    if not names:
        raise Misused(f"{lesson.heading.id} has no demo.")
    if name and name not in lesson.demos:
        raise Misused(f"{lesson.heading.id} has no demo “{name[:60]}”; it has {', '.join(names)}.")
    return lesson.demos[name or names[0]]


def script_of(demo: Demo, options: SimpleNamespace, usual: int = USUAL_FRAMES) -> Script:
    """Return the moment of a demo that was asked for.

    Args:
        demo: whose it is.
        options: what was typed.
        usual: how many frames are made where nobody says how many.

    Raises:
        Misused: there is no such knob, or it cannot be set so.
    """
    settings = {**demo.starting_settings(), **_settings(demo, options.knobs)}
    try:
        turns = read_turns(demo, options.turn or ())
    except Unreadable as problem:
        raise Misused(f"--turn: {problem}") from problem
    return Script(options.seed or 0, settings, turns, (options.frames or usual) - 1)


def _settings(demo: Demo, knobs: Sequence[tuple[str, str]]) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    for typed, value in knobs:
        name = knob_called(demo, typed)
        if is_gone(demo, typed):
            continue
        if name is None:
            has = ", ".join(f"--{known}" for known in demo.controls) or "none"
            raise Misused(f"The demo “{demo.name}” has no knob --{typed[:60]}; it has {has}.")
        try:
            settings[name] = demo.controls[name].read(value)
        except Unreadable as problem:
            raise Misused(f"--{typed}: {problem}") from problem
    return settings


def frames_to(demo: Demo, script: Script) -> Iterator[tuple[Frame, Mapping[str, Setting]]]:
    """Each frame on the way, and the knobs as they stood at it.

    Raises:
        DemoFailed: the lesson's code raised.
    """
    history = History(demo, script)
    for index in range(script.index + 1):
        frame = history.go(index)
        if frame is None:
            return
        yield frame, script.settings_at(index)


def _as_record(
    lesson: Lesson, demo: Demo, seed: int, settings: Mapping[str, Setting], frame: Frame
) -> Mapping[str, object]:
    shown = {name: control.shown(settings[name]) for name, control in demo.controls.items()}
    trouble = frame.trouble
    return {
        "type": "frame",
        "lesson": lesson.heading.id,
        "demo": demo.name,
        "seed": seed,
        "settings": shown,
        "number": frame.number,
        "caption": frame.caption,
        "readings": frame.readings,
        "finished": frame.finished,
        "trouble": {"name": trouble.name, "why": trouble.why, "fix": trouble.fix} if trouble else None,
    }
