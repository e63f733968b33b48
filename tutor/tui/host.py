"""The app as its widgets and screens know it: what they may ask of it, and not which screens there are."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar

from tutor.tui.keys import KeysInOrder
from tutor.tui.look.appearance import Appearance
from tutor.tui.services import Services
from tutor.tui.startup import PlayStart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lessons.kit.demo import Demo, Frame
    from lessons.kit.inspection import Inspection
    from lessons.kit.knobs import Setting
    from lessons.kit.lesson import Lesson
    from lessons.kit.script import Script
    from tutor.store import Store
    from tutor.study.playback.moment import Opening
    from tutor.study.quiz.rounds import Round

P = ParamSpec("P")
T = TypeVar("T")


class Outing(NamedTuple):
    """Where the learner has been on a screen that is left, and answered perhaps.

    Attributes:
        lesson: the lesson that was on the screen last, None after a round of questions alone.
    """

    lesson: str | None = None


class Host(KeysInOrder, Appearance):
    """Has what all screens and widgets share; `TutorApp` knows the screens.

    Panels call these methods instead of posting messages: a message would be overtaken by the next key of a packet.

    Attributes:
        store: what the learner did.
        services: the course, quizzes and charts.
    """

    def __init__(self, store: Store, services: Services | None = None) -> None:
        super().__init__(store)
        self.store, self.services = store, services or Services()
        self._in_order = ThreadPoolExecutor(1, "store")

    def in_order(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have something saved or looked up off the event loop, after all that was asked for before."""
        return self._in_order.submit(work, *args, **kwargs)

    def finish_writing(self) -> None:
        """Wait until all is saved."""
        self._in_order.shutdown(wait=True)

    def set_and_keep(self, name: str, value: str) -> None:
        """Set something, now and for the next time."""
        self.change(name, value)
        self.in_order(self.store.set_setting, name, value)

    def tell_notices(self) -> None:
        """Say what the store has to say, each sentence once."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Say something above the keys, after what is to be said already, from whichever thread that is."""
        raise NotImplementedError

    def open_lesson(self, lesson_id: str, page: int | None = None, opening: Opening | None = None) -> None:
        """Put a lesson on the screen, at a page, at a moment of a demo, or where the learner left it."""
        raise NotImplementedError

    async def go_to(self, lesson_id: str, page: int | None = None) -> None:
        """Leave whatever is up, with everything kept, and put a lesson on the screen, at a page if one is named."""
        raise NotImplementedError

    def open_graduation(self, part: str | None = None, seed: int | None = None) -> None:
        """Put a part's graduation on the screen, by default the one with most to offer; with a seed, a rehearsal."""
        raise NotImplementedError

    def open_round(self, round_: Round) -> None:
        """Put a round of questions on the screen."""
        raise NotImplementedError

    def open_microscope(self, inspection: Inspection) -> None:
        """Put a computation under the microscope."""
        raise NotImplementedError

    def open_playground(self, start: PlayStart | None = None) -> None:
        """Put the playground on the screen: at a moment, or at the beginning of a run with some settings."""
        raise NotImplementedError

    def open_run_code(self, lesson: Lesson | None, demo: Demo, script: Script, frame: Frame) -> None:
        """Show the command line that makes this frame again."""
        raise NotImplementedError

    def open_longer_text(self, lesson: Lesson) -> None:
        """Show all that the lesson's scenes leave out."""
        raise NotImplementedError

    def open_source(self, demo: Demo, seed: int, settings: Mapping[str, Setting]) -> None:
        """Show the code behind a demo."""
        raise NotImplementedError
