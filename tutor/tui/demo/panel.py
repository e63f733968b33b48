"""A demo on the screen: its pictures, its caption in words, its readings, its knobs, and the keys that play it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tutor.study.playback.player import Player
from tutor.study.playback.view import DemoView
from tutor.text.seeds import read_seed
from tutor.tui.bindings.command import Command
from tutor.tui.demo import words as demo_words
from tutor.tui.demo.figures import ReadingRows
from tutor.tui.demo.keys import DemoKeys
from tutor.tui.demo.knobs import SEED, Knobs
from tutor.tui.demo.motion import Shutter
from tutor.tui.demo.pad import Pad
from tutor.tui.keys import take_keys
from tutor.tui.widgets.chart_view import ChartView
from tutor.tui.widgets.entry import Entry
from tutor.tui.widgets.prose import Prose
from tutor.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from lessons.kit.charts import Chart
    from lessons.kit.demo import Frame
    from lessons.kit.knobs import Sketch
    from lessons.kit.lesson import Lesson
    from tutor.tui.host import Host

ROOMY = 18
"""Rows from which all knobs are shown; below, the chosen one alone."""


PAD_FITS = 100
"""Columns from which the sheet to draw on is always there, not just while it is drawn on."""
SPACIOUS = 30
"""Rows from which figures and caption stay while a prediction is asked for."""


class DemoPanel(DemoKeys):
    """Plays one demo."""

    app: Host

    def __init__(self, player: Player, lesson: Lesson | None, tell: Callable[[DemoView], None]) -> None:
        """Nothing runs before it is mounted.

        Args:
            player: of the demo.
            lesson: whose demo it is, None if it belongs to none.
            tell: is told how the demo stands, whenever that is drawn.
        """
        super().__init__(player, lesson)
        self._tell = tell
        self._run_shown = -1
        self.shutter = Shutter()
        self._state_shown: tuple[object, ...] = ()
        self._typed = SEED  # the knob whose value is being typed
        self._head, self._chart, self._knobs = TitleBar(id="demo-head"), ChartView(), Knobs(player.demo.controls)
        self._readings, self._caption = ReadingRows(), Prose(id="caption", keeps_height=True)
        self._trouble, self._prediction, self._entry = (
            Prose(id="trouble"),
            Prose(id="prediction"),
            Entry(self._take, self._leave),
        )
        sketches = ((name, c) for name, c in player.demo.controls.items() if c.kind == "sketch")
        self._sketch: tuple[str, Sketch] | None = next(sketches, None)
        self._pad: Pad | None = None
        if self._sketch is not None:
            name, sheet = self._sketch
            self._pad = Pad(sheet, player.view.settings[name], self._leave)  # type: ignore[arg-type]

    def help_groups(self) -> tuple[str, ...]:
        """Name the groups for the help: what is being typed before all else, and only what this demo has."""
        typing, drawing = "Typing a knob's value", "Drawing"
        under_way = {typing: self._entry.typing, drawing: self.has_class("-drawing")}
        groups = ["A demo"]
        groups += [drawing] if self._sketch is not None else []
        groups += ["A prediction"] if self.player.scene.prediction is not None else []
        return tuple(sorted([*groups, typing], key=lambda group: not under_way.get(group, False)))

    def compose(self) -> ComposeResult:
        """Put the widgets in order, from what moves to what is turned."""
        yield self._head
        with Horizontal(id="stage"):
            yield self._chart
            if self._pad is not None:
                yield self._pad
        yield self._readings
        yield self._caption
        yield self._trouble
        yield self._prediction
        with Vertical(id="controls"):
            yield self._knobs
            yield self._entry

    def on_mount(self) -> None:
        """Show where the demo stands."""
        self.player.onlooker = self
        self.player.open()
        self.show()

    def release(self) -> None:
        """Let the player go, before this panel is taken down: nothing plays where nobody looks."""
        self.player.onlooker = None
        self.player.pause()

    def on_unmount(self) -> None:
        """Taken down."""
        self.release()

    def on_resize(self, event: events.Resize) -> None:
        """Show fewer knobs where there are few rows."""
        self.set_class(event.size.height < ROOMY, "-close")
        self.set_class(event.size.height < SPACIOUS, "-snug")
        self.set_class(event.size.width >= PAD_FITS, "-roomy")
        self._knobs.show_only_chosen(event.size.height < ROOMY)
        self._chart.rearrange()
        self.call_after_refresh(self.show)

    def show_animated(self) -> None:
        """Show the next frame as far as motion is wanted, and not before the terminal has taken the one before.

        The newest one is shown by then; those in between are trained, but not drawn.
        """
        glimpse = self.shutter.glimpse(self.app.motion)
        if glimpse == "figures" and self.is_attached:
            self._show_figures(self.player.view)
        elif glimpse == "picture":
            self.app.pace.draw_newest(partial(self.call_next, self.show))

    def show(self) -> None:
        """Draw the player as it stands."""
        if not self.is_attached:
            return
        self.shutter.shown()
        view = self.player.view
        self._show_picture(view)
        self._show_words(view)
        self._show_figures(view)
        self._tell(view)
        self._knobs.show(view.settings, view.seed)
        self._show_drawing(view)
        self._refresh_keys(view)

    def _show_picture(self, view: DemoView) -> None:
        """The charts and what they show in words; another run has other axes."""
        if self._run_shown != view.run:
            self._run_shown = view.run
            self._chart.forget()
        if (frame := view.pictured) is not None:
            self._chart.show(self._pictures(frame))
            self._caption.show(frame.caption)

    def _pictures(self, frame: Frame) -> tuple[Chart, ...]:
        """Return the charts to show of a frame."""
        return frame.charts

    def _show_words(self, view: DemoView) -> None:
        """Show the trouble and the prediction, if any."""
        asked = demo_words.prediction(view, in_a_row=self.has_class("-close"))
        pairs = ((self._trouble, demo_words.trouble(view)), (self._prediction, asked))
        for prose, words in pairs:
            prose.show(words)
            prose.display = bool(words)
        self.set_class(view.commitment.is_due, "-asking")
        self.set_class(bool(view.trouble or view.problem), "-troubled")

    def _show_drawing(self, view: DemoView) -> None:
        """The sheet as it was at this frame; while the learner draws, it is ahead of the run."""
        if self._sketch is not None and self._pad is not None:
            drawing = view.settings[self._sketch[0]]
            if not self._pad.has_focus and self._pad.drawing is not drawing:
                self._pad.show(drawing)  # type: ignore[arg-type]

    def _show_figures(self, view: DemoView) -> None:
        """The state and the readings."""
        self._head.show(view.demo.title, demo_words.state(view, unseen=self.app.motion == "off"))
        if view.frame is not None:
            self._readings.show(view.frame.readings, demo_words.before(view) if self.size.height >= ROOMY else {})

    def _refresh_keys(self, view: DemoView) -> None:
        """Tell the key bar, if what the keys do has changed; at fifteen frames a second that matters."""
        here = (view.aim > 0, view.looks_back, self.inspection is None)
        state = (view.playing, view.finished, view.problem, view.commitment.is_due, view.trouble is None, *here)
        if state != self._state_shown:
            self._state_shown = state
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no knob be chosen while one is typed."""
        return not self._entry.typing if action == "select" else super().check_action(action, parameters)

    def word_for(self, command: Command) -> str | None:
        """Return the word for a key, as things stand."""
        return demo_words.word_for(command, self.player.view, self._knobs.chosen)

    def action_select(self, by: int) -> None:
        """Choose a knob; what was left half typed for another is left."""
        self._entry.close()
        self._knobs.choose(by)
        self.refresh_bindings()

    def action_turn(self, clicks: int) -> None:
        """Turn the chosen knob."""
        name = self._knobs.chosen
        if name == SEED:
            self.player.reseed(self.player.view.seed + clicks)
            return
        control = self.player.demo.controls[name]
        turned = getattr(control, "turned", None)
        if turned is None:
            return
        now = self.player.view.settings[name]
        if (setting := turned(now, clicks)) != now:
            self.player.turn(name, setting)

    def action_type_value(self) -> None:
        """Type the chosen knob's value, or draw."""
        name = self._knobs.chosen
        if self._sketch is not None and self._pad is not None and name == self._sketch[0]:
            self.add_class("-drawing")
            take_keys(self._pad)
            return
        self._typed = name
        self._entry.ask(*demo_words.entry(self.player.view, name), prose=self._kind_of(name) == "text")

    def _kind_of(self, name: str) -> str:
        control = self.player.demo.controls.get(name)
        return control.kind if control is not None else SEED

    def on_knobs_picked(self) -> None:
        """A knob was clicked; a sheet is drawn on, and words are typed, at once."""
        self._entry.close()
        take_keys(self)
        if self._kind_of(self._knobs.chosen) in ("sketch", "text"):
            self.action_type_value()
        self.refresh_bindings()

    def _take(self, text: str) -> str:
        """Set the knob that was asked for, wherever the pointer is by now, or give the reason why not."""
        from lessons.kit.errors import Unreadable

        name = self._typed
        try:
            if name == SEED:
                self.player.reseed(read_seed(text))
            else:
                self.player.turn(name, self.player.demo.controls[name].read(text))
        except Unreadable as problem:
            return str(problem)
        return ""

    def on_pad_drawn(self, event: Pad.Drawn) -> None:
        """Hand the drawing to the run."""
        if self._sketch is not None:
            self.player.turn(self._sketch[0], event.drawing)

    def _leave(self) -> None:
        """Give the keys back to the knobs."""
        self.remove_class("-drawing")
        take_keys(self)
