"""What all learners share in memory: the app, the charts, the engine and every lesson, loaded once."""

from __future__ import annotations

import importlib
import os
import pkgutil

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
    _import_tutor()
    _load_lessons()

    from tutor.serve.rehearsal import rehearse

    rehearse()


def _import_tutor() -> None:
    import tutor

    for module in pkgutil.walk_packages(tutor.__path__, "tutor."):
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
