"""The playground as a conversation: set something up, run it, and be told how the network and its units fare."""

from __future__ import annotations

import re
from collections.abc import Callable

from lessons.kit.demo import Demo
from lessons.kit.errors import Unreadable
from lessons.kit.run_code import code_of
from lessons.kit.scene import alone
from lessons.kit.script import Script
from lessons.playground.applies import applied
from lessons.playground.bench import Bench
from lessons.playground.challenges.challenge import Challenge
from lessons.playground.compare import compared_in_words, kept_run, told_difference
from lessons.playground.diagnosis import HEALTHY, health_of
from lessons.playground.examples import KINDS
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.from_link import from_link
from lessons.playground.moment import RunMoment
from lessons.playground.settings import PlaygroundSettings
from lessons.playground.unit_view import unit_in_words
from tutor.console.shell import Shell
from tutor.plain.challenges import ChallengeTalk
from tutor.plain.demo import DemoTalk
from tutor.plain.knobs import knob_lines
from tutor.plain.player import PlainPlayer
from tutor.plain.program import tell_program
from tutor.plain.talk import Destination, Talk, conversation
from tutor.store import Store
from tutor.study.playback.shelf import PLACES, Shelf
from tutor.study.playback.weights import save_weights
from tutor.text.served import is_served

WELCOME = (
    "The playground. Set what you like by its name (layers 8,8; rate 0.1), then Enter runs it. settings lists all that "
    "can be set, with what changes nothing as things stand; diagnosis tells how each layer fares; unit 1.2 tells about "
    "the second unit of layer 1; edit W1[2,1]=0.5 sets a weight by hand; keep and compare hold runs side by side; "
    "challenges lists twelve things to try; link and a share link of the TensorFlow Playground set up the same here; "
    "program numpy prints the run as a whole program; ? lists the rest."
)


def converse(shell: Shell, demo: Demo, script: Script, challenge: Challenge | None = None) -> int:
    """Hold a conversation about the playground.

    Args:
        shell: the streams and the environment.
        demo: the playground.
        script: the moment to begin at.
        challenge: what is to be done, if anything is.

    Returns:
        The exit status.
    """

    def hold(talk: Talk, store: Store) -> None:
        player = PlainPlayer(talk, alone(demo), None, store, "", script)
        try:
            PlayTalk(talk, player, demo, ChallengeTalk(talk, player, store, challenge)).converse(WELCOME)
        finally:
            player.close()

    return conversation(shell, hold)


