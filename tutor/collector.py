"""Keeps the garbage collector from looking through what is being loaded: a tenth of the time, and it finds nothing."""

from __future__ import annotations

import gc


def rest() -> None:
    """Collect nothing until `resume`: the app is about to be imported, and nothing of that is ever garbage."""
    gc.disable()


def resume() -> None:
    """Collect again; what is there by now stays to the end, and is never looked through again."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
