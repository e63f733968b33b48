"""Asks and is answered: one line at a time, however long, odd or missing it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from copy import copy
from enum import Enum, auto
from typing import TYPE_CHECKING, TextIO

from tutor.console.printer import Printer, clean
from tutor.store import Store, open_store

if TYPE_CHECKING:
    from tutor.console.shell import Shell

LONGEST = 20_000
"""Characters of a line that are looked at; the rest of it is dropped."""
_ECHOED = 60


class Way(Enum):
    """Where a part of the conversation leads."""

    ON = auto()
    BACK = auto()
    HOME = auto()
    LEAVE = auto()


Destination = Way | int
"""Where to: a way, or the number of a page."""
ANYWHERE: Mapping[str, Way] = {
    "q": Way.LEAVE,
    "quit": Way.LEAVE,
    "exit": Way.LEAVE,
    "home": Way.HOME,
    "back": Way.BACK,
    "b": Way.BACK,
}
"""Words that may be typed at every prompt, and where each leads."""
WORDS = ("words", "word")
"""What may be typed at every prompt before a word of the course, to be told what it means."""
LEAVING = (
    "home leads to the list of lessons; words lists what the words of the course mean, and words gradient tells one; "
    "q leaves, and what you did is kept as you do it."
)


class InputEnded(Exception):
    """There is nothing more to read: the reader has gone, or a script is over."""


class Talk(Printer):
    """A conversation on two streams.

    Attributes:
        leaving: what help says of the words that may be typed at every prompt.
        look_up: tells what a word of the course means, or all of them for ""; None where there is no course.
    """

    def __init__(self, stdin: TextIO, out: TextIO, environment: Mapping[str, str]) -> None:
        super().__init__(out, environment)
        self._stdin = stdin
        self._echo = not stdin.isatty()
        self._asides: Mapping[str, Callable[[], None]] = {}
        self.leaving = LEAVING
        self.look_up: Callable[[str], None] | None = None

    def inside(self, asides: Mapping[str, Callable[[], None]], leaving: str) -> Talk:
        """Return this conversation with some more words that may be typed at every prompt.

        Args:
            asides: what each word does, after which the same thing is asked once more, unless it raises.
            leaving: what help says of them.
        """
        within = copy(self)
        within._asides, within.leaving = asides, leaving
        return within

    def ask(self, sign: str = "> ", *, replies: Collection[str] = ()) -> str:
        """Read a line; where nobody sees what is typed, repeat it, so that what is written can be followed.

        Args:
            sign: what stands before the reply.
            replies: words that are a reply here, whatever else they do elsewhere.

        Raises:
            InputEnded: there is none.
        """
        while True:
            text = self._ask_once(sign)
            word = text.strip()
            first, _, rest = word.partition(" ")
            if word in replies:
                return text
            if word.casefold() in self._asides:
                self._asides[word.casefold()]()
            elif self.look_up is not None and first.casefold() in WORDS:
                self.look_up(rest.strip())
            else:
                return text

    def _ask_once(self, sign: str) -> str:
        self.prompt(sign)
        line = self._read()
        if not line:
            self.verbatim("")
            raise InputEnded
        rest = line
        while len(rest) == LONGEST and not rest.endswith("\n"):
            rest = self._read()
        text = line.rstrip("\r\n")
        if self._echo:
            self.verbatim(text if len(text) <= _ECHOED else f"{clean(text[: _ECHOED - 3])}...")
        return text

    def _read(self) -> str:
        """A line, or the next piece of a long one; "" at the end, and where there is nothing to read from (`nohup`)."""
        try:
            return self._stdin.readline(LONGEST)
        except OSError:
            return ""


def conversation(shell: Shell, hold: Callable[[Talk, Store], object]) -> int:
    """Hold a conversation from the first notice to the last answer that is kept.

    Args:
        shell: the streams and the environment.
        hold: what is said in between, on these streams and with what the learner did.

    Returns:
        The exit status: 0, also when the input ends in the middle.
    """
    talk = talk_of(shell)
    store = open_store(shell.environment, say=talk.line)
    talk.line(*store.notices)
    try:
        hold(talk, store)
    except InputEnded:
        talk.line(farewell(store))
    finally:
        store.close()
    return 0


def talk_of(shell: Shell) -> Talk:
    """Return a conversation on the shell's streams, in which the words of its course can be looked up."""
    talk = Talk(shell.stdin, shell.out, shell.environment)

    def look_up(word: str) -> None:
        from tutor.plain.words import tell_words

        tell_words(talk, shell.root, word)

    talk.look_up = look_up
    return talk


def farewell(store: Store) -> str:
    """Say that the input ended before the conversation did."""
    kept = "Every answer is kept, and so is your place." if store.kept else "Progress could not be kept this time."
    return f"The input ended here. {kept}"


def way_of(text: str) -> Destination | None:
    """Where a word leads that may be typed anywhere; "page 3" leads to that page."""
    word = text.strip().casefold()
    if found := re.fullmatch(r"page\s+(\d{1,4})", word):
        return int(found[1])
    return ANYWHERE.get(word)


def way_between_options(text: str) -> Destination | None:
    """Where a word leads while options are to be picked: "b" is the second one, and only back is the way back."""
    word = text.strip()
    return way_of(word) if len(word) > 1 or word.casefold() == "q" else None
