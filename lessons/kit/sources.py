"""The code behind a demo: its own functions and the engine's, found by watching which of them run.

Nothing is listed by hand. A fresh run is made with the learner's seed and knobs, Python tells of every function that is
called on the way, and those that stand in the lesson's folder or in the engine are shown from the installed files.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType

import engine
from lessons.kit.demo import Demo
from lessons.kit.errors import DemoFailed
from lessons.kit.knobs import Setting
from lessons.kit.places import place_of

WATCHED = 3
"""Frames of a run: by then every function that it is made of has been called."""
FIRST_OF_THE_ENGINE = (
    "optimisers/",
    "losses.py",
    "operations/",
    "backpropagation.py",
    "backward.py",
    "training.py",
    "minibatches.py",
)
"""Files that a learner would look for first; what else ran comes after them, in the order in which it ran."""
_ENGINE = Path(engine.__file__).parent


@dataclass(frozen=True)
class Stretch:
    """A function that ran.

    Attributes:
        name: such as "SGD.write".
        first: its first line, from 1.
        last: its last line.
    """

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Source:
    """A file of which something ran.

    Attributes:
        path: as one would look for it in the project, such as "engine/optimisers/sgd.py".
        lines: the whole file.
        ran: the functions that ran; the demo's own first, then in the order of the file.
        missing: why there are no lines, a sentence, or "".
    """

    path: str
    lines: tuple[str, ...]
    ran: tuple[Stretch, ...]
    missing: str = ""

    @property
    def is_central(self) -> bool:
        """Whether it belongs to the lesson, or to what a learner would look for first in the engine."""
        return not self.path.startswith("engine/") or _rank(self.path) < len(FIRST_OF_THE_ENGINE)


def sources(demo: Demo, seed: int, settings: Mapping[str, Setting]) -> tuple[Source, ...]:
    """The files behind a demo: its own, its lesson's, then the engine's.

    The demo is run a little, so it may take a second. Where the demo fails, it is what ran until then.
    """
    own = inspect.unwrap(demo.frames).__code__
    home = place_of(demo.frames, (Path(own.co_filename), 1))[0]
    files: dict[Path, list[CodeType]] = {home: [own]}
    for code in _ran(demo, seed, settings):
        file = Path(code.co_filename)
        if file.is_relative_to(_ENGINE) or file.parent == home.parent:
            files.setdefault(file, []).append(code)
    found = [_source(file, list(dict.fromkeys(codes)), own) for file, codes in files.items()]
    return tuple(sorted(found, key=lambda source: (source.path.startswith("engine/"), _rank(source.path))))


def _rank(path: str) -> int:
    """How soon somebody would look for it; a rule comes before what all rules share."""
    inside = path.removeprefix("engine/")
    places = [i for i, place in enumerate(FIRST_OF_THE_ENGINE) if inside.startswith(place)]
    return places[0] if places and inside != "optimisers/optimiser.py" else len(FIRST_OF_THE_ENGINE)


def _ran(demo: Demo, seed: int, settings: Mapping[str, Setting]) -> list[CodeType]:
    """Every function that a run calls, in the order of the first call."""
    called: dict[CodeType, None] = {}
    with _told_of_calls(called):
        try:
            run = demo.run(seed, **settings)
            for _ in range(WATCHED):
                if run.next() is None:
                    break
            run.close()
        except DemoFailed:
            pass  # its message stands in the panel; here it is enough to see how far it came
    return list(called)


@contextmanager
def _told_of_calls(called: dict[CodeType, None]) -> Iterator[None]:
    """Have this thread's calls put down."""

    def tell(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            called.setdefault(frame.f_code)

    before = sys.getprofile()
    sys.setprofile(tell)
    try:
        yield
    finally:
        sys.setprofile(before)


def _source(file: Path, codes: list[CodeType], own: CodeType) -> Source:
    path = _as_project_path(file)
    try:
        lines = tuple(file.read_text(encoding="utf-8").splitlines())
    except OSError:
        return Source(path, (), (), f"{path} is not among the installed files, so it cannot be shown here.")
    whole = [code for code in codes if "<" not in code.co_qualname]  # what stands within another is shown with it
    ran = sorted(
        (_stretch(code, lines) for code in whole), key=lambda stretch: (stretch.name != own.co_name, stretch.first)
    )
    return Source(path, lines, tuple(ran))


def _stretch(code: CodeType, lines: tuple[str, ...]) -> Stretch:
    first = code.co_firstlineno
    block = inspect.getblock([f"{line}\n" for line in lines[first - 1 :]])
    return Stretch(code.co_qualname, first, first + len(block) - 1)


def _as_project_path(file: Path) -> str:
    """From the package on; a lesson elsewhere, from its part on."""
    for package in ("lessons", "engine"):
        if package in file.parts:
            return "/".join(file.parts[len(file.parts) - file.parts[::-1].index(package) - 1 :])
    return "/".join(file.parts[-3:])
