"""The playground as a demo: its frames come from the engine's own training, and it is played as every demo is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from lessons.kit.demo import Demo, Frames
from lessons.kit.knobs import Setting
from lessons.kit.live import Live
from lessons.playground import notation
from lessons.playground.bench import made_bench
from lessons.playground.controls import CONTROLS, controls_with, starting_at
from lessons.playground.examples import OwnData
from lessons.playground.frame import FrameSource, PlaygroundFrame
from lessons.playground.from_link import Linked
from lessons.playground.moment import RunMoment
from lessons.playground.pictures import LossCurve
from lessons.playground.settings import PlaygroundSettings
from lessons.playground.track import Track
from lessons.playground.weights_file import SavedWeights

NAME, TITLE = "play", "The playground"


def playground(own: OwnData | None = None, saved: SavedWeights | None = None, linked: Linked | None = None) -> Demo:
    """Return the playground as a demo.

    Args:
        own: data of the learner's own, to choose beside the engine's.
        saved: weights from a file, to start with, as its settings say.
        linked: what is told before a run with these very settings.
    """

    def frames(seed: int, stride: Live[str], stop: Live[str], edit: Live[str], **settings: Setting) -> Frames:
        """The playground."""
        live = {"stride": stride(), "stop": stop(), "edit": edit()}
        start = PlaygroundSettings.of({**settings, **live}, seed)
        if own is not None and start.data == own.name:
            start = replace(start, own=own.words)
        opening = linked.told if linked is not None and start == linked.settings else ""
        yield from frames_of_run(Track(made_bench(start, own, saved)), stride, stop, edit, opening)

    controls = CONTROLS if own is None else controls_with(own.name)
    spelt = {} if own is None else {("data", own.name): own.words}
    if saved is None:
        return Demo(NAME, TITLE, frames, controls, command=(NAME,), spelt=spelt)
    begun = starting_at(controls, saved.settings)
    return Demo(NAME, TITLE, frames, begun, command=(NAME, "--open", saved.name), spelt=spelt)


def frames_of_run(track: Track, stride: Live[str], stop: Live[str], edit: Live[str], opening: str = "") -> Frames:
    """Give the frames of a run: one before it, one after each stride, and one for each time that something is typed.

    Args:
        track: the run.
        stride: how far each stride goes.
        stop: where it is to pause.
        edit: weights set by hand.
        opening: what is told before it.
    """
    view = _View(track, opening)
    bench = track.bench
    reasons = (bench.why_not("initialisation"), bench.applies.why_never(stop()), track.set_by_hand(edit()))
    wrong = " ".join(filter(None, reasons))
    moment, typed = track.start(), (edit.turns, stop.turns)
    while True:
        yield view.frame(moment, stop(), wrong)
        wrong = ""
        if typed != (edit.turns, stop.turns):
            by_hand = track.set_by_hand(edit()) if typed[0] != edit.turns else ""
            never = bench.applies.why_never(stop()) if typed[1] != stop.turns else ""
            wrong = f"{by_hand} {never}".strip()
            typed, moment = (edit.turns, stop.turns), track.moment()
        elif not track.ended:
            moment = track.advance(stride(), stop())


@dataclass
class _View:
    """The pictures of a run: its curve grows, and it remembers whether what it is to pause at was so before."""

    track: Track
    opening: str = ""

    def __post_init__(self) -> None:
        self.curve, self._met = LossCurve(), dict[str, bool]()

    def frame(self, moment: RunMoment, stop: str, wrong: str) -> PlaygroundFrame:
        """Return the frame of a moment.

        Args:
            moment: the network.
            stop: where the run is to pause.
            wrong: why something that was typed could not be done.
        """
        assert self.track.lowest is not None
        self.curve.add(moment.standing)
        source = FrameSource(moment, self.curve.copy(), self.track.lowest, wrong)
        halt = self._halt(moment, stop) or self.opening
        self.opening = ""
        return PlaygroundFrame(source, moment.standing.number, finished=self.track.ended, halt=halt)

    def _halt(self, moment: RunMoment, stop: str) -> str:
        """Return why the run pauses here: what was waited for has just come true."""
        watched = notation.stop_in(stop)
        if watched is None:
            return ""
        now = HAS_COME[watched[0]](moment, watched[1])
        before, self._met = self._met.get(stop, now), {stop: now}
        return f"It pauses here by itself: {stop}." if now and not before else ""


def _accuracy_reached(moment: RunMoment, wanted: float) -> bool:
    found = moment.standing.test_accuracy
    return found is not None and found > wanted


HAS_COME: Mapping[str, Callable[[RunMoment, float], bool]] = {
    "loss": lambda moment, wanted: moment.standing.train_loss < wanted,
    "accuracy": _accuracy_reached,
    "epoch": lambda moment, wanted: moment.standing.epoch >= wanted,
}
"""Whether what a run is to pause at has come: the loss on what it learns from, the accuracy on the test, an epoch."""
