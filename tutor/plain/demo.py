"""A demo as a conversation: predict, set knobs, run it, look at the picture, draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from lessons.kit.demo import Demo, Frame
from lessons.kit.errors import DemoFailed, LessonError, Unreadable
from lessons.kit.knobs import Setting
from tutor.plain.frames import new_painter, print_frame
from tutor.plain.knobs import knob_lines, knob_named, reach, settings_line, sheets, whole_number
from tutor.plain.microscope import WORDS as MICROSCOPE
from tutor.plain.microscope import look_inside
from tutor.plain.predicting import Predicting
from tutor.plain.talk import LEAVING, Destination, Talk, Way, way_of
from tutor.store import Store
from tutor.words import listed

AT_ONCE = 25
"""Frames that one `play` runs, unless it says how many."""
MOST = 100_000
LARGEST_SEED = 2**31
HELP = (
    f"play (or Enter) runs {AT_ONCE} steps and shows the picture; play 200 runs as many as you say; step runs one; "
    "look shows the picture again; microscope shows the computation behind it; restart begins again; seed 7 begins "
    "with another chance; next goes to the next "
    f"page, b to the one before; {LEAVING}"
)


def show_demo(talk: Talk, demo: Demo, lesson: str, store: Store) -> Destination:
    """Stay with a demo until the learner goes on; where to is what it gives back."""
    return _DemoTalk(talk, demo, lesson, store).converse()


class _DemoTalk:
    """One demo on a page: its run, the last frame, and what was predicted."""

    def __init__(self, talk: Talk, demo: Demo, lesson: str, store: Store) -> None:
        self.talk, self.demo = talk, demo
        self.painter, self.run = new_painter(), demo.run()
        self.frame: Frame | None = None
        self.ended = self.played = False
        self.prediction = Predicting(talk, demo, lesson, store)

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
            self.ended = self.ended or isinstance(problem, DemoFailed)
            self.talk.line(str(problem))
            return None

    def _what_enter_does(self) -> str:
        if self.ended:
            return "Enter goes on to the next page"
        return "Enter runs it further" if self.played else "Enter runs it"

    def _take(self, text: str) -> Destination | None:
        """Do what was typed; where it leads, or None to stay."""
        word, _, rest = text.replace("=", " ").partition(" ")
        word, rest = word.casefold(), rest.strip()
        if word in ("next", "n") or (not word and self.ended):
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
        self.run.close()
        self.run = self.demo.run(seed, **settings)
        self.painter.forget()
        self.ended = self.played = False
        self.prediction.begin_again()
        self.talk.line(f"From the beginning, with {settings_line(self.run)}")
        self._first_frame()

    def _first_frame(self) -> None:
        """Go where nothing has been learnt yet, and say how that looks; in full if there is nothing to run."""
        self._advance()
        if self.ended:
            self._show()
        elif self.frame is not None:
            self.talk.line(self.frame.caption)

    def _advance(self) -> bool:
        """Ask for one more frame; whether it makes sense to ask for another."""
        frame = self.run.next()
        self.frame = frame or self.frame
        self.ended = frame is None or frame.finished
        return not self.ended

    def _play(self, frames: int) -> Destination | None:
        """Run so many frames and show the last; where to, if the learner leaves instead."""
        if self.ended:
            self.talk.line("Nothing moves any more. restart begins again; so does turning a knob.")
            return None
        if (way := self.prediction.ask(self.run)) is not None:
            return way
        self.played = True
        for _ in range(frames):
            if not self._advance():
                break
        self._show()
        return None

    def _show(self) -> None:
        if self.frame is None:
            return
        print_frame(self.talk, self.prediction.over(self.frame), self.painter)
        if self.frame.trouble and self.frame.trouble.fix:
            self.talk.line("fix sets the knobs so that it mends, and begins again.")
        self.prediction.settle(self.frame)

    def _turn(self, word: str, value: str) -> None:
        name = knob_named(word, self.demo.controls)
        if name is None:
            known = listed([*self.demo.controls, "play", "step", "restart", "seed", "next"])
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
        self._advance()
        self._show()

    def _inside(self) -> Destination | None:
        """The computation behind the last frame."""
        if self.frame is None or self.frame.inspect is None:
            self.talk.line("There is nothing to look inside of here.")
            return None
        return look_inside(self.talk, self.frame.inspect)

    def _fix(self) -> None:
        trouble = self.frame.trouble if self.frame else None
        if trouble is None or not trouble.fix:
            self.talk.line("Nothing needs to be mended.")
        else:
            self._start(self.run.seed, {**self.run.settings, **trouble.fix})

    def _draw(self, which: str) -> Destination | None:
        """Take a drawing row by row, an empty line ends it early; where to, if the learner leaves instead."""
        drawn = sheets(self.demo.controls)
        name = knob_named(which, drawn) if which else next(iter(drawn), None)
        if name is None:
            self.talk.line("There is nothing to draw on here.")
            return None
        sheet, rows = drawn[name], list[str]()
        self.talk.line(
            f"Draw {sheet.rows} rows of {sheet.columns} signs: # for ink, + for half, . for empty. "
            "An empty line ends it."
        )
        while len(rows) < sheet.rows and (row := self.talk.ask(f"{len(rows) + 1:>2}> ")):
            if (way := way_of(row)) is not None:
                return way
            try:
                sheet.read("\n".join([*rows, row]))
                rows.append(row)
            except Unreadable as problem:
                self.talk.line(f"{problem} This row again, please.")
        self._set(name, sheet.read("\n".join(rows)))
        return None

    def _help(self) -> None:
        self.talk.line(HELP)
        self._list_knobs()

    def _list_knobs(self) -> None:
        for line in knob_lines(self.run):
            self.talk.item("-", line)
