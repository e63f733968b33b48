"""The rules for the frames of a demo: numbered, captioned, with finite readings and charts that can be drawn."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from lessons.kit.check_charts import chart_problem
from lessons.kit.demo import Frame, Run
from lessons.kit.knobs import Setting

_NO_NUMBER = re.compile(r"\b(nan|inf)\b", re.IGNORECASE)


def frames_problem(frames: Sequence[Frame]) -> str:
    """The first thing wrong with a run's frames, or ""."""
    if not frames:
        return "it gives no frame at all."
    before = frames[0].number
    for frame in frames:
        wrong = frame_problem(frame)
        if wrong:
            return f"frame {frame.number} {wrong}."
        if frame.number < before:
            return f"frame {frame.number} comes after frame {before}: a number counts updates and never falls."
        before = frame.number
    return ""


def frame_problem(frame: Frame) -> str:
    """Return what is wrong with one frame, or "", to follow the words "frame 3"."""
    if not isinstance(frame.number, int) or frame.number < 0:
        return f"is numbered {frame.number!r}: count updates in whole numbers from 0"
    if not frame.caption.strip():
        return "has no caption: say in words what the picture shows"
    if not frame.charts:
        return "has no chart"
    wrong = next(filter(None, map(chart_problem, frame.charts)), "")
    return f"cannot be drawn: {wrong}" if wrong else _figures_problem(frame)


def _figures_problem(frame: Frame) -> str:
    if not frame.readings:
        return "has no readings: name the figures to show, such as update and loss"
    if frame.trouble:
        return ""
    for name, reading in frame.readings.items():
        if not isinstance(reading, str) and not math.isfinite(reading):
            return f"reads {name} = {reading:g}: say that the run is in trouble, or read something finite"
    if _NO_NUMBER.search(frame.caption):
        return f"says “{frame.caption}”, with a number that is none: say that the run is in trouble"
    return ""


def live_problem(run: Run, name: str, setting: Setting, frames: list[Frame]) -> str:
    """Return what goes wrong when a live knob is turned now; the frame that answers is added to `frames`."""
    run.turn(name, setting)
    frame = run.next()
    if frame is None:
        return f"turning the live knob {name} is not answered: keep yielding frames as long as they are asked for."
    frames.append(frame)
    return frames_problem(frames[-2:])
