"""Keeps a bounded number of a run's frames: all of the newest, ever fewer of older ones, and those looked at last."""

from __future__ import annotations

from lessons.kit.demo import Frame

NEWEST = 64
"""Frames that are all kept; the default run of every demo has about as many. Of frames up to twice as old every second
one is kept, of those up to four times as old every fourth, and so on: of a million frames, some five hundred."""
STRETCH = 256
"""Frames that a replay leaves behind: going further back costs one replay per stretch, and a frame has a few
kilobytes. The longest run of the course (511 frames, a million updates, 7 seconds) is then walked back in three
replays. Runs that wait at points of the past would save those, but cost as much training again for each."""


class KeptFrames:
    """Frames by their index."""

    def __init__(self) -> None:
        self._kept: dict[int, Frame] = {}
        self._stretch: dict[int, Frame] = {}

    def __len__(self) -> int:
        """Return how many frames are held."""
        return len(self._kept.keys() | self._stretch.keys())

    def get(self, index: int) -> Frame | None:
        """The frame of that index, if it is held."""
        return self._kept.get(index) or self._stretch.get(index)

    def add(self, index: int, frame: Frame) -> None:
        """Keep the newest frame, and thin out the older ones."""
        self._kept[index] = frame
        if index % NEWEST == 0:
            self._kept = {i: old for i, old in self._kept.items() if i % stride(index - i) == 0}

    def add_replayed(self, index: int, frame: Frame) -> None:
        """A frame that was made again on the way to where somebody wants to look."""
        self._stretch.pop(index, None)
        self._stretch[index] = frame
        while len(self._stretch) > STRETCH:
            self._stretch.pop(next(iter(self._stretch)))

    def forget_after(self, index: int) -> None:
        """Drop every frame after an index, since another run goes on from there."""
        self._kept = {i: frame for i, frame in self._kept.items() if i <= index}
        self._stretch = {i: frame for i, frame in self._stretch.items() if i <= index}


def stride(age: int) -> int:
    """Of frames so much older than the newest, each how-manieth is kept: a power of two, so that few stay for good."""
    return 1 << (age // NEWEST).bit_length()
