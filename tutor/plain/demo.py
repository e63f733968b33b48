"""A demo as a conversation: predict, set knobs, run it, look at the picture, look back, draw."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lessons.kit.errors import LessonError
from lessons.kit.lesson import Lesson, Page
from lessons.kit.sources import sources
from tutor.plain.knobs import knob_lines, knob_named, reach, sheets, whole_number
from tutor.plain.longer_text import tell_longer_text
from tutor.plain.microscope import WORDS as MICROSCOPE
from tutor.plain.microscope import look_inside
from tutor.plain.player import PlainPlayer
from tutor.plain.sheet import ask_for_drawing
from tutor.plain.source import tell_source
from tutor.plain.talk import LEAVING, Destination, Talk, Way, way_of
from tutor.store import Store
from tutor.text.seeds import read_seed
from tutor.text.words import listed

AT_ONCE = 25
"""Frames that one `play` runs, unless it says how many."""
MOST = 100_000
MOST_SHOWN = 1_000
"""Frames that a run goes on for by itself after a prediction, if it does not end before."""
HELP = (
    f"play (or Enter) runs {AT_ONCE} steps and shows the picture; play 200 runs as many as you say; step runs one; "
    "look shows the picture again; microscope shows the computation behind it; earlier goes one step back, earlier 10 "
    "ten, later 10 ten ahead; first and newest go to the run's ends; restart begins again; seed 7 begins with another "
    "chance; why tells what the run is to show; text prints the whole text of the lesson; code prints the command that "
    "makes this very picture again; source shows the code behind it; next goes to "
    f"the next page, b to the one before; {LEAVING}"
)


def show_scene(talk: Talk, lesson: Lesson, page: Page, store: Store) -> Destination:
    """Stay with a scene until the learner goes on; where to is what it gives back."""
    player = PlainPlayer(talk, lesson, page, store)
    try:
        return _DemoTalk(talk, player, lesson).converse()
    finally:
        player.close()


class _DemoTalk:
    """A conversation about one scene: what is typed, and which deed that is."""

    def __init__(self, talk: Talk, player: PlainPlayer, lesson: Lesson) -> None:
        self.talk, self.player, self.lesson, self.demo = talk, player, lesson, player.scene.demo

    def converse(self) -> Destination:
        self.talk.line(f"Demo: {self.demo.title}.")
        self._list_knobs()
        self.player.open()
        while True:
            text = self.talk.ask(f"{self._what_enter_does()}, ? helps > ").strip()
            way = self._guarded(partial(self._take, text))
            if way is not None:
                return way

    def _guarded(self, work: Callable[[], Destination | None]) -> Destination | None:
        """Do something of which the lesson, or the reader, may have got something wrong; then say so and stay."""
        try:
            return work()
        except LessonError as problem:
            self.talk.line(str(problem))
            return None

    def _what_enter_does(self) -> str:
        if self.player.view.ended:
            return "Enter goes on to the next page"
        if self.player.view.commitment.is_due:
            return "A number predicts and runs it, Enter runs it"
        return "Enter runs it further" if self.player.played else "Enter runs it"

    def _take(self, text: str) -> Destination | None:
        """Do what was typed; where it leads, or None to stay."""
        word, _, rest = text.replace("=", " ").partition(" ")
        word, rest = word.casefold(), rest.strip()
        if word in ("next", "n") or (not word and self.player.view.ended):
            return None if self.player.tell() else Way.ON
        if text.isdecimal() and self.player.view.commitment.is_due:
            return self.player.predict_and_run(text, MOST_SHOWN)
        if (way := way_of(text)) is not None:
            return way
        if word in ("", "play", "step"):
            return self.player.play(whole_number(rest, 1 if word == "step" else AT_ONCE, MOST))
        if word == "draw":
            return self._draw(rest)
        if word in MICROSCOPE and word not in self.demo.controls:
            return self._inside()
        commands: dict[str, Callable[[str], None]] = {
            "restart": lambda _: self.player.begin(self.player.timeline.seed),
            "seed": lambda seed: self.player.begin(read_seed(seed) if seed else 0),
            "look": lambda _: self.player.show(),
            "earlier": lambda by: self.player.look(-whole_number(by, 1, MOST)),
            "later": lambda by: self.player.look(whole_number(by, 1, MOST)),
            "first": lambda _: self.player.look(-MOST),
            "newest": lambda _: self.player.look(MOST),
            "code": lambda _: self.player.code(),
            "source": self._source,
            "fix": lambda _: self.player.fix(),
            "why": lambda _: self._why(),
            "text": lambda _: tell_longer_text(self.talk, self.lesson),
            "?": lambda _: self._help(),
            "help": lambda _: self._help(),
        }
        if word in commands:
            commands[word](rest)
        else:
            self._turn(word, rest)
        return None

    def _why(self) -> None:
        """Tell the words after the run, also before it is over."""
        if not self.player.tell(again=True):
            self.talk.line("There is nothing to tell here beyond the picture.")

    def _source(self, which: str) -> None:
        """The code behind the demo: its own, and a list of the files to choose from."""
        tell_source(self.talk, sources(self.demo, self.player.timeline.seed, self.player.timeline.settings), which)

    def _turn(self, word: str, value: str) -> None:
        name = knob_named(word, self.demo.controls)
        if name is None:
            known = listed([*self.demo.controls, "play", "step", "earlier", "restart", "seed", "code", "next"])
            self.talk.line(f"“{word[:40]}” is not known here. There is {known}; ? explains them.")
            return
        control = self.demo.controls[name]
        if value:
            self.player.set(name, control.read(value))
        else:
            self.talk.line(f"{name} stands at {control.shown(self.player.timeline.settings[name])}; {reach(control)}.")

    def _inside(self) -> Destination | None:
        """The computation behind the last frame."""
        frame = self.player.view.frame
        if frame is None or frame.inspect is None:
            self.talk.line("There is nothing to look inside of here.")
            return None
        return look_inside(self.talk, frame.inspect)

    def _draw(self, which: str) -> Destination | None:
        """Take a drawing; where to, if the learner leaves instead."""
        drawn = sheets(self.demo.controls)
        name = knob_named(which, drawn) if which else next(iter(drawn), None)
        if name is None:
            self.talk.line("There is nothing to draw on here.")
            return None
        drawing = ask_for_drawing(self.talk, drawn[name])
        if isinstance(drawing, Way | int):
            return drawing
        self.player.set(name, drawing)
        return None

    def _help(self) -> None:
        self.talk.line(HELP)
        self._list_knobs()

    def _list_knobs(self) -> None:
        for line in knob_lines(self.demo, self.player.timeline.settings):
            self.talk.item("-", line)
