"""Imports a file of the course, from the installed package or from any other folder that is laid out alike."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from lessons.kit.errors import BrokenLesson
from lessons.kit.places import raised_at

ROOT = Path(__file__).parents[1]
"""Where the parts lie; every function that takes a root takes another one too, laid out alike."""


_ONE_AT_A_TIME = threading.RLock()
"""The table of modules is the process's own, and what is read afresh leaves it for a moment: no other may look then."""


def import_file(root: Path, file: Path) -> ModuleType:
    """Return the module in a file below the root, `ten_questions/gradient/quiz.py` say.

    Raises:
        BrokenLesson: it is not there, or raises; the line is the innermost one of the same folder.
    """
    return import_files(root, [file])[0]


def import_files(root: Path, files: Sequence[Path]) -> list[ModuleType]:
    """Return the modules in some files below the root, which share what they import.

    Raises:
        BrokenLesson: as `import_file`.
    """
    with _ONE_AT_A_TIME:
        package = _package(root)
        return [_imported(package, root / file, file) for file in files]


def _imported(package: str, path: Path, file: Path) -> ModuleType:
    if not path.is_file():
        raise BrokenLesson(path, 1, "This file is missing.")
    names = file.with_suffix("").parts
    try:
        return importlib.import_module(".".join((package, *(name for name in names if name != "__init__"))))
    except Exception as problem:
        raise BrokenLesson(
            *raised_at(problem, (path, 1)), f"It cannot be imported: {type(problem).__name__}: {problem}."
        ) from problem


def _package(root: Path) -> str:
    """Return the package whose folders are the parts; a root that is not the installed one is read afresh each time."""
    if root == ROOT:
        return __name__.partition(".")[0]
    name = "lessons_in" + "".join(sign if sign.isalnum() else f"_{ord(sign):x}_" for sign in str(root.resolve()))
    for known in [known for known in sys.modules if known.startswith(f"{name}.")]:
        del sys.modules[known]
    sys.modules[name] = ModuleType(name)
    sys.modules[name].__path__ = [str(root)]
    importlib.invalidate_caches()  # its files may be younger than what Python remembers of the folder
    return name