class PlayTalk(DemoTalk):
    """A conversation about the playground: what is typed, and which deed that is."""

    def __init__(self, talk: Talk, player: PlainPlayer, demo: Demo, challenges: ChallengeTalk) -> None:
        super().__init__(talk, player, demo)
        self._shelf = Shelf()
        self._challenges = challenges

    def converse(self, before: str) -> Destination:
        """Say what is to be done, if anything is, and hold the conversation."""
        if self._challenges.now is not None:
            self._challenges.introduce()
        return super().converse(before)

    def _onward(self) -> Destination | None:
        """Nothing comes after the playground: say what there is to do."""
        self.talk.line("The run is over. Set something else, or restart it; q leaves.")
        return None

    def _what_to_type(self) -> str:
        if self.player.view.ended:
            return "Set something, or restart"
        return "Enter runs it further" if self.player.played else "Enter runs it"

    def _commands(self) -> dict[str, Callable[[str], None]]:
        return {
            **super()._commands(),
            "settings": lambda _: self._settings(),
            "diagnosis": lambda _: self._diagnosis(),
            "unit": self._unit,
            "keep": lambda _: self._keep(),
            "compare": lambda _: self._compare(),
            "link": self._link,
            "drop": lambda _: self._drop(),
            "save": self._save,
            **self._challenges.commands(self._now, self._shelf.make_room_for),
            "program": lambda kind: tell_program(self.talk, kind, self._moment().bench, self.player.timeline.script),
        }

    def _tell_where_it_leads(self) -> None:
        """Say how far a challenge is; this is where everything else leads."""
        self._challenges.judge(self._frame(), self._shelf.runs)

    def _shown(self) -> PlaygroundFrame:
        """The frame that is looked at.

        Raises:
            Unreadable: there is none.
        """
        self._moment()
        frame = self._frame()
        assert frame is not None
        return frame

    def _keep(self) -> None:
        """Keep this run as it stands."""
        if not self._shelf.keep(kept_run(self._shown(), self.player.line)):
            raise Unreadable(f"{PLACES} runs are kept already. drop lets the one go that was kept last.")
        kept = f"Kept, {len(self._shelf.runs)} of {PLACES}."
        self.talk.line(f"{kept} Change one thing, run that, and compare holds them side by side.")

    def _drop(self) -> None:
        """Let the run go that was kept last; its line makes it again."""
        gone = self._shelf.let_go()
        if gone is None:
            raise Unreadable("No run is kept.")
        self.talk.line(f"{len(self._shelf.runs)} of {PLACES} are kept. This makes the one again that went:")
        self.talk.verbatim(gone.line or gone.settings.line)

    def _save(self, name: str) -> None:
        """Save the weights as they are."""
        if is_served():
            raise Unreadable("Files are not saved on this server; code prints the line that makes this run anywhere.")
        self.talk.line(save_weights(name, self._moment()))

    def _compare(self) -> None:
        """Hold the kept runs and this one side by side."""
        runs = [*self._shelf.runs, kept_run(self._shown())]
        self.talk.line(told_difference(runs))
        for line in compared_in_words(runs):
            self.talk.item("-", line)

    def _link(self, link: str) -> None:
        """Set up what a share link of the TensorFlow Playground says, and tell in what that differs."""
        linked = from_link(link)
        named = {name: getattr(linked.settings, name) for name in self.demo.controls}
        self.player.timeline.settings = {**self.player.timeline.settings, **named}
        self.talk.line(linked.told)
        self.player.begin(linked.settings.seed)

    def _list_knobs(self) -> None:
        """Name the settings that stand elsewhere than at first; all of them would be a page."""
        timeline = self.player.timeline
        self.talk.line(code_of(None, self.demo, Script(timeline.seed, timeline.settings)))
        if (frame := self._frame()) is not None:
            self.talk.line(*frame.moment.bench.data.told.values())

    def _now(self) -> PlaygroundSettings:
        timeline = self.player.timeline
        return PlaygroundSettings.of(timeline.settings, timeline.seed)

    def _settings(self) -> None:
        """List every setting, and why it changes nothing where it does not."""
        now = self._now()
        judge = applied(now) if self._frame() is None and now.data in KINDS else self._moment().bench
        for name, line in zip(self.demo.controls, knob_lines(self.demo, self.player.timeline.settings), strict=True):
            why = judge.why_not(name)
            self.talk.item("-", f"{line}. {why}" if why else line)

    def _frame(self) -> PlaygroundFrame | None:
        frame = self.player.view.frame
        return frame if isinstance(frame, PlaygroundFrame) else None

    def _moment(self) -> RunMoment:
        frame = self._frame()
        if frame is None:
            raise Unreadable("There is no network yet: restart begins a run.")
        return frame.moment

    def _diagnosis(self) -> None:
        """Tell how each layer fares."""
        low, high = (f"{10**power:g}" for power in HEALTHY)
        self.talk.line(f"An update is well if it moves a layer's weights by {low} to {high} of themselves.")
        for layer in health_of(self._moment()):
            self.talk.item("-", layer.in_words)

    def _unit(self, which: str) -> None:
        """Tell about one unit: its weights, its answers, its gradient."""
        self.talk.line(*unit_in_words(self._moment(), *_place(which, self._moment().bench)))


def _place(text: str, bench: Bench) -> tuple[int, int]:
    """Return the layer and the unit that were typed, counted from 1.

    Raises:
        Unreadable: there is no such unit.
    """
    found = re.fullmatch(r"(\d{1,2})\D+(\d{1,2})", text.strip())
    layers = bench.sizes[1:]
    if found is None or not 1 <= int(found[1]) <= len(layers) or not 1 <= int(found[2]) <= layers[int(found[1]) - 1]:
        there = "; ".join(f"layer {number} has {units}" for number, units in enumerate(layers, 1))
        raise Unreadable(f"Name a layer and a unit, such as unit 1.2. {there}.")
    return int(found[1]), int(found[2])
