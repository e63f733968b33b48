"""What the tests in real terminals share: the learner's own progress, and where they left off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.kit.course import load
from tutor.store import Place, Store, open_store


@pytest.fixture
def store(own_home: Path) -> Iterator[Store]:
    kept = open_store({"NNTUTOR_HOME": str(own_home)})
    yield kept
    kept.close()


def open_at(store: Store, lesson: str, kind: str) -> int:
    """Have a lesson open at its first page with a demo, or with questions; the page's number."""
    page = next(page.number for page in load(lesson).pages if getattr(page, kind))
    store.visit(Place(lesson, page))
    return page
