"""Says where in a lesson something stands: the file and line of a function, or of what was running when it failed."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

SourceLine = tuple[Path, int]
"""A file, and a line from 1."""


def place_of(function: Callable[..., Any], otherwise: SourceLine) -> SourceLine:
    """Where a function is defined, decorators aside; something callable without a line of its own is `otherwise`."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    return (Path(code.co_filename), code.co_firstlineno) if code else otherwise


def raised_at(problem: BaseException, home: SourceLine) -> SourceLine:
    """The innermost line that was running in the folder of `home`; for a syntax error, where it stands."""
    if isinstance(problem, SyntaxError) and problem.filename:
        return Path(problem.filename), problem.lineno or 1
    place, step = home, problem.__traceback__
    while step:
        file = Path(step.tb_frame.f_code.co_filename)
        if file.parent == home[0].parent:
            place = (file, step.tb_lineno)
        step = step.tb_next
    return place
