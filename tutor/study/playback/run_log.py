"""Keeps which runs a learner tried, with the line that makes each again: once for each seed and set of knobs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tutor.store import Event, Store

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo, Frame
    from lessons.kit.lesson import Lesson
    from lessons.kit.script import Script

KIND = "run"
MOST = 300
"""Runs kept of a lesson. Nobody reads more, and a file of progress that grows at every key would not stay small."""
PATIENCE = 1.0
"""Seconds to look for a shorter line that makes the same frame."""


def nobody_notes(script: Script, frame: Frame) -> None:
    """Take no note of a run that was tried."""


def keep_run(store: Store, lesson: Lesson, demo: Demo, script: Script, frame: Frame) -> str | None:
    """Keep a run that was played or stepped; gives what `Store.record` gives.

    It is slow where knobs were turned on the way: call it where nobody waits.
    """
    from lessons.kit.run_code import code_of, shortened

    until = time.monotonic() + PATIENCE
    script = shortened(demo, script, frame, lambda: time.monotonic() > until)
    start = code_of(lesson, demo, _from_the_start(script))
    kept = store.events(KIND, lesson.heading.id)
    if len(kept) >= MOST or any(event.data.get("start") == start for event in kept):
        return None
    data = {"demo": demo.name, "title": demo.title, "code": code_of(lesson, demo, script), "start": start}
    return store.add_event(Event(KIND, lesson.heading.id, data))


def _from_the_start(script: Script) -> Script:
    """Return the script of a run with this seed and these knobs, before anything happened."""
    from dataclasses import replace

    return replace(script, turns={}, index=0, last=False)
