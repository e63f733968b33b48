"""The players of a lesson's scenes: each keeps its run while the learner looks at other pages."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from tutor.study.playback import prediction
from tutor.study.playback.player import Player
from tutor.study.playback.run_log import keep_run

if TYPE_CHECKING:
    from lessons.kit.lesson import Lesson, Page
    from tutor.study.playback.moment import Opening
    from tutor.tui.host import Host


class Players:
    """Makes a player when its scene is first shown.

    Args:
        app: runs the players and writes down what is to be kept.
        lesson: whose scenes they are.
        opening: the moment at which one of them opens, if the learner asked for one.
    """

    def __init__(self, app: Host, lesson: Lesson, opening: Opening | None = None) -> None:
        self._app, self._lesson, self._opening = app, lesson, opening
        self._players: dict[str, Player] = {}

    async def of(self, page: Page) -> Player:
        """The player of a page's scene."""
        scene = self._lesson.scene(page)
        if scene.key not in self._players:
            app, store, lesson_id = self._app, self._app.store, self._lesson.heading.id
            made = None
            if scene.prediction is not None:  # asked of whoever writes, so that what was predicted just now is there
                made = await asyncio.wrap_future(app.in_order(prediction.kept, store, lesson_id, scene))
            self._players.setdefault(
                scene.key,
                Player(
                    scene,
                    partial(app.run_worker, group="player"),  # not the panel's: those end with it
                    commitment=made,
                    keep=lambda now: app.in_order(prediction.keep, store, lesson_id, now),
                    note=lambda tried, frame: app.in_order(keep_run, store, self._lesson, scene.demo, tried, frame),
                    script=self._opening.script if self._opening and self._opening.demo == scene.key else None,
                ),
            )
        return self._players[scene.key]

    def close(self) -> None:
        """Let all runs go."""
        for player in self._players.values():
            player.close()
