"""The playground: any network of the course on any of its data, live."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from tutor.study.playback.player import Player
from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.play import PLAY_SCREEN
from tutor.tui.demo.play_challenge import ChallengeTask
from tutor.tui.demo.play_panel import PlayPanel
from tutor.tui.keys import take_keys
from tutor.tui.screens.base import TutorScreen
from tutor.tui.startup import PlayStart
from tutor.tui.widgets.newest import is_up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lessons.kit.demo import Demo
    from lessons.kit.knobs import Setting
    from lessons.kit.script import Script
    from tutor.study.playback.view import DemoView


class PlayScreen(TutorScreen):
    """Shows the playground; Esc leads back."""

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("Around the playground",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PLAY_SCREEN)]

    def __init__(self, start: PlayStart | None = None) -> None:
        """Nothing is loaded before it is on the screen."""
        super().__init__()
        self._start = start or PlayStart()
        self._body = Vertical(id="play")
        self.player: Player | None = None
        self._told: Mapping[str, Setting] | None = None

    def compose_body(self) -> ComposeResult:
        """Put the place for the panel on the screen."""
        yield self._body

    def on_mount(self) -> None:
        """Load it off the event loop."""
        self.title_bar.show("The playground", "one moment …")
        self.run_worker(self._load())

    async def _load(self) -> None:
        demo, script = await asyncio.to_thread(self._made)
        if not is_up(self):
            return
        from lessons.kit.scene import alone

        self.player = Player(alone(demo), partial(self.app.run_worker, group="player"), script=script)
        task = ChallengeTask(self._keep_challenge, self._start.challenge)
        await self._body.mount(panel := PlayPanel(self.player, self._tell, task))
        take_keys(panel)

    def _keep_challenge(self, name: str, line: str) -> None:
        """Keep that a challenge was done."""
        from tutor.study.progress.challenges import keep_challenge

        self.app.in_order(keep_challenge, self.app.store, name, line)

    def action_challenges(self) -> None:
        """Pause, and list the challenges."""
        from tutor.tui.screens.challenges import ChallengesScreen

        if (panel := self.panel) is not None:
            panel.player.pause()
            self.app.push_screen(ChallengesScreen(panel))

    def _tell(self, view: DemoView) -> None:
        """Say in the title what runs."""
        if view.settings is not self._told:
            from lessons.playground.settings import PlaygroundSettings

            self._told = view.settings
            self.title_bar.show(PlaygroundSettings.of(view.settings, view.seed).in_short, "u sets it up")

    def _made(self) -> tuple[Demo, Script]:
        """Make the playground and the moment at which it opens, in a thread: this loads the engine."""
        from lessons.kit.script import Script
        from lessons.playground.run import playground

        demo = self._start.demo or playground()
        settings = {**demo.starting_settings(), **(self._start.settings or {})}
        return demo, self._start.script or Script(self._start.seed, settings)

    @property
    def panel(self) -> PlayPanel | None:
        """The panel, once it is there."""
        return next(iter(self.query(PlayPanel)), None)

    def help_groups(self) -> tuple[str, ...]:
        """Name the groups for the help: those of the panel, and what leads away."""
        return (*(self.panel.help_groups() if self.panel is not None else ()), *super().help_groups())

    def on_screen_suspend(self) -> None:
        """Halt the run while another screen lies over this one."""
        super().on_screen_suspend()
        if self.player is not None:
            self.player.pause()

    def action_leave(self) -> None:
        """Go back to the pictures, or to where the learner came from."""
        if self.panel is None or not self.panel.leave_page():
            self.leave()

    def leave(self) -> None:
        """Let the run go, and leave."""
        if self.panel is not None:
            self.panel.release()
        if self.player is not None:
            self.player.close()
        super().leave()
