"""What is done with a run of the playground: kept, saved, held against a challenge, taken along as a program."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tutor.study.playback.player import Player
from tutor.study.playback.shelf import PLACES, Shelf
from tutor.study.playback.view import DemoView
from tutor.tui.demo.panel import DemoPanel
from tutor.tui.demo.play_challenge import ChallengeTask

if TYPE_CHECKING:
    from lessons.playground.challenges.challenge import Challenge
    from lessons.playground.challenges.claims import ClaimAnswer
    from lessons.playground.compare import KeptRun
    from lessons.playground.frame import PlaygroundFrame

FILE = "file"
"""What is typed when weights are saved."""


class PlayDeeds(DemoPanel):
    """Has a run of the playground, and the keys for what is done with it, whichever page is up.

    Attributes:
        shelf: the runs that were kept.
        challenge: the challenge that is taken up, if one is.
    """

    def __init__(self, player: Player, tell: Callable[[DemoView], None], task: ChallengeTask | None = None) -> None:
        super().__init__(player, None, tell)
        self.shelf = Shelf()
        self.challenge = task or ChallengeTask()

    def leave_page(self) -> bool:
        """Go back to the pictures; False if they are there already."""
        raise NotImplementedError

    @property
    def frame(self) -> PlaygroundFrame | None:
        """The frame that is looked at, if it has a network behind it."""
        from lessons.playground.frame import PlaygroundFrame

        frame = self.player.view.frame
        return frame if isinstance(frame, PlaygroundFrame) else None

    def _line(self) -> str:
        """Return what to type to see this very frame again, with all that was turned on the way."""
        from lessons.kit.run_code import code_of

        script = self.player.script
        return code_of(None, self.player.demo, script) if script is not None else ""

    def action_stride(self) -> None:
        """Have a frame go ever further, an update, an epoch."""
        control = self.player.demo.controls["stride"]
        now = str(self.player.view.settings["stride"])
        options = getattr(control, "options", (now,))
        self.player.turn("stride", options[(options.index(now) + 1) % len(options)])

    def action_keep(self) -> None:
        """Keep this run as it stands, unless there is no place for it."""
        if (run := self._kept_now()) is not None and not self.shelf.keep(run):
            self.app.say(f"{PLACES} runs are kept already. z lets the one go that was kept last.")
        self._kept_have_changed()

    def action_drop(self) -> None:
        """Let the run go that was kept last, or bring it back."""
        self.shelf.let_go_or_bring_back()
        self._kept_have_changed()

    def _kept_now(self) -> KeptRun | None:
        """Return what is kept of the run as it stands; None before its first frame."""
        from lessons.playground.compare import kept_run

        return None if (frame := self.frame) is None else kept_run(frame)

    def _kept_have_changed(self) -> None:
        self.show()
        self.refresh_bindings()

    def action_save(self) -> None:
        """Type the name of a file for the weights."""
        from tutor.study.playback.weights import suggested_name

        if (frame := self.frame) is not None:
            self.player.pause()
            self._typed = FILE
            self._entry.ask("A new file for these weights", suggested_name(frame.moment))

    def _save(self, name: str) -> None:
        """Write the file off the event loop, and say what came of it."""
        from tutor.study.playback.weights import outcome_of_saving

        if (frame := self.frame) is not None:
            saving = self.app.in_order(outcome_of_saving, name, frame.moment)
            saving.add_done_callback(lambda done: self.app.say(done.result()))

    def begin(self, challenge: Challenge) -> None:
        """Set the playground as a challenge says, before its first update; runs that were kept stay."""
        self.challenge.take_up(challenge.name)
        self.leave_page()
        self.player.start_with(challenge.settings(), 0, playing=False)

    def show_way(self, challenge: Challenge, answer: ClaimAnswer) -> None:
        """Run what does a challenge; the run that was there is kept, so that nothing is lost."""
        if answer.way is not None:
            now = self._kept_now()
            self.shelf.make_room_for([*([] if now is None else [now]), *answer.kept])
            self.challenge.show(challenge.name, answer.told)
            self.leave_page()
            self.player.start_with(answer.way, 0, playing=True)

    def action_program(self) -> None:
        """Pause, and show this run as a whole program."""
        self.player.pause()
        if (frame := self.frame) is not None and (script := self.player.script) is not None:
            self.app.open_program(frame.moment.bench, script)

    def action_explain(self) -> None:
        """Open the lesson that explains what went wrong."""
        trouble = self.player.view.trouble
        if trouble is not None and trouble.lesson:
            self.player.pause()
            self.app.open_lesson(trouble.lesson)
