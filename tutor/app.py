"""The app: which screen is up, what all screens share, and how it starts and ends."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, ClassVar, ParamSpec, TypeVar

from textual.binding import BindingType
from textual.command import Provider

from tutor.appearance import Appearance
from tutor.commands import EVERYWHERE, bindings
from tutor.keys import KeysInOrder
from tutor.loading import collect_again
from tutor.screens.base import PAGES, TutorScreen
from tutor.screens.home import HomeScreen
from tutor.shelf import Shelf
from tutor.themes import THEMES

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tutor.opening import Opening
    from tutor.rounds import Round
    from tutor.store import Store

P = ParamSpec("P")
T = TypeVar("T")


def palette_provider() -> type[Provider]:
    """Our commands, imported when the palette is first opened."""
    from tutor.palette import TutorCommands

    return TutorCommands


class TutorApp(KeysInOrder, Appearance):
    """nntutor in the terminal."""

    TITLE = "nntutor"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {palette_provider}
    COMMAND_PALETTE_DISPLAY = "c"

    def __init__(
        self,
        store: Store,
        lesson: str | None = None,
        shelf: Shelf | None = None,
        opening: Opening | None = None,
        *,
        practise: bool = False,
        graduate: tuple[str | None, int | None] | None = None,
    ) -> None:
        super().__init__(store)
        self.store, self.shelf = store, shelf or Shelf()
        self.lesson_left: str | None = None
        self.answers_changed = False  # since the home screen was shown last, in a round
        self._first_lesson, self._opening = lesson, opening
        self._practise_first, self._graduate_first = practise, graduate
        self._notices_shown = 0
        self._writer = ThreadPoolExecutor(1, "store")

    def get_default_screen(self) -> HomeScreen:
        """The course."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Paint first, then load what is heavy."""
        self.call_after_refresh(self._after_first_paint)

    def _after_first_paint(self) -> None:
        collect_again()
        self.stylesheet.read(PAGES)
        self.stylesheet.parse()
        self.tell_notices()
        self.run_worker(self.shelf.preload, name="preload", thread=True, exit_on_error=False)
        if self._opening is not None:
            self.open_lesson(self._opening.lesson, opening=self._opening)
        elif self._first_lesson is not None:
            self.open_lesson(self._first_lesson)
        elif self._practise_first and isinstance(self.screen, HomeScreen):
            self.screen.action_practise()
        elif self._graduate_first is not None:
            self.open_graduation(*self._graduate_first)

    def open_lesson(self, lesson_id: str, page: int | None = None, opening: Opening | None = None) -> None:
        """Put a lesson on the screen, at a page, at a moment of a demo, or where the learner left it."""
        from tutor.screens.lesson import LessonScreen

        self.push_screen(LessonScreen(lesson_id, page, opening))

    def open_graduation(self, part: str | None = None, seed: int | None = None) -> None:
        """Put a part's graduation on the screen, by default the one with most to offer; with a seed, a rehearsal."""
        from tutor.screens.graduation import GraduationScreen

        self.push_screen(GraduationScreen(part, seed))

    def open_round(self, round_: Round) -> None:
        """Put a round of questions on the screen."""
        from tutor.screens.round import RoundScreen

        self.push_screen(RoundScreen(round_))

    def tell_notices(self) -> None:
        """Say what the store has to say, each sentence once."""
        new = self.store.notices[self._notices_shown :]
        if new:
            from tutor.screens.notice import NoticeScreen

            self._notices_shown += len(new)
            self.push_screen(NoticeScreen("\n\n".join(new)))

    def say_that_it_waits(self, sentence: str) -> None:
        """Say what somebody waits for, from whichever thread that is; once, until it has been read."""

        def say() -> None:
            from tutor.screens.notice import NoticeScreen

            if not isinstance(self.screen, NoticeScreen):
                self.push_screen(NoticeScreen(sentence))

        self.call_later(say)

    def write(self, save: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have something saved off the event loop; writes happen in the order in which they were asked for."""
        return self._writer.submit(save, *args, **kwargs)

    def finish_writing(self) -> None:
        """Wait until all is saved."""
        self._writer.shutdown(wait=True)

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
        """Every key of the screen that is up."""
        from tutor.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_command_palette(self) -> None:
        """Search the commands by name."""
        from tutor.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_settings(self) -> None:
        """What moves, and what is drawn with."""
        from tutor.screens.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def action_next_theme(self) -> None:
        """The other colours."""
        names = [theme.name for theme in THEMES]
        self.set_and_keep("theme", names[(names.index(self.theme) + 1) % len(names)])

    def set_and_keep(self, name: str, value: str) -> None:
        """Set something, now and for the next time."""
        self.change(name, value)
        self.write(self.store.set_setting, name, value)


def run(
    store: Store,
    lesson: str | None = None,
    opening: Opening | None = None,
    *,
    practise: bool = False,
    graduate: tuple[str | None, int | None] | None = None,
) -> int:
    """Start the app and stay until the learner leaves.

    Args:
        store: where progress is kept.
        lesson: the id of a lesson to open, or None for the home screen.
        opening: a moment of a demo to open instead.
        practise: whether to begin with a round of practice.
        graduate: a part's id and a seed, either of which may be None, to begin with its graduation.

    Returns:
        0; 1 if the app broke off, with a sentence on standard error; 129 if the terminal hung up and 143 if the
        process was told to end (128 and the signal's number, as shells count).
    """
    app = TutorApp(store, lesson, opening=opening, practise=practise, graduate=graduate)
    say, store.patience.say = store.patience.say, app.say_that_it_waits
    app.run()
    store.patience.say = say
    app.finish_writing()
    if app.return_code == 1:
        sys.stderr.write("nntutor broke off; the error stands above. Every answer is kept: start it again to go on.\n")
    return app.return_code or 0
