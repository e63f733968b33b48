"""The screens that load or compute off the event loop, each with the way to it, for a monkey that stays there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from lessons.kit.lesson import Lesson
from tutor.study.quiz.marking import draw
from tutor.study.quiz.rounds import Item, Round
from tutor.tui.app import TutorApp

Way = Callable[[TutorApp, Random], None]


@dataclass(frozen=True)
class Haunt:
    """A kind of screen.

    Attributes:
        name: of its class.
        way: puts one on the screen, of whichever lesson chance has it.
    """

    name: str
    way: Way


def _lesson(app: TutorApp, chance: Random, having: Callable[[Lesson], object]) -> Lesson:
    """Return a lesson that has something."""
    headings = [heading for part in app.services.outline() for heading in part.lessons]
    chance.shuffle(headings)
    return next(lesson for heading in headings if having(lesson := app.services.load(heading.id)))


def _to_a_page(having: Callable[[Lesson], list[int]]) -> Way:
    def go(app: TutorApp, chance: Random) -> None:
        lesson = _lesson(app, chance, having)
        app.open_lesson(lesson.heading.id, chance.choice(having(lesson)))

    return go


def _demo_pages(lesson: Lesson) -> list[int]:
    return [page.number for page in lesson.pages if page.demo]


def _quiz_pages(lesson: Lesson) -> list[int]:
    return [page.number for page in lesson.pages if page.questions]


def _to_the_code(app: TutorApp, chance: Random) -> None:
    from tutor.tui.screens.source import SourceScreen

    demo = chance.choice(list(_lesson(app, chance, lambda lesson: lesson.demos).demos.values()))
    app.push_screen(SourceScreen(demo, 0, demo.starting_settings()))


def _to_a_command_line(app: TutorApp, chance: Random) -> None:
    from lessons.kit.script import Script
    from tutor.tui.screens.run_code import RunCodeScreen

    lesson = _lesson(app, chance, lambda lesson: lesson.demos)
    demo = chance.choice(list(lesson.demos.values()))
    run = demo.run(1, **demo.starting_settings())
    frame = run.next()
    run.close()
    assert frame is not None
    app.push_screen(RunCodeScreen(lesson, demo, Script(1, demo.starting_settings()), frame))


def _to_the_microscope(app: TutorApp, chance: Random) -> None:
    from tutor.tui.screens.microscope import MicroscopeScreen

    lesson = _lesson(app, chance, _inspections)
    app.push_screen(MicroscopeScreen(draw(lesson, chance.choice(_inspections(lesson)), 1).body.inspect))  # type: ignore[union-attr,arg-type]


def _inspections(lesson: Lesson) -> list[str]:
    """Return the questions that the microscope can be put on."""
    return [name for name in lesson.questions if getattr(draw(lesson, name, 1).body, "inspect", None) is not None]


def _to_the_mistakes(app: TutorApp, _: Random) -> None:
    from tutor.tui.screens.mistakes import MistakesScreen

    app.push_screen(MistakesScreen())


def _to_the_words(app: TutorApp, _: Random) -> None:
    app.action_words()


def _to_a_round(app: TutorApp, chance: Random) -> None:
    lesson = _lesson(app, chance, lambda lesson: lesson.questions)
    items = tuple(Item(lesson.heading.id, name) for name in lesson.questions)
    app.open_round(Round("mistake", "Again", items, another=lambda: Round("mistake", "Once more", items)))


def _to_the_challenges(app: TutorApp, _: Random) -> None:
    from lessons.kit.scene import alone
    from lessons.playground.run import playground
    from tutor.study.playback.player import Player
    from tutor.tui.demo.play_panel import PlayPanel
    from tutor.tui.screens.challenges import ChallengesScreen

    player = Player(alone(playground()), app.run_worker)
    app.push_screen(ChallengesScreen(PlayPanel(player, lambda _: None)))


def _to_the_playground(app: TutorApp, _: Random) -> None:
    app.open_playground()


HAUNTS = (
    Haunt("HomeScreen", lambda _app, _chance: None),
    Haunt("LessonScreen", _to_a_page(_demo_pages)),
    Haunt("LessonScreen", _to_a_page(_quiz_pages)),
    Haunt("SourceScreen", _to_the_code),
    Haunt("RunCodeScreen", _to_a_command_line),
    Haunt("MicroscopeScreen", _to_the_microscope),
    Haunt("MistakesScreen", _to_the_mistakes),
    Haunt("WordsScreen", _to_the_words),
    Haunt("PlayScreen", _to_the_playground),
    Haunt("ChallengesScreen", _to_the_challenges),
    Haunt("RoundScreen", _to_a_round),
    Haunt("GraduationScreen", lambda app, _chance: app.open_graduation()),
)
"""Every screen of which a part comes late."""
