"""A demo on the screen: its pictures, its caption in words, its readings, its knobs, and the keys that play it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from tutor.commands import DEMO, PREDICTION, Command, bindings
from tutor.player import Player
from tutor.widgets import demo_words
from tutor.widgets.chart_view import ChartView
from tutor.widgets.entry import Entry
from tutor.widgets.knobs import SEED, Knobs, is_sketch
from tutor.widgets.pad import Pad
from tutor.widgets.prose import Prose
from tutor.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from lessons.kit.knobs import Sketch

ROOMY = 18
"""Rows from which all knobs are shown; below, the chosen one alone."""


class DemoPanel(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Plays one demo."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DEMO), *bindings(PREDICTION)]

    def __init__(self, player: Player) -> None:
        super().__init__()
        self.player = player
        self._run_shown = -1
        sketches = [(name, control) for name, control in player.demo.controls.items() if is_sketch(control)]
        self._sketch: tuple[str, Sketch] | None = sketches[0] if sketches else None

    @property
    def has_sketch(self) -> bool:
        """Whether there is a sheet to draw on."""
        return self._sketch is not None

    def compose(self) -> ComposeResult:
        """From what moves to what is turned."""
        yield TitleBar(id="demo-head")
        with Horizontal(id="stage"):
            yield ChartView()
            if self._sketch is not None:
                yield Pad(self._sketch[1], self.player.settings[self._sketch[0]])  # type: ignore[arg-type]
        yield Static(id="readings", markup=False)
        yield Prose(id="caption", keeps_height=True)
        yield Prose(id="trouble")
        yield Prose(id="prediction")
        yield Knobs(self.player.demo.controls, id="knobs")
        yield Entry(id="entry")

    def on_mount(self) -> None:
        """Show where the demo stands."""
        self.player.watch = self.show
        self.player.open()
        self.show()

    def on_unmount(self) -> None:
        """Nothing plays where nobody looks."""
        self.player.watch = lambda: None
        self.player.pause()

    def on_resize(self, event: events.Resize) -> None:
        """Few rows, fewer knobs."""
        self.set_class(event.size.height < ROOMY, "-close")
        self.query_one(Knobs).show_only_chosen(event.size.height < ROOMY)

    def show(self) -> None:
        """Draw the player as it stands."""
        player, frame = self.player, self.player.frame
        self.query_one(TitleBar).show(player.demo.title, demo_words.state(player))
        if self._run_shown != player.runs:
            self._run_shown = player.runs
            self.query_one(ChartView).forget()
        if frame is not None:
            self.query_one(ChartView).show(frame.charts)
            self.query_one("#readings", Static).update(demo_words.readings(frame.readings), layout=False)
            self.query_one("#caption", Prose).show(frame.caption)
        self._show_words("#trouble", demo_words.trouble(player))
        self._show_words("#prediction", demo_words.prediction(player))
        self.query_one(Knobs).show(player.settings, player.seed)
        self.refresh_bindings()

    def _show_words(self, selector: str, words: str) -> None:
        prose = self.query_one(selector, Prose)
        prose.show(words)
        prose.display = bool(words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Predicting goes before the first run; mending, only after something broke."""
        if action == "predict":
            prediction = self.player.demo.prediction
            chosen = parameters[0] if parameters else 0
            return self.player.undecided and prediction is not None and 0 < int(str(chosen)) <= len(prediction.options)
        if action == "fix":
            return bool(self.player.trouble and self.player.trouble.fix)
        if action == "step":
            return not (self.player.finished or self.player.problem)
        return True

    def word_for(self, command: Command) -> str | None:
        """What the keys do just now."""
        return demo_words.word_for(command, self.player, self.query_one(Knobs).chosen)

    def action_play(self) -> None:
        """Play, pause, or play again."""
        self.player.play_or_pause()

    def action_step(self) -> None:
        """One frame further."""
        self.player.step()

    def action_restart(self) -> None:
        """From the beginning."""
        self.player.restart()

    def action_fix(self) -> None:
        """Set the knobs so that it goes well."""
        self.player.mend()

    def action_speed(self, by: int) -> None:
        """Faster or slower."""
        self.player.faster(by)

    def action_predict(self, option: int) -> None:
        """Commit to what will happen."""
        self.player.predict(option - 1)

    def action_reseed(self) -> None:
        """The next seed."""
        self.player.reseed(self.player.seed + 1)

    def action_select(self, by: int) -> None:
        """Choose a knob."""
        self.query_one(Knobs).choose(by)
        self.refresh_bindings()

    def action_turn(self, clicks: int) -> None:
        """Turn the chosen knob."""
        name = self.query_one(Knobs).chosen
        if name == SEED:
            self.player.reseed(max(0, self.player.seed + clicks))
            return
        control = self.player.demo.controls[name]
        turned = getattr(control, "turned", None)
        if turned is None:
            return
        setting = turned(self.player.settings[name], clicks)
        if setting != self.player.settings[name]:
            self.player.turn(name, setting)

    def action_type_value(self) -> None:
        """Type the chosen knob's value, or draw."""
        name = self.query_one(Knobs).chosen
        if self._sketch is not None and name == self._sketch[0]:
            self.add_class("-drawing")
            self.query_one(Pad).focus()
            return
        self.query_one(Entry).ask(*demo_words.entry(self.player, name))

    def on_entry_typed(self, event: Entry.Typed) -> None:
        """Set the knob, or say why not."""
        from lessons.kit.errors import Unreadable

        name = self.query_one(Knobs).chosen
        try:
            if name == SEED:
                self.player.reseed(demo_words.read_seed(event.text))
            else:
                self.player.turn(name, self.player.demo.controls[name].read(event.text))
        except Unreadable as problem:
            self.query_one(Entry).refuse(str(problem))
        else:
            self._leave()

    def on_entry_left(self) -> None:
        """The knob stays as it was."""
        self._leave()

    def on_pad_drawn(self, event: Pad.Drawn) -> None:
        """Hand the drawing to the run."""
        if self._sketch is not None:
            self.player.turn(self._sketch[0], event.drawing)

    def on_pad_left(self) -> None:
        """Back to the knobs."""
        self._leave()

    def _leave(self) -> None:
        self.remove_class("-drawing")
        self.query_one(Entry).display = False
        self.focus()
