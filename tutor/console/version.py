"""Which nntutor this is, and on what terms it may be passed on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from importlib.metadata import version as installed


def version() -> str:
    """The installed version; files that were never installed do not know theirs, and say so."""
    try:
        return installed("nntutor")
    except PackageNotFoundError:
        return "(run from its source files; a version comes with installing it)"


def licence() -> str:
    """Return the name of the licence, such as "MIT"; "" where the files that run were never installed."""
    try:
        return "".join(metadata("nntutor").get_all("License-Expression") or ())
    except PackageNotFoundError:
        return ""
