"""The app: which screen is up, and how it starts and ends."""

from __future__ import annotations

import re
import sys
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.console import Console
from textual.binding import BindingType
from textual.command import Provider

from tutor.text.served import CAME_TO_A_STOP, errors, is_served
from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.everywhere import EVERYWHERE
from tutor.tui.host import Host
from tutor.tui.look.themes import THEMES
from tutor.tui.screens.base import PAGES, TutorScreen
from tutor.tui.screens.home import HomeScreen
from tutor.tui.services import Services
from tutor.tui.startup import FirstScreen, PlayStart, collect_again

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType

    from lessons.kit.demo import Demo, Frame
    from lessons.kit.inspection import Inspection
    from lessons.kit.knobs import Setting
    from lessons.kit.lesson import Lesson
    from lessons.kit.script import Script
    from tutor.store import Store
    from tutor.study.playback.moment import Opening
    from tutor.study.quiz.rounds import Round


SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z])")
"""Where a notice is cut: a sentence fits on a line of most terminals."""


def palette_provider() -> type[Provider]:
    """Our commands, imported when the palette is first opened."""
    from tutor.tui.screens.command_palette import TutorCommands

    return TutorCommands


def places_provider() -> type[Provider]:
    """The course's lessons and pages, the same way."""
    from tutor.tui.screens.command_palette import CoursePlaces

    return CoursePlaces


