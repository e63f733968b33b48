"""Which of our files three flows enter: Space to the next frame, a reply to its row in the store, Esc to the standing.

Each is carried out in the app as it is, on a small course, with every call traced in every thread. What only draws
what it is handed (widgets, charts, the driver, words as a terminal takes them) is told apart from the way there: who
follows a frame need not know how a curve is painted. What the lesson itself computes is not on the way, either.

Run it with `python -m tests.benchmarks.flows`; it prints how many files each flow enters, and which, in their order.
"""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType

from tests.tutor.conftest import Hand, at_the_keyboard, make_app, settle
from tests.tutor.profiling import profiled
from tutor.tui.screens.lesson import LessonScreen

ROOT = Path(__file__).parents[2]
OURS = ("engine", "lessons", "tutor")
DRAWS = (
    "tutor/charts/",
    "tutor/text/",
    "tutor/tui/driver/",
    "tutor/tui/look/",
    "tutor/tui/widgets/",
    "tutor/tui/demo/figures.py",
    "tutor/tui/demo/knobs.py",
    "tutor/tui/demo/words.py",
    "tutor/tui/screens/scene_words.py",
)


class Tracer:
    """Notes each function that is called while it listens, in the order of the first calls."""

    def __init__(self) -> None:
        self._listens = False
        self._seen: dict[CodeType, None] = {}
        self._here = threading.local()

    def everywhere(self) -> AbstractContextManager[None]:
        """Be called for each call in this thread, and in those that begin while this lasts."""
        return profiled(self._called)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Note what is called while this lasts."""
        self._seen, self._listens = {}, True
        try:
            yield
        finally:
            self._listens = False

    def unheard(self, look: Callable[[], object]) -> Callable[[], object]:
        """Return what looks without being noted."""

        def looked() -> object:
            self._here.deaf = True
            try:
                return look()
            finally:
                self._here.deaf = False

        return looked

    def _called(self, frame: FrameType, event: str, _: object) -> None:
        if self._listens and event == "call" and not getattr(self._here, "deaf", False):
            self._seen.setdefault(frame.f_code)

    @property
    def files(self) -> list[str]:
        """The files of ours that were entered, relative to the project, in the order of entering."""
        paths = (Path(code.co_filename) for code in self._seen)
        inside = (path.relative_to(ROOT) for path in paths if path.is_relative_to(ROOT))
        return list(dict.fromkeys(path.as_posix() for path in inside if path.parts[0] in OURS))


@dataclass(frozen=True)
class Flow:
    """Something that a learner does, up to what they get for it.

    Attributes:
        before: what is done first, untraced: the keys that lead there, from a page of the lesson "walking".
        page: that page.
        key: what is pressed then.
        arrived: whether they have got it.
    """

    page: int
    before: tuple[str, ...]
    key: str
    arrived: Callable[[Hand], object]


@dataclass(frozen=True)
class Entered:
    """The files that a flow enters, in the order of entering.

    Attributes:
        way: those that lead from the key to what comes of it.
        drawing: those that only draw what they are handed.
    """

    way: tuple[str, ...]
    drawing: tuple[str, ...]


SHOWN_FRAMES = 3
"""Frames after which all has been entered that a frame of an animation enters."""
FLOWS = {
    "Space to the next frame": Flow(2, ("full_stop",), "space", lambda hand: hand.reads(f"After {SHOWN_FRAMES} steps")),
    "A reply to its row in the store": Flow(3, ("6",), "enter", lambda hand: hand.app.store.attempts()),
    "Esc to the standing on the home screen": Flow(1, (), "escape", lambda hand: hand.reads("1 of 3 pages read")),
}


async def entered(flow: Flow, folder: Path) -> Entered:
    """Follow a flow; progress is kept below the folder."""
    tracer, app = Tracer(), make_app(folder)
    with tracer.everywhere():
        async with at_the_keyboard(app, (120, 40)) as hand:
            await hand.press("enter")  # opens the lesson from the home screen, as a learner does
            await hand.until(lambda: isinstance(hand.app.screen, LessonScreen) and hand.lesson.number)
            await hand.lesson.show_page(flow.page)
            await settle(hand.pilot)  # a reply is typed where the question has come to stand
            await hand.press(*flow.before)
            with tracer.listening():
                hand.strike(flow.key)
                await hand.until(tracer.unheard(lambda: flow.arrived(hand)))
    app.finish_writing()
    app.store.close()
    return Entered(
        tuple(file for file in tracer.files if not file.startswith(DRAWS)),
        tuple(file for file in tracer.files if file.startswith(DRAWS)),
    )


def main() -> None:
    for name, flow in FLOWS.items():
        with tempfile.TemporaryDirectory() as folder:
            found = asyncio.run(entered(flow, Path(folder)))
        both = len(found.way) + len(found.drawing)
        print(f"{name}: {len(found.way)} files, and {len(found.drawing)} that draw: {both}")
        print(*(f"  {file}" for file in found.way), *(f"  (draws) {file}" for file in found.drawing), "", sep="\n")


if __name__ == "__main__":
    main()
