"""A demo's frame in plain lines: its charts in ASCII, its caption, its readings, and any trouble."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from lessons.kit.demo import Frame, Reading
from tutor.charts import Look
from tutor.text.words import in_figures

if TYPE_CHECKING:
    from tutor.charts import Painter
    from tutor.console.printer import Printer
    from tutor.study.playback.view import DemoView

HEIGHT = 18
"""Lines for a frame's charts, so that picture, caption and prompt fit into 24."""


def new_painter() -> Painter:
    """A painter that needs neither colour nor Unicode."""
    from tutor.charts import Painter

    return Painter(Look("ascii", "none"))


def print_frame(printer: Printer, frame: Frame, painter: Painter) -> None:
    """Write everything that a frame says."""
    if frame.charts:
        lines = [line.rstrip() for line in painter.paint(frame.charts, printer.width, HEIGHT).lines()]
        while lines and not lines[-1]:
            lines.pop()
        printer.verbatim(*lines, "")
    print_words(printer, frame)


def print_words(printer: Printer, frame: Frame) -> None:
    """Write what a frame says in words: its caption, its readings, and any trouble."""
    printer.prose(frame.caption)
    if frame.readings:
        printer.line("; ".join(_named(name, value) for name, value in frame.readings.items()) + ".")
    if frame.trouble:
        explained = f" The lesson {frame.trouble.lesson} explains it." if frame.trouble.lesson else ""
        printer.prose(f"{frame.trouble.name}. {frame.trouble.why}{explained}")
    if frame.halt:
        printer.line(frame.halt)


def tell_before(printer: Printer, view: DemoView) -> None:
    """Say what the figures were before a knob was turned, and whether this run has ended sooner."""
    if view.ended_sooner:
        printer.line(
            f"This run ended sooner, at frame {view.index + 1:,}; the one before stood at {view.wanted + 1:,}."
        )
    if view.readings_before:
        figures = "; ".join(_named(name, value) for name, value in view.readings_before.items())
        printer.line(f"Before, with {view.otherwise}: {figures}.")


def _named(name: str, value: Reading) -> str:
    """A reading with its name: figures follow it, words are told apart from it."""
    shown = shown_reading(value)
    return f"{name}: {shown.removesuffix('.')}" if isinstance(value, str) else f"{name} {shown}"


def shown_reading(value: Reading) -> str:
    """A reading as figures, or in words where there are none."""
    if isinstance(value, str):
        return value
    number = float(value)
    if math.isnan(number):
        return "not a number"
    if math.isinf(number):
        return "beyond all numbers" if number > 0 else "below all numbers"
    return in_figures(value)
