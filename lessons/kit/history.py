"""A run with its past: look back at any frame, go on from any; what is shown again is bit for bit what was seen.

Frames that are no longer kept are made again by a fresh run with the same seed and knobs that is turned as the first
one was. A run cannot be copied, so a replay begins at the beginning, or where the replay before it has stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from lessons.kit.demo import Demo, Frame
from lessons.kit.errors import DemoFailed
from lessons.kit.kept_frames import KeptFrames
from lessons.kit.knobs import Setting
from lessons.kit.script import Following, Script


def never() -> bool:
    """Return False: nobody gives up."""
    return False


@dataclass(frozen=True, eq=False)
class Position:
    """Where somebody stands in a run.

    Attributes:
        frame: what is to be seen there, None before the first frame.
        index: which frame that is, from 0.
        newest: the index of the last frame that was made.
        settings: where every knob stands there.
        settled: which of the predicted options had come true by then, None while that was open.
        ended: whether the run has no more frames after this one, or nothing moves any more.
        problem: what the lesson's code raised after this frame, or "".
    """

    frame: Frame | None
    index: int
    newest: int
    settings: Mapping[str, Setting]
    settled: int | None
    ended: bool
    problem: str


class History:
    """One run of a demo, from its first frame on.

    One caller at a time, as with `Run`. `next` and `go` train, so front ends call them in a thread.

    Raises:
        DemoFailed: as `Demo.run`.
    """

    def __init__(self, demo: Demo, script: Script) -> None:
        """The script's turns are made as the run comes to them; its index is where to `go`, for those who want that."""
        self.demo = demo
        self._turns = {index: dict(knobs) for index, knobs in script.turns.items()}
        self._script = replace(script, turns=self._turns)
        self._frame: Frame | None = None
        self._index = self._newest = -1
        self._frames = KeptFrames()
        self._settled: tuple[int, int] | None = None
        self._problem, self._ended = "", False
        self._head: Following | None = Following(demo, self._script)
        self._replay: Following | None = None

    @property
    def place(self) -> Position:
        """Where one stands now."""
        at_the_end = self._index == self._newest
        settings = self._script.settings_at(self._index + at_the_end)  # turned already for the frame to come
        settled = self._settled[1] if self._settled is not None and self._settled[0] <= self._index else None
        ended = (at_the_end and self._ended) or (self._frame is not None and self._frame.finished)
        problem = self._problem if at_the_end else ""
        return Position(self._frame, self._index, self._newest, settings, settled, ended, problem)

    @property
    def frames_held(self) -> int:
        """How many frames are in memory."""
        return len(self._frames)

    def script(self, index: int | None = None) -> Script:
        """Return the script of the present moment, or of another frame if named; a copy, whatever happens next."""
        index = self._index if index is None else index
        turns = {at: dict(knobs) for at, knobs in self._turns.items() if at <= index + (index == self._newest)}
        frame = self._frames.get(index)
        return replace(self._script, turns=turns, index=max(index, 0), last=frame is not None and frame.finished)

    def frame_at(self, index: int) -> Frame | None:
        """The frame of that index, if it is held; the newest always is."""
        return self._frames.get(index)

    def turn(self, name: str, setting: Setting) -> None:
        """Turn a live knob here: what came after this frame is forgotten.

        Raises:
            DemoFailed: there is no such knob, or it is not a live one.
        """
        control = self.demo.control(name)
        if not control.live:
            raise DemoFailed(f"{name} cannot be turned while “{self.demo.name}” runs; start a new run.")
        self._forget_later()
        self._turns.setdefault(max(1, self._index + 1), {})[name] = control.fitted(setting)

    def go_on(self) -> None:
        """From here on with the knobs as they stand here: if any was turned later, what came of it is forgotten."""
        if any(index > self._index for index in self._turns):
            self._forget_later()

    def would_replay(self, index: int) -> bool:
        """Whether going to that frame means making frames again."""
        behind = index <= self._newest and self._frames.get(index) is None
        return behind or (index > self._newest and self._head is None)

    def next(self, give_up: Callable[[], bool] = never) -> Frame | None:
        """One frame further: within the past where there is one, else the run trains on; None at its end.

        Raises:
            DemoFailed: the lesson's code raised; one can still go back.
        """
        if self._index < self._newest:
            return self.go(self._index + 1, give_up)
        if self._problem:
            raise DemoFailed(self._problem)
        if self._head is None and not self._replay_to(self._newest, give_up):
            return None
        return self._train()

    def go(self, index: int, give_up: Callable[[], bool] = never) -> Frame | None:
        """To the frame of that index, made again if it is not kept; beyond the newest the run trains.

        Args:
            index: from 0; where nothing moves any more before that, it is the last frame.
            give_up: asked before each frame that is made; where it says so, one stays where one is by then.

        Returns:
            The frame, or None if it was given up or the run has ended before.

        Raises:
            DemoFailed: as `next`; or the lesson's code raised while the frame was made again.
        """
        while index > self._newest:
            self._index, self._frame = self._newest, self._frames.get(self._newest)
            if self._at_rest() or give_up() or self.next(give_up) is None:
                return None
        frame = self._frames.get(index) or self._made_again(index, give_up)
        if frame is not None:
            self._index, self._frame = index, frame
        return frame

    def close(self) -> None:
        """Let all runs go; call it only when no `next` or `go` is under way."""
        for run in (self._head, self._replay):
            if run is not None:
                run.close()

    def _at_rest(self) -> bool:
        """Whether the newest frame is the last, unless something is turned."""
        turned = any(index > self._newest for index in self._turns)
        return self._frame is not None and self._frame.finished and not turned

    def _train(self) -> Frame | None:
        assert self._head is not None
        try:
            frame = self._head.next()
            if frame is None:
                self._ended = True
                return None
            self._index = self._newest = self._newest + 1
            self._frame = frame
            self._frames.add(self._newest, frame)
            self._settle(frame)
        except DemoFailed as problem:
            self._problem = str(problem)
            raise
        return frame

    def _settle(self, frame: Frame) -> None:
        """Remember at which frame a prediction was first settled."""
        if self.demo.prediction is not None and self._settled is None and frame.outcome is not None:
            self._settled = (self._newest, frame.outcome)

    def _made_again(self, index: int, give_up: Callable[[], bool]) -> Frame | None:
        return self._frames.get(index) if self._replay_to(index, give_up) else None

    def _replay_to(self, index: int, give_up: Callable[[], bool]) -> bool:
        """Bring a run to that frame once more; False if it was given up, and it then waits where it has come to."""
        if self._replay is None or self._replay.at > index:
            self._drop_replay()
            self._replay = Following(self.demo, self._script)
        try:
            arrived = self._follow(self._replay, index, give_up)
        except DemoFailed:
            self._drop_replay()
            raise
        if arrived and self._head is None and index == self._newest:
            self._head, self._replay = self._replay, None
        return arrived

    def _follow(self, run: Following, index: int, give_up: Callable[[], bool]) -> bool:
        while run.at < index:
            if give_up():
                return False
            frame = run.next()
            if frame is None:
                raise DemoFailed(f"“{self.demo.name}” ended sooner the second time; is all its chance from the seed?")
            self._frames.add_replayed(run.at, frame)
        return True

    def _drop_replay(self) -> None:
        if self._replay is not None:
            self._replay.close()
        self._replay = None

    def _forget_later(self) -> None:
        """Drop the frames that came after this one, since they are no longer so."""
        if self._index == self._newest:
            return
        assert self._frame is not None
        self._newest = self._index
        self._frames.forget_after(self._index)
        self._frames.add(self._index, self._frame)
        for index in [index for index in self._turns if index > self._index]:
            del self._turns[index]
        if self._settled is not None and self._settled[0] > self._index:
            self._settled = None
        self._problem, self._ended = "", False
        if self._head is not None:
            self._head.close()
        self._head = None
        if self._replay is not None and self._replay.at > self._index:
            self._drop_replay()
