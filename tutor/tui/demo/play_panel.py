"""The playground on the screen: a demo's panel with pages for its settings, its units, its layers and kept runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from tutor.study.playback.player import Player
from tutor.study.playback.view import DemoView
from tutor.text.served import is_served
from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.play import PLAY
from tutor.tui.demo import words as demo_words
from tutor.tui.demo.play_challenge import ChallengeTask
from tutor.tui.demo.play_deeds import FILE, PlayDeeds
from tutor.tui.demo.play_pages import PlayPage, UnitCursor, charts_on, link_name, words_on

if TYPE_CHECKING:
    from lessons.kit.charts import Chart
    from lessons.kit.demo import Frame
    from lessons.playground.frame import PlaygroundFrame

STOP = "stop"
"""The setting that says where a run pauses by itself."""


class PlayPanel(PlayDeeds):
    """Plays the playground, a page at a time.

    Attributes:
        page: which is on the screen.
        cursor: the unit that is looked at.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PLAY)]

    def __init__(self, player: Player, tell: Callable[[DemoView], None], task: ChallengeTask | None = None) -> None:
        super().__init__(player, tell, task)
        self.page: PlayPage = "watch"
        self.cursor = UnitCursor()
        self._drawn: tuple[object, ...] = ()
        self._charts: tuple[Chart, ...] = ()

    def help_groups(self) -> tuple[str, ...]:
        """Name the groups for the help."""
        return ("The playground", *super().help_groups())

    def _pictures(self, frame: Frame) -> tuple[Chart, ...]:
        """Return the charts of the page; made once for as long as nothing of it changes."""
        rows = self.size.height
        key = (id(frame), self.page, self.cursor, self.shelf.runs, rows)
        if (shown := self.frame) is None or self.page in ("watch", "set"):
            self._drawn = ()
            return frame.charts
        if key != self._drawn:
            self._drawn, self._charts = key, charts_on(self.page, shown, self.cursor, self.shelf.runs, rows=rows)
        return self._charts

    def _show_words(self, view: DemoView) -> None:
        """Show the trouble, and what the page says."""
        super()._show_words(view)
        told = ""
        if (frame := self.frame) is not None:
            self._keep_cursor(frame)
            told = words_on(self.page, frame, self.cursor, self.shelf.runs, self._knobs.chosen)
            if self.page == "watch":
                told = f"{self.challenge.words(frame, self.shelf.runs, self._line)} {told}".strip()
        troubled = demo_words.trouble(view)
        if troubled and view.trouble is not None and view.trouble.lesson:
            self._trouble.show(f"{troubled} **x** opens the lesson that explains it.")
        self._trouble.display = bool(troubled) and self.page in ("watch", "layers")
        self._prediction.show(told)
        self._prediction.display = bool(told)
        self.set_class(bool(self.challenge.name), "-challenged")

    def _keep_cursor(self, frame: PlaygroundFrame) -> None:
        """Keep the cursor within the network, which may be another by now."""
        self.cursor = self.cursor.within(frame.moment)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what has a meaning on the page that is up."""
        if action == "what_if":
            return False
        if action == "link":
            return self.page == "units" and self.frame is not None
        if action == "explain":
            return bool(self.player.view.trouble and self.player.view.trouble.lesson)
        if action in ("keep", "stride", "type_stop", "program"):
            return self.frame is not None
        if action == "save":
            return self.frame is not None and not is_served()
        if action == "drop":
            return bool(self.shelf.runs) or self.shelf.dropped is not None
        if action in ("select", "turn", "type_value") and self.page not in ("set", "units"):
            return False
        return super().check_action(action, parameters)

    def word_for(self, command: Command) -> str | None:
        """Return the word for a key, as things stand."""
        if command.id in ("play.set", "play.units", "play.layers", "play.compare"):
            here = {"play.set": "set", "play.units": "units", "play.layers": "layers", "play.compare": "compare"}
            return "pictures" if here[command.id] == self.page else command.word
        if self.page == "units" and command.id in ("demo.knob", "demo.turn", "demo.type"):
            return {"demo.knob": "unit", "demo.turn": "layer", "demo.type": "type weight"}[command.id]
        return super().word_for(command)

    def action_page(self, page: PlayPage) -> None:
        """Turn to a page, or back to the pictures from it."""
        self._entry.close()
        self.page = "watch" if self.page == page else page
        self.set_class(self.page == "set", "-setting")
        self.set_class(self.page in ("units", "layers", "compare"), "-close-up")
        self._chart.forget()
        self._chart.rearrange()
        self.call_after_refresh(self.show)
        self.refresh_bindings()

    def leave_page(self) -> bool:
        """Go back to the pictures; False if they are there already."""
        if self.page == "watch":
            return False
        self.action_page(self.page)
        return True

    def action_select(self, by: int) -> None:
        """Choose a setting, or a unit."""
        if self.page == "units":
            self._move(0, by)
        else:
            super().action_select(by)
            self.show()

    def action_turn(self, clicks: int) -> None:
        """Turn the chosen setting, or go to another layer."""
        if self.page == "units":
            self._move(clicks, 0)
        else:
            super().action_turn(clicks)

    def _move(self, layers: int, units: int) -> None:
        frame = self.frame
        if frame is not None:
            self.cursor = self.cursor.moved(frame.moment, layers, units)
            self.show()

    def action_link(self, by: int) -> None:
        """Point at another weight of the unit."""
        frame = self.frame
        if frame is not None:
            self.cursor = self.cursor.next_link(frame.moment, by)
            self.show()

    def action_type_value(self) -> None:
        """Type the chosen setting, or a number for the weight that is pointed at."""
        frame = self.frame
        if self.page != "units" or frame is None:
            super().action_type_value()
            return
        from lessons.playground.unit_view import unit_view

        self.player.pause()
        seen = unit_view(frame.moment, self.cursor.layer, self.cursor.unit)
        self._typed = link_name(self.cursor, seen)
        self._entry.ask(f"{self._typed}, a number", f"{float(seen.weights[self.cursor.link]):.6g}")

    def action_type_stop(self) -> None:
        """Type where the run is to pause by itself."""
        self._typed = STOP
        self._entry.ask(*demo_words.entry(self.player.view, STOP))

    def _take(self, text: str) -> str:
        """Set what was asked for, or give the reason why not."""
        if self._typed == FILE:
            self._save(text)
            return ""
        if "[" not in self._typed:
            return super()._take(text)
        from lessons.kit.errors import Unreadable
        from lessons.kit.replies import read_number

        try:
            edit = self.player.demo.controls["edit"].read(f"{self._typed}={read_number(text)!r}")
        except Unreadable as problem:
            return str(problem)
        self.player.turn("edit", edit)
        return ""
