"""Starts the app: what to open first, and how loading is made quick, without a search for garbage meanwhile."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the first paint must not load NumPy
    from collections.abc import Mapping

    from lessons.kit.demo import Demo
    from lessons.kit.knobs import Setting
    from lessons.kit.script import Script
    from tutor.study.playback.moment import Opening


class PlayStart(NamedTuple):
    """Where the playground opens.

    Attributes:
        demo: the playground, if it was made already.
        script: the moment to open at.
        settings: the settings that do not stand at their start, where there is no script.
        seed: of that run.
        challenge: the name of one to take up; "" for none.
    """

    demo: Demo | None = None
    script: Script | None = None
    settings: Mapping[str, Setting] | None = None
    seed: int = 0
    challenge: str = ""


class FirstScreen(NamedTuple):
    """The thing that the app opens first; the course, if nothing is named.

    Attributes:
        lesson: the id of a lesson.
        opening: a moment of a demo.
        practise: whether to begin with a round of practice.
        graduate: a part's id and the seed of a rehearsal, either of which may be None.
        playground: where the playground opens, if it is that.
    """

    lesson: str | None = None
    opening: Opening | None = None
    practise: bool = False
    graduate: tuple[str | None, int | None] | None = None
    playground: PlayStart | None = None


def collect_nothing() -> None:
    """Have the collector rest until `collect_again`: nothing that is loaded is ever garbage."""
    gc.disable()


def collect_again() -> None:
    """Collect again; what is there by now stays to the end, and is never looked through again."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


@contextmanager
def leaving_out(*modules: str) -> Iterator[None]:
    """Within this, these modules cannot be imported, unless they have been; afterwards they can."""
    absent = [name for name in modules if name not in sys.modules]
    hidden = dict.fromkeys(absent)
    sys.modules.update(hidden)  # type: ignore[arg-type]  # None there means "no such module" (Python's import system)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
