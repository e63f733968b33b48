"""What all tests share: a home of their own, so that no test ever touches the progress of whoever runs it."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.console.environment import BLAS_THREADS

MEMORY = Path("/dev/shm")
SAID_OF_OURS = ("COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE")
"""What would reach every program that a test starts: the size of another terminal (pytest's readline sets it for its
workers), and that each of them is to compile the whole tutor afresh."""
os.environ.update(dict.fromkeys(BLAS_THREADS, "1"))  # before any test imports NumPy, as the command does
for name in SAID_OF_OURS:
    os.environ.pop(name, None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: a third of the suite's time is waiting for terminals."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Have the garbage collector pass over what stays anyway; its rounds are a sixth of what a screen's test costs."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """NNTUTOR_HOME, pointing to a folder of this test's own that does not exist yet.

    It lies in memory where that can be: thousands of writes, each of which waits for the disk, would take minutes.
    """
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as parent:
        home = Path(parent) / "home"
        monkeypatch.setenv("NNTUTOR_HOME", str(home))
        yield home
