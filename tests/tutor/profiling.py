"""Has each call be told, in this thread and in those that begin meanwhile."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def profiled(called: Callable[[FrameType, str, object], object]) -> Iterator[None]:
    """Call `called` as `sys.setprofile` does, while this lasts."""
    threading.setprofile(called)
    sys.setprofile(called)
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
