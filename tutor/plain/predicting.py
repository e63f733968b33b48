"""A demo's prediction: asked for once before the first run, kept, and held against what happens."""

from __future__ import annotations

from collections.abc import Mapping

from lessons.kit.demo import Demo, Frame
from lessons.kit.errors import Unreadable
from lessons.kit.knobs import Setting
from lessons.kit.questions import read_option
from tutor.plain.talk import Destination, Talk, way_between_options
from tutor.store import Store
from tutor.study.playback import prediction


class Predicting:
    """Asks what the learner predicts of a demo, if there is anything to predict."""

    def __init__(self, talk: Talk, demo: Demo, lesson: str, store: Store) -> None:
        self._talk, self._demo, self._lesson, self._store = talk, demo, lesson, store
        self._prediction = demo.prediction
        kept = prediction.kept(store, lesson, demo)
        self._guess = kept.option if kept is not None else None
        self._asked, self._told = kept is not None, False

    def recall(self) -> None:
        """Say what was predicted in an earlier session."""
        if self._prediction is not None and self._guess is not None:
            self._talk.line(f"You predicted: {self._prediction.options[self._guess]}.")

    def begin_again(self) -> None:
        """Begin another run: the guess stands, and is held against that one."""
        self._told = False

    def ask(self, seed: int, settings: Mapping[str, Setting]) -> Destination | None:
        """Have the learner commit before the run with this seed and knobs, the first time; an empty line declines.

        Returns:
            Where to, if instead of predicting they want to be elsewhere.
        """
        if self._prediction is None or self._asked:
            return None
        self._asked = True
        self._talk.line("Before it runs, predict.")
        self._talk.prose(self._prediction.prompt)
        for number, option in enumerate(self._prediction.options, start=1):
            self._talk.item(str(number), option, markdown=True)
        while self._guess is None and (reply := self._talk.ask("Your prediction, or Enter for none > ").strip()):
            if (way := way_between_options(reply)) is not None:
                self._asked = False
                return way
            try:
                self._guess = read_option(reply, self._prediction.options)
                self._keep(prediction.Guess(self._guess, prediction.conditions(self._demo, seed, settings)))
            except Unreadable as problem:
                self._talk.line(str(problem))
        return None

    def over(self, frame: Frame) -> Frame:
        """The frame with what was predicted drawn over it."""
        if self._prediction is None or self._guess is None:
            return frame
        return self._prediction.over(frame, self._guess)

    def _keep(self, guess: prediction.Guess) -> None:
        if trouble := prediction.keep(self._store, self._lesson, self._demo, guess):
            self._talk.line(trouble)

    def settle(self, frame: Frame) -> None:
        """Say once how it came out, as soon as that can be seen."""
        if self._prediction is None or self._guess is None or self._told:
            return
        happened = self._prediction.came_true(frame)
        if happened is None:
            return
        self._told = True
        options = self._prediction.options
        foreseen = "as you predicted" if happened == self._guess else f"and you predicted: {options[self._guess]}"
        self._talk.line(f"What happened: {options[happened]}, {foreseen}.")
