"""A short session with nobody at the keys, before anybody comes.

It saves each learner 3 MB and some time: what Textual, the charts and the interpreter remember of it is shared.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from tutor.store.database import open_in_memory
from tutor.store.store import Store
from tutor.tui.app import TutorApp
from tutor.tui.course.course_list import CourseList
from tutor.tui.demo.panel import DemoPanel
from tutor.tui.screens.lesson import LessonScreen

PAGES = 8
"""How far into the lesson a demo is looked for."""
FRAMES = 6
"""How many of them are drawn."""
TURNS = 100
"""How often is looked whether something has come, before going on without it."""
MOMENT = 0.02
"""Seconds between two looks."""


def rehearse() -> None:
    """From the home screen into a lesson, to a demo that plays, and out."""
    store = Store(open_in_memory(), kept=False)
    app = TutorApp(store)
    asyncio.run(app.run_async(headless=True, size=(80, 24), auto_pilot=_play))
    app.finish_writing()
    store.close()


async def _play(pilot: Pilot[Any]) -> None:
    app = pilot.app
    await _until(lambda: isinstance(app.focused, CourseList))
    await pilot.press("enter")
    await _until(lambda: isinstance(app.screen, LessonScreen) and app.screen.lesson is not None)
    for _ in range(PAGES):
        await pilot.press("n")
        if panels := list(app.screen.query(DemoPanel)):
            await _watch(pilot, panels[0])
            break
    await pilot.exit(None)


async def _watch(pilot: Pilot[Any], panel: DemoPanel) -> None:
    panel.focus()
    await pilot.press("space")
    await _until(lambda: panel.player.view.frame is not None and panel.player.view.frame.number >= FRAMES)
    await pilot.press("space", "question_mark", "escape")


async def _until(come: Callable[[], bool]) -> None:
    for _ in range(TURNS):
        if come():
            return
        await asyncio.sleep(MOMENT)
