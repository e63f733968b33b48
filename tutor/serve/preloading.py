"""What all learners share in memory: the app, the charts, the engine, every lesson and the playground, loaded once."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterable

from tutor.console.environment import BLAS_THREADS

STAYS = ("PATH", "HOME", "TZ", "TMPDIR", "PYTHONPATH", "NNTUTOR_DEBUG")
"""Variables of whoever runs the server that loading may see; Textual reads others when it is imported."""
NOT_SHARED = ("tutor.serve", "tutor.lint", "tutor.cli.nursery", "tutor.__main__")
"""Modules that no session needs."""


def preload() -> None:
    """Load everything that a session comes to need, in this process, and leave no thread running."""
    kept = {name: value for name, value in os.environ.items() if name in (*STAYS, *BLAS_THREADS)}
    os.environ.clear()
    os.environ.update({**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8"})
    import lessons.playground
    import tutor

    _import_all(tutor.__path__, "tutor.")
    _load_lessons()
    _import_all(lessons.playground.__path__, "lessons.playground.")

    from tutor.serve.rehearsal import rehearse

    rehearse()


def _import_all(folders: Iterable[str], prefix: str) -> None:
    """Import every module of a package that a session may need."""
    for module in pkgutil.walk_packages(folders, prefix):
        if not module.name.startswith(NOT_SHARED):
            importlib.import_module(module.name)


def _load_lessons() -> None:
    """Import every lesson that can be imported; a broken one tells the learner who opens it, as ever."""
    from lessons.kit.errors import LessonError
    from tutor.tui.services import Services

    services = Services()  # what it has read stays read
    for heading in (heading for part in services.outline() for heading in part.lessons):
        try:
            services.load(heading.id)
        except LessonError:
            continue
