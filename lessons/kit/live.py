"""Knobs that are turned while a demo runs: a demo takes each as a function that says where it stands now.

@demo(view=Choices("map", "blindfold", live=True))
def hike(view: Live[str], seed: int) -> Frames:
    for footing in walk(seed):
        yield picture(footing, view())
    yield from still(lambda: picture(footing, view()))
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any, Generic, TypeVar, cast

from lessons.kit.knobs import Setting

T = TypeVar("T")


class Live(Generic[T]):
    """A knob that may be turned while the demo runs; called, it says where it stands for the frame being made.

    Attributes:
        turns: how often it has been turned.
    """

    def __init__(self, setting: T) -> None:
        self._setting = setting
        self.turns = 0

    def __call__(self) -> T:
        """Return where it stands."""
        return self._setting

    def turn(self, setting: Setting) -> None:
        """Set it, between two frames; the run does that."""
        self._setting = cast(T, setting)
        self.turns += 1


def still(frame: Callable[[], T]) -> Generator[T, object, None]:
    """Give a picture as long as it is asked for, made afresh each time: all is done, and knobs may still be turned."""
    while True:
        yield frame()


def while_turned(frame: Callable[[], T], *knobs: Live[Any]) -> Generator[T, object, None]:
    """Give a picture, and give it afresh as long as one of the knobs has been turned since: the demo waits so long."""
    while True:
        turns = [knob.turns for knob in knobs]
        yield frame()
        if turns == [knob.turns for knob in knobs]:
            return


def taken_live(frames: Callable[..., object]) -> Iterator[str]:
    """Give the names of the arguments that a demo's function takes as `Live`."""
    for name, kind in getattr(inspect.unwrap(frames), "__annotations__", {}).items():
        if str(kind).removeprefix(f"{__name__}.").startswith(f"{Live.__name__}["):
            yield name


def made_live(frames: Callable[..., object], settings: Mapping[str, Setting]) -> dict[str, Live[Setting]]:
    """Return a knob for each argument that a demo takes live, as it stands at first."""
    return {name: Live(settings[name]) for name in taken_live(frames) if name in settings}
