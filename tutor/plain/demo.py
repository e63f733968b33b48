"""A scene as a conversation: its picture in words, the question, the run, and the words that belong after it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from lessons.kit.demo import Demo
from lessons.kit.errors import LessonError, Unreadable
from lessons.kit.lesson import Lesson, Page
from lessons.kit.options import read_option
from lessons.kit.sources import sources
from tutor.plain.knobs import knob_lines, knob_named, reach, sheets, whole_number
from tutor.plain.microscope import WORDS as MICROSCOPE
from tutor.plain.microscope import look_inside
from tutor.plain.player import TO_THE_END, PlainPlayer
from tutor.plain.sheet import ask_for_drawing
from tutor.plain.talk import Destination, Talk, Way, way_of
from tutor.store import Store
from tutor.text.seeds import read_seed
from tutor.text.words import listed

MOST = 100_000
HELP = (
    "The number of an option predicts it and runs; play (or Enter) runs to the end and shows the last picture; "
    "play 200 runs as many steps as you say; step runs one; why tells what a run is to show, before it or again; "
    "look shows the picture; microscope shows the computation behind it; earlier goes one step back, earlier 10 "
    "ten, later 10 ten ahead; first and newest go to the run's ends; restart begins again; seed 7 begins with another "
    "chance; code prints the command that makes this very picture again; whatif the one that opens the playground with "
    "these settings; source shows the code behind it; next tells "
    "what a run is to show, and then goes to the next page; b goes to the one before; "
)


def show_demo(talk: Talk, lesson: Lesson, page: Page, store: Store) -> Destination:
    """Stay with a page's demo until the learner goes on; where to is what it gives back."""
    scene = lesson.scene(page)
    player = PlainPlayer(talk, scene, lesson, store, page.after)
    try:
        return DemoTalk(talk, player, scene.demo).converse(page.before)
    finally:
        player.close()


class DemoTalk:
    """A conversation about one demo on a page: what is typed, and which deed that is."""

    def __init__(self, talk: Talk, player: PlainPlayer, demo: Demo) -> None:
        self.talk, self.player, self.demo = talk, player, demo
        self._leads_on = False

    def converse(self, before: str) -> Destination:
        """Show how it begins, say what belongs before the run, ask, and do what is typed.

        Args:
            before: Markdown that belongs before the run.
        """
        self.talk.line(f"Demo: {self.demo.title}.")
        self.player.open()
        self._list_knobs()
        self.talk.line("")
        self.talk.prose(before)
        self.player.ask()
        while True:
            self.player.tell_if_over()
            self._tell_where_it_leads()
            text = self.talk.ask(f"{self._what_to_type()}, ? helps > ").strip()
            way = self._guarded(partial(self._take, text))
            if way is not None:
                return way

    def _tell_where_it_leads(self) -> None:
        """At the end of the first run, give the line that opens the playground with these settings."""
        if self._leads_on or not self.player.view.ended or self.player.due is not None:
            return
        self._leads_on = True
        self._what_if()

    def _what_if(self) -> None:
        """Write the line that opens the playground with what it has of these settings."""
        from lessons.playground.from_demo import settings_after

        timeline = self.player.timeline
        self.talk.line("And what if …? This opens the playground, with these settings as far as it has them:")
        self.talk.verbatim(settings_after(self.demo, timeline.settings, timeline.seed).line)

    def _guarded(self, work: Callable[[], Destination | None]) -> Destination | None:
        """Do something of which the lesson, or the reader, may have got something wrong; then say so and stay."""
        try:
            return work()
        except LessonError as problem:
            self.talk.line(str(problem))
            return None

    def _what_to_type(self) -> str:
        view, asked = self.player.view, self.player.due
        if asked is not None:
            does = ("predicts", "goes on") if view.ended else ("predicts and runs", "runs without")
            return f"1 to {len(asked.options)} {does[0]}, Enter {does[1]}"
        if view.ended:
            return "Enter goes on to the next page"
        return "Enter runs it further" if self.player.played else "Enter runs it"

    def _take(self, text: str) -> Destination | None:
        """Do what was typed; where it leads, or None to stay."""
        word, *rest_of_it = re.split(r"[=\s]+", text, maxsplit=1)
        word, rest = word.casefold(), "".join(rest_of_it)
        if word in ("next", "n") or (not word and self.player.view.ended):
            return self._onward()
        if (way := way_of(text)) is not None:
            return way
        if word == "draw":
            return self._draw(rest)
        if word in MICROSCOPE and word not in self.demo.controls:
            return self._inside()
        commands, name = self._commands(), knob_named(word, self.demo.controls)
        if word in commands and not (rest and name == word):  # "look" looks; "look 3" turns a knob of that name
            commands[word](rest)
        elif name is not None:
            self._turn(name, rest)
        elif self.player.due is not None:
            self._predict(text)
        else:
            self.talk.line(self._not_known(word))
        return None

    def _onward(self) -> Destination | None:
        """Tell what belongs after the run, or go on if that has been told."""
        return None if self.player.tell() else Way.ON

    def _commands(self) -> dict[str, Callable[[str], None]]:
        """Return what is done with the rest of a line, by its first word."""
        return {
            "restart": lambda _: self.player.begin(self.player.timeline.seed),
            "seed": lambda seed: self.player.begin(read_seed(seed) if seed else 0),
            "": lambda _: self.player.run(),
            "play": lambda frames: self.player.run(whole_number(frames, TO_THE_END, MOST)),
            "step": lambda frames: self.player.run(whole_number(frames, 1, MOST)),
            "why": lambda _: self.player.why(),
            "look": lambda _: self.player.show(),
            "earlier": lambda by: self.player.look(-whole_number(by, 1, MOST)),
            "later": lambda by: self.player.look(whole_number(by, 1, MOST)),
            "first": lambda _: self.player.look(-MOST),
            "newest": lambda _: self.player.look(MOST),
            "code": lambda _: self.player.code(),
            "source": self._source,
            "fix": lambda _: self.player.fix(),
            "f": lambda _: self.player.fix(),  # what a lesson calls it
            "whatif": lambda _: self._what_if(),
            "?": lambda _: self._help(),
            "help": lambda _: self._help(),
        }

    def _predict(self, reply: str) -> None:
        """Take the option that was named, if one was."""
        assert self.player.due is not None
        try:
            option = read_option(reply, self.player.due.options)
        except Unreadable as problem:
            self.talk.line(f"{self._not_known(reply)} {problem}")
        else:
            self.player.predict(option)

    def _not_known(self, word: str) -> str:
        known = listed([*self.demo.controls, "play", "step", "why", "earlier", "restart", "seed", "code", "next"])
        return f"“{word[:40]}” is not known here. There is {known}; ? explains them."

    def _source(self, which: str) -> None:
        """The code behind the demo: its own, and a list of the files to choose from."""
        from tutor.plain.source import tell_source  # it measures lines as the screen does, and so loads Rich

        tell_source(self.talk, sources(self.demo, self.player.timeline.seed, self.player.timeline.settings), which)

    def _turn(self, name: str, value: str) -> None:
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
        self.talk.line(HELP + self.talk.leaving)
        self._list_knobs()
        self.player.ask()

    def _list_knobs(self) -> None:
        for line in knob_lines(self.demo, self.player.timeline.settings):
            self.talk.item("-", line)
