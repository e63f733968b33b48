"""Makes loading the app quick: no garbage is looked for meanwhile, and what nobody here needs is left out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def collect_nothing() -> None:
    """Have the collector rest until `collect_again`: nothing that is loaded is ever garbage."""
    gc.disable()


def collect_again() -> None:
    """Collect again; what is there by now stays to the end, and is never looked through again."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


@contextmanager
def leaving_out(*modules: str) -> Iterator[None]:
    """Within this, these modules cannot be imported, unless they have been; afterwards they can."""
    absent = [name for name in modules if name not in sys.modules]
    hidden = dict.fromkeys(absent)
    sys.modules.update(hidden)  # type: ignore[arg-type]  # None there means "no such module" (Python's import system)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
