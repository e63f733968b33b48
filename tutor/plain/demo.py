"""A demo as a conversation: predict, set knobs, run it, look at the picture, look back, draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from lessons.kit.demo import Demo
from lessons.kit.errors import DemoFailed, LessonError
from lessons.kit.knobs import Setting
from lessons.kit.lesson import Lesson
from lessons.kit.sources import sources
from tutor.plain.frames import new_painter, print_frame
from tutor.plain.knobs import knob_lines, knob_named, reach, settings_line, sheets, whole_number
from tutor.plain.microscope import WORDS as MICROSCOPE
from tutor.plain.microscope import look_inside
from tutor.plain.predicting import Predicting
from tutor.plain.run import PlainRun
from tutor.plain.sheet import ask_for_drawing
from tutor.plain.source import tell_source
from tutor.plain.talk import LEAVING, Destination, Talk, Way, way_of
from tutor.store import Store
from tutor.text.words import listed

AT_ONCE = 25
"""Frames that one `play` runs, unless it says how many."""
MOST = 100_000
LARGEST_SEED = 2**31
HELP = (
    f"play (or Enter) runs {AT_ONCE} steps and shows the picture; play 200 runs as many as you say; step runs one; "
    "look shows the picture again; microscope shows the computation behind it; earlier goes one step back, earlier 10 "
    "ten, later 10 ten ahead; first and newest go to the run's ends; restart begins again; seed 7 begins with another "
    "chance; code prints the command that makes this very picture again; source shows the code behind it; next goes to "
    f"the next page, b to the one before; {LEAVING}"
)


def show_demo(talk: Talk, demo: Demo, lesson: Lesson, store: Store) -> Destination:
    """Stay with a demo until the learner goes on; where to is what it gives back."""
    conversation = _DemoTalk(talk, demo, lesson, store)
    try:
        return conversation.converse()
    finally:
        conversation.leave_run()


class _DemoTalk:
    """One demo on a page: its run and its past, and what was predicted."""

    def __init__(self, talk: Talk, demo: Demo, lesson: Lesson, store: Store) -> None:
        self.talk, self.demo, self.lesson, self.store = talk, demo, lesson, store
        self.painter = new_painter()
        self.run = PlainRun(demo, lesson, 0, demo.starting_settings())
        self.played = False
        self.prediction = Predicting(talk, demo, lesson.heading.id, store)

    def converse(self) -> Destination:
        self.talk.line(f"Demo: {self.demo.title}.")
        self._list_knobs()
        self.prediction.recall()
        self._guarded(self._first_frame)
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
            self.run.ended = self.run.ended or isinstance(problem, DemoFailed)
            self.talk.line(str(problem))
            return None

    def _what_enter_does(self) -> str:
        if self.run.ended:
            return "Enter goes on to the next page"
        return "Enter runs it further" if self.played else "Enter runs it"

    def _take(self, text: str) -> Destination | None:
        """Do what was typed; where it leads, or None to stay."""
        word, _, rest = text.replace("=", " ").partition(" ")
        word, rest = word.casefold(), rest.strip()
        if word in ("next", "n") or (not word and self.run.ended):
            return Way.ON
        if (way := way_of(text)) is not None:
            return way
        if word in ("", "play", "step"):
            return self._play(whole_number(rest, 1 if word == "step" else AT_ONCE, MOST))
        if word == "draw":
            return self._draw(rest)
        if word in MICROSCOPE and word not in self.demo.controls:
            return self._inside()
        commands: dict[str, Callable[[str], None]] = {
            "restart": lambda _: self._start(self.run.seed, self.run.settings),
            "seed": lambda seed: self._start(whole_number(seed, 0, LARGEST_SEED), self.run.settings),
            "look": lambda _: self._show(),
            "earlier": lambda by: self._look(-whole_number(by, 1, MOST)),
            "later": lambda by: self._look(whole_number(by, 1, MOST)),
            "first": lambda _: self._look(-MOST),
            "newest": lambda _: self._look(MOST),
            "code": lambda _: self.talk.verbatim(self.run.code()),
            "source": self._source,
            "fix": lambda _: self._fix(),
            "?": lambda _: self._help(),
            "help": lambda _: self._help(),
        }
        if word in commands:
            commands[word](rest)
        else:
            self._turn(word, rest)
        return None

    def _start(self, seed: int, settings: Mapping[str, Setting]) -> None:
        self.leave_run()
        self.run = PlainRun(self.demo, self.lesson, seed, settings)
        self.painter.forget()
        self.played = False
        self.prediction.begin_again()
        self.talk.line(f"From the beginning, with {settings_line(self.demo, settings, seed)}")
        self._first_frame()

    def leave_run(self) -> None:
        """Keep what was tried, and let the run go."""
        if trouble := self.run.leave(self.store):
            self.talk.line(trouble)

    def _first_frame(self) -> None:
        """Go where nothing has been learnt yet, and say how that looks; in full if there is nothing to run."""
        self.run.advance()
        if self.run.ended:
            self._show()
        elif self.run.frame is not None:
            self.talk.line(self.run.frame.caption)

    def _play(self, frames: int) -> Destination | None:
        """Run some frames and show the last; where to, if the learner leaves instead."""
        if self.run.ended:
            self.talk.line("Nothing moves any more. restart begins again; so does turning a knob.")
            return None
        if (way := self.prediction.ask(self.run.seed, self.run.settings)) is not None:
            return way
        self.played = True
        self.run.play(frames)
        self._show()
        return None

    def _look(self, by: int) -> None:
        """Look at another frame of the run, `by` frames ahead, or back if negative."""
        where = self.run.look(by)
        self._show()
        self.talk.line(where)

    def _source(self, which: str) -> None:
        """Write the code behind the demo: its own, and a list of the files to choose from."""
        tell_source(self.talk, sources(self.demo, self.run.seed, self.run.settings), which)

    def _show(self) -> None:
        if self.run.frame is None:
            return
        print_frame(self.talk, self.prediction.over(self.run.frame), self.painter)
        if self.run.frame.trouble and self.run.frame.trouble.fix:
            self.talk.line("fix sets the knobs so that it mends, and begins again.")
        self.prediction.settle(self.run.frame)

    def _turn(self, word: str, value: str) -> None:
        name = knob_named(word, self.demo.controls)
        if name is None:
            known = listed([*self.demo.controls, "play", "step", "earlier", "restart", "seed", "code", "next"])
            self.talk.line(f"“{word[:40]}” is not known here. There is {known}; ? explains them.")
            return
        control = self.demo.controls[name]
        if value:
            self._set(name, control.read(value))
        else:
            self.talk.line(f"{name} stands at {control.shown(self.run.settings[name])}; {reach(control)}.")

    def _set(self, name: str, setting: Setting) -> None:
        """Hand a live knob's setting to the run; for any other begin again, with the same seed."""
        if not self.demo.controls[name].live:
            self._start(self.run.seed, {**self.run.settings, name: setting})
            return
        self.run.turn(name, setting)
        self._show()

    def _inside(self) -> Destination | None:
        """Look inside the computation behind the last frame."""
        if self.run.frame is None or self.run.frame.inspect is None:
            self.talk.line("There is nothing to look inside of here.")
            return None
        return look_inside(self.talk, self.run.frame.inspect)

    def _fix(self) -> None:
        trouble = self.run.frame.trouble if self.run.frame else None
        if trouble is None or not trouble.fix:
            self.talk.line("Nothing needs to be mended.")
        else:
            self._start(self.run.seed, {**self.run.settings, **trouble.fix})

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
        self._set(name, drawing)
        return None

    def _help(self) -> None:
        self.talk.line(HELP)
        self._list_knobs()

    def _list_knobs(self) -> None:
        for line in knob_lines(self.demo, self.run.settings):
            self.talk.item("-", line)
