"""Which nntutor this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


def version() -> str:
    """The installed version; files that were never installed do not know theirs, and say so."""
    try:
        return installed("nntutor")
    except PackageNotFoundError:
        return "(run from its source files; a version comes with installing it)"