class TutorApp(Host):
    """nntutor in the terminal."""

    TITLE = "nntutor"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {palette_provider, places_provider}
    COMMAND_PALETTE_DISPLAY = "c"

    def __init__(self, store: Store, start: FirstScreen | None = None, services: Services | None = None) -> None:
        super().__init__(store, services)
        self._home, self._start = HomeScreen(), start or FirstScreen()
        self._notices = 0
        self._untold: deque[str] = deque()
        if is_served():  # the traceback of a crash is for whoever runs the server
            self.error_console = Console(file=errors(), markup=False, highlight=False)

    def get_default_screen(self) -> HomeScreen:
        """The course."""
        return self._home

    def on_mount(self) -> None:
        """Paint first, then load what is heavy."""
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        collect_again()
        self.stylesheet.read(PAGES)
        self.stylesheet.parse()
        self.tell_notices()
        self.run_worker(self._preload, name="preload", thread=True, exit_on_error=False)
        self._open_first(self._start)

    def _preload(self) -> None:
        """In a thread, after the first paint: load what the first lesson will need."""
        import tutor.tui.screens.lesson  # noqa: F401

        self.services.preload()

    def _open_first(self, start: FirstScreen) -> None:
        """Open whatever the app was called for, with the course beneath it."""
        if start.opening is not None:
            self.open_lesson(start.opening.lesson, opening=start.opening)
        elif start.lesson is not None:
            self.open_lesson(start.lesson)
        elif start.practise and isinstance(self.screen, HomeScreen):
            self._home.action_practise()
        elif start.graduate is not None:
            self.open_graduation(*start.graduate)
        elif start.playground is not None:
            self.open_playground(start.playground)

    def open_lesson(self, lesson_id: str, page: int | None = None, opening: Opening | None = None) -> None:
        """Put a lesson on the screen, at a page, at a moment of a demo, or where the learner left it."""
        from tutor.tui.screens.lesson import LessonScreen

        self.push_screen(LessonScreen(lesson_id, page, opening), self._home.came_back)

    async def go_to(self, lesson_id: str, page: int | None = None) -> None:
        """Leave whatever is up, with everything kept, and put a lesson on the screen, at a page if one is named.

        A lesson that is up already turns to the page, and what runs in it goes on from where it stood.
        """
        while len(self._screen_stack) > 1:
            screen = self.screen
            if isinstance(screen, TutorScreen):
                if await screen.turn_to(lesson_id, page):
                    return
                screen.leave()
            else:
                screen.dismiss()
            if self.screen is screen:
                return  # it would not be left
        self.open_lesson(lesson_id, page)

    def open_graduation(self, part: str | None = None, seed: int | None = None) -> None:
        """Put a part's graduation on the screen, by default the one with most to offer; with a seed, a rehearsal."""
        from tutor.tui.screens.graduation import GraduationScreen

        self.push_screen(GraduationScreen(part, seed))

    def open_round(self, round_: Round) -> None:
        """Put a round of questions on the screen."""
        from tutor.tui.screens.round import RoundScreen

        self.push_screen(RoundScreen(round_), self._home.came_back)

    def open_microscope(self, inspection: Inspection) -> None:
        """Put a computation under the microscope."""
        from tutor.tui.screens.microscope import MicroscopeScreen

        self.push_screen(MicroscopeScreen(inspection))

    def open_playground(self, start: PlayStart | None = None) -> None:
        """Put the playground on the screen: at a moment, or at the beginning of a run with some settings."""
        from tutor.tui.screens.play import PlayScreen

        if start is None and self._start.playground is not None:  # the learner's own data are there again
            start = PlayStart(self._start.playground.demo)
        self.push_screen(PlayScreen(start))

    def open_run_code(self, lesson: Lesson | None, demo: Demo, script: Script, frame: Frame) -> None:
        """Show the command line that makes this frame again."""
        from tutor.tui.screens.run_code import RunCodeScreen

        self.push_screen(RunCodeScreen(lesson, demo, script, frame))

    def open_longer_text(self, lesson: Lesson) -> None:
        """Show all that the lesson's scenes leave out."""
        from tutor.tui.screens.longer_text import LongerTextScreen

        self.push_screen(LongerTextScreen(lesson))

    def open_source(self, demo: Demo, seed: int, settings: Mapping[str, Setting]) -> None:
        """Show the code behind a demo."""
        from tutor.tui.screens.source import SourceScreen

        self.push_screen(SourceScreen(demo, seed, settings))

    def tell_notices(self) -> None:
        """Say what the store has to say, each sentence once and one after the other, where there is a line for it."""
        for notice in self.store.notices[self._notices :]:
            self._untold.extend(SENTENCES.split(notice))
        self._notices = len(self.store.notices)
        if self._untold and isinstance(self.screen, TutorScreen) and self.screen.tell(self._untold[0]):
            self._untold.popleft()

    def say(self, sentence: str) -> None:
        """Say something above the keys, after what is to be said already, from whichever thread that is."""
        self.call_later(self._tell, sentence)

    def _tell(self, sentence: str) -> None:
        if sentence not in self._untold:
            self._untold.append(sentence)
        self.tell_notices()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave, whether asked to or because the line has dropped; the screens first say where the learner is."""
        for screen in self._screen_stack:
            if isinstance(screen, TutorScreen) and screen.is_running:
                screen.remember()
        super().exit(result, return_code, message)

    async def action_quit(self) -> None:
        """Leave."""
        self.exit()

    def action_help(self) -> None:
        """Show every key of the screen that is up."""
        from tutor.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_command_palette(self) -> None:
        """Search the commands by name."""
        from tutor.tui.screens.command_palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder="A command, a lesson or a page …"))

    def action_words(self) -> None:
        """Show what the words of the course mean, from those that stand on the screen."""
        from tutor.tui.screens.words import WordsScreen

        if isinstance(self.screen, TutorScreen) and not isinstance(self.screen, WordsScreen):
            self.push_screen(WordsScreen(self.screen.read_here()))

    def action_settings(self) -> None:
        """Show what moves, and what is drawn with."""
        from tutor.tui.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def action_next_theme(self) -> None:
        """Change to the other colours."""
        names = [theme.name for theme in THEMES]
        self.set_and_keep("theme", names[(names.index(self.theme) + 1) % len(names)])


def run(store: Store, start: FirstScreen) -> int:
    """Start the app and stay until the learner leaves.

    Args:
        store: where progress is kept.
        start: what to open first.

    Returns:
        0; 1 if the app broke off, with a sentence on standard error; 128 and a signal's number, as shells count, if one
        ended it: 129 hung up, 130 interrupted, 131 told to quit, 143 told to end.
    """
    app = TutorApp(store, start)
    say, store.patience.say = store.patience.say, app.say
    app.run()
    store.patience.say = say
    app.finish_writing()
    status = 1 if app.return_code is None else app.return_code  # Textual gives None when its reading thread broke off
    if status == 1 and is_served():
        sys.stderr.write(f"{CAME_TO_A_STOP}\n")
    elif status == 1:
        sys.stderr.write("nntutor broke off; the error stands above. Every answer is kept: start it again to go on.\n")
    return status
