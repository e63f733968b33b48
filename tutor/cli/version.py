"""Which nntutor this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


def version() -> str:
    """The installed version; a checkout that is not installed has none."""
    try:
        return installed("nntutor")
    except PackageNotFoundError:
        return "(not installed: run from its folder)"
