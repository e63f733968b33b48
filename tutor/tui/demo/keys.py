"""The keys that play a demo: each says to its player what the learner wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll

from tutor.study.playback.player import Player
from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.demo import DEMO, PREDICTION
from tutor.tui.startup import PlayStart

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.inspection import Inspection
    from lessons.kit.lesson import Lesson
    from tutor.tui.host import Host


class DemoKeys(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Has a player of a lesson's demo, and the keys for it."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DEMO), *bindings(PREDICTION)]

    def __init__(self, player: Player, lesson: Lesson | None) -> None:
        super().__init__()
        self.player, self.lesson = player, lesson

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Predicting goes before the first run; mending, after a mishap; looking back, where there is a past."""
        view, prediction = self.player.view, self.player.scene.prediction
        if action == "predict":
            chosen = parameters[0] if parameters else 0
            return view.commitment.is_due and prediction is not None and 0 < int(str(chosen)) <= len(prediction.options)
        if action == "fix":
            return bool(view.trouble and view.trouble.fix)
        if action == "step":
            return view.looks_back or not view.ended
        if action in ("look_back", "look_first"):
            return view.aim > 0
        if action in ("look_ahead", "look_newest"):
            return view.looks_back
        if action == "inspect":
            return self.inspection is not None
        return True

    @property
    def inspection(self) -> Inspection | None:
        """The computation behind what is shown, for the microscope, while nothing plays."""
        view = self.player.view
        return None if view.playing or view.problem or view.frame is None else view.frame.inspect

    def action_inspect(self) -> None:
        """Put the computation behind what is shown under the microscope."""
        if (inspection := self.inspection) is not None:
            self.app.open_microscope(inspection)

    def action_what_if(self) -> None:
        """Pause, and open the playground with what it has of this demo's settings."""
        from lessons.playground.from_demo import carried_over

        self.player.pause()
        view = self.player.view
        settings = carried_over(self.player.demo, view.settings)
        self.app.open_playground(PlayStart(settings=settings, seed=view.seed))

    def action_play(self) -> None:
        """Play, pause, or play again."""
        self.player.play_or_pause()

    def action_step(self) -> None:
        """Go one frame further."""
        self.player.step()

    def action_look_back(self, by: int = 1) -> None:
        """Back by some frames."""
        self.player.look(self.player.view.aim - by)

    def action_look_ahead(self, by: int) -> None:
        """Ahead by some frames, as far as the run has come."""
        self.player.look(self.player.view.aim + by)

    def action_look_first(self) -> None:
        """Go to the run's first frame."""
        self.player.look(0)

    def action_look_newest(self) -> None:
        """To the run's newest frame."""
        self.player.look(self.player.view.newest)

    def action_code(self) -> None:
        """Pause, and show the line that makes this picture again."""
        self.player.pause()
        script, frame = self.player.script, self.player.view.frame
        if script is not None and frame is not None:
            self.app.open_run_code(self.lesson, self.player.demo, script, frame)

    def action_source(self) -> None:
        """Pause, and show the code behind this demo."""
        self.player.pause()
        self.app.open_source(self.player.demo, self.player.view.seed, self.player.view.settings)

    def action_restart(self) -> None:
        """Begin the run again."""
        self.player.restart()

    def action_fix(self) -> None:
        """Set the knobs so that it goes well."""
        self.player.mend()

    def action_speed(self, by: int) -> None:
        """Play faster or slower."""
        self.player.faster(by)

    def action_predict(self, option: int) -> None:
        """Commit to what will happen."""
        self.player.predict(option - 1)

    def action_reseed(self) -> None:
        """The next seed."""
        self.player.reseed(self.player.view.seed + 1)
