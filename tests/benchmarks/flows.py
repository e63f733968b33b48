"""Which of our files three flows enter: Space to the next frame, a reply to its row in the store, Esc to the standing.

Each is carried out in the app as it is, on a small course, with every call traced in every thread. Run it with
`python -m tests.benchmarks.flows`; it prints the files of each flow by layer, and how many there are.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType

from tests.tutor.conftest import Hand, at_the_keyboard, make_app
from tutor.tui.screens.home import HomeScreen

ROOT = Path(__file__).parents[2]
OURS = ("engine", "lessons", "tutor")


class Tracer:
    """Notes each file of ours of which a function is called while it listens, in the order of the first call."""

    def __init__(self) -> None:
        self._listens = False
        self._seen: dict[CodeType, None] = {}

    @contextmanager
    def everywhere(self) -> Iterator[None]:
        """Be called for each call in this thread, and in those that begin while this lasts."""
        threading.setprofile(self._called)
        sys.setprofile(self._called)
        try:
            yield
        finally:
            sys.setprofile(None)
            threading.setprofile(None)  # type: ignore[arg-type]

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Note what is called while this lasts."""
        self._seen, self._listens = {}, True
        try:
            yield
        finally:
            self._listens = False

    def _called(self, frame: FrameType, event: str, _: object) -> None:
        if self._listens and event == "call":
            self._seen.setdefault(frame.f_code)

    @property
    def files(self) -> list[str]:
        """The files of ours that were entered, relative to the project, in the order of entering."""
        names = dict.fromkeys(code.co_filename for code in self._seen)
        paths = (Path(name) for name in names if name.startswith(str(ROOT)))
        inside = (path.relative_to(ROOT) for path in paths)
        return [str(path) for path in inside if path.parts[0] in OURS]


Scene = Callable[[Hand], Awaitable[None]]


async def at_a_demo(hand: Hand) -> None:
    await hand.open("walking", 2)
    await hand.press("1")


async def space_to_the_next_frame(hand: Hand) -> None:
    hand.strike("space")
    await hand.until(lambda: hand.player.view.index >= 1)


async def at_a_question(hand: Hand) -> None:
    await hand.open("walking", 3)
    await hand.press("1")


async def reply_to_the_row(hand: Hand) -> None:
    hand.strike("enter")
    await hand.until(lambda: hand.app.store.attempts())


async def in_a_lesson(hand: Hand) -> None:
    await hand.open("walking", 1)


async def esc_to_the_standing(hand: Hand) -> None:
    await hand.press("escape")
    await hand.until(lambda: isinstance(hand.app.screen, HomeScreen))


FLOWS: dict[str, tuple[Scene, Scene]] = {
    "Space to the next frame": (at_a_demo, space_to_the_next_frame),
    "A reply to its row in the store": (at_a_question, reply_to_the_row),
    "Esc to the standing on the home screen": (in_a_lesson, esc_to_the_standing),
}
"""What is done before, untraced, and the flow itself."""


async def entered(flow: str, folder: Path) -> list[str]:
    """Return the files that a flow enters, in the order of entering; progress is kept below the folder."""
    before, scene = FLOWS[flow]
    tracer, app = Tracer(), make_app(folder)
    with tracer.everywhere():
        async with at_the_keyboard(app, (120, 40)) as hand:
            await before(hand)
            with tracer.listening():
                await scene(hand)
    app.finish_writing()
    app.store.close()
    return tracer.files


def main() -> None:
    for flow in FLOWS:
        with tempfile.TemporaryDirectory() as folder:
            files = asyncio.run(entered(flow, Path(folder)))
        print(f"{flow}: {len(files)} files", *(f"  {file}" for file in files), "", sep="\n")


if __name__ == "__main__":
    main()
