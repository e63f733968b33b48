"""What is asked of this folder: the whole program of a run, in one of its kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from textwrap import wrap

from lessons.kit.demo import Demo
from lessons.kit.knobs import Choices
from lessons.kit.script import Following, Script
from lessons.kit.typed import LONGEST_WORD
from lessons.playground.bench import Bench
from lessons.playground.examples import DATA
from lessons.playground.frame import PlaygroundFrame
from lessons.playground.notation import NONE, edit_text, edits_in
from lessons.playground.program.engine_text import engine_program
from lessons.playground.program.network import Edit
from lessons.playground.program.numpy_text import numpy_program
from lessons.playground.program.torch_text import torch_program

ProgramWriter = Callable[[Bench, str, Sequence[Edit]], str]
PROGRAMS: Mapping[str, tuple[ProgramWriter, str, str]] = {
    "numpy": (numpy_program, "with NumPy alone", "Its numbers are, bit for bit, those of the playground"),
    "torch": (torch_program, "with PyTorch", "Its losses are, but for rounding, those of the playground"),
    "engine": (engine_program, "with nntutor's engine", "Its numbers are, bit for bit, those of the playground"),
}
"""Each kind of program: what writes it, what it works with, and how near it comes."""
WIDTH = 118


def program_of(kind: str, bench: Bench, script: Script | None = None) -> str:
    """Return the program of a run, with the weights that were set by hand before its first update.

    Args:
        kind: one of `PROGRAMS`, or how it begins.
        bench: what the run is made of.
        script: what was turned on its way; None for nothing.

    Raises:
        Unreadable: there is no such kind; or the run is on a part of the learner's own data.
    """
    writer, means, nearness = PROGRAMS[Choices(*PROGRAMS).read(kind)]
    typed, later = _set_by_hand(bench, script)
    # A file may be called anything, and nothing unchecked comes into a program: where one is read there is no line.
    known = bench.settings.data in DATA
    learns, has_line = bench.settings.data if known else "from data of your own", known and not bench.starts_as_saved
    title = f'"""A network of {"-".join(map(str, bench.sizes))} units learns {learns}, {means}."""'
    said = [
        f"{nearness}{':' if has_line else '.'}",
        *([_line(bench, typed)] if has_line else []),
        *_remarks(bench, typed, later),
    ]
    lines = [f"# {line}" for each in said for line in wrap(each, WIDTH, break_long_words=False, break_on_hyphens=False)]
    return writer(bench, "\n".join([title, "", *lines]), [edit for edit in typed if bench.has_weight(*edit[:3])])


def bench_of(demo: Demo, script: Script) -> Bench:
    """Return what the run of a script is made of, with the data and the weights that the playground was given.

    Args:
        demo: the playground.
        script: the seed and the settings.
    """
    with closing(Following(demo, script)) as run:
        frame = run.next()
    assert isinstance(frame, PlaygroundFrame)
    return frame.moment.bench


def _set_by_hand(bench: Bench, script: Script | None) -> tuple[list[Edit], bool]:
    """Return the weights that are set by hand before the first update, and whether others are later.

    A run that somebody types into makes no update on its way to the next frame. It looks at its first examples again,
    though, and where chance or a running figure has a part in that, a program would have to know of it.
    """
    edits = list(edits_in(bench.settings.edit))
    turns, frame = script.turns if script is not None else {}, 1
    looks_as_before = not (bench.applies.dropout or bench.applies.normalises)
    while looks_as_before and turns.get(frame, {}).keys() & {"edit", "stop"}:
        edits += edits_in(str(turns[frame].get("edit", NONE)))
        frame += 1
    return edits, any("edit" in knobs for at, knobs in turns.items() if at >= frame)


def _line(bench: Bench, typed: Sequence[Edit]) -> str:
    """Return the line that makes the run, if the weights that were set by hand fit on it."""
    edit = ";".join(edit_text(*each) for each in typed) or NONE
    return replace(bench.settings, edit=edit if len(edit) <= LONGEST_WORD else NONE).line


def _remarks(bench: Bench, typed: Sequence[Edit], later: bool) -> Iterator[str]:
    """Give what else is to be known of the program."""
    if bench.starts_as_saved:
        yield "It starts with weights that were saved, and needs their file."
    if later:
        yield "Weights that were set by hand on the way are not in here: it is the run without them."
    if not all(bench.has_weight(*edit[:3]) for edit in typed):
        yield "Weights set by hand that this network does not have are left out."
    if bench.batch > bench.settings.batch:
        yield bench.why_not("batch")
