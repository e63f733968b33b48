"""Watches which code a call runs, to prove that an answer comes out of the engine and not out of the author's head."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from lessons.kit.differences import central_difference


def reaches(call: Callable[[], object], wanted: Callable[[FrameType], bool]) -> bool:
    """Make a call; whether any Python function that it ran, however deep, was a wanted one."""
    seen = False

    def spy(frame: FrameType, event: str, _: object) -> None:
        nonlocal seen
        if event == "call" and wanted(frame):
            seen = True
            sys.setprofile(before)  # one sighting is enough, and the rest runs at full speed

    before = sys.getprofile()
    sys.setprofile(spy)
    try:
        call()
    finally:
        sys.setprofile(before)
    return seen


def reaches_the_engine(call: Callable[[], object], folder: Path) -> bool:
    """Make a call; whether it ran the engine, or took an experiment that a lesson in this folder keeps in a cache.

    A lesson keeps one where several of its questions, claims and demos look at the same long run.
    """
    before = _cache_hits(folder)
    return reaches(call, _is_engine) or _cache_hits(folder) > before


def measures_a_slope(call: Callable[[], object]) -> bool:
    """Make a call; whether it took a central difference."""
    return reaches(call, lambda frame: frame.f_code is central_difference.__code__)


def _is_engine(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__")).partition(".")[0] == "engine"


def _cache_hits(folder: Path) -> int:
    """How often the `functools.cache` functions and methods of the lesson in this folder have answered from memory."""
    home = str(folder)
    modules = [module for module in list(sys.modules.values()) if _folder_of(module) == home]
    things = [thing for module in modules for thing in vars(module).values()]
    members = [member for thing in things if isinstance(thing, type) for member in vars(thing).values()]
    cached = {thing for thing in map(_unwrapped, things + members) if callable(getattr(thing, "cache_info", None))}
    return sum(int(thing.cache_info().hits) for thing in cached if not isinstance(thing, type))


def _folder_of(module: object) -> str:
    """Return where a module lies; as text, for there are a thousand modules, and each claim asks twice."""
    return str(getattr(module, "__file__", None) or "/").rpartition("/")[0]


def _unwrapped(thing: Any) -> Any:
    return thing.__func__ if isinstance(thing, (staticmethod, classmethod)) else thing
