"""What is asked of this folder: the whole program of a run, in one of its kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import wrap

from lessons.kit.knobs import Choices
from lessons.kit.script import Script
from lessons.playground.bench import Bench, made_bench
from lessons.playground.examples import DATA, OwnData
from lessons.playground.notation import edits_in
from lessons.playground.program.data import DataLines
from lessons.playground.program.engine_text import engine_program
from lessons.playground.program.facts import edits
from lessons.playground.program.numpy_text import numpy_program
from lessons.playground.program.torch_text import torch_program
from lessons.playground.settings import PlaygroundSettings

Maker = Callable[[Bench, str, DataLines | None], str]
PROGRAMS: Mapping[str, tuple[Maker, str, str]] = {
    "numpy": (numpy_program, "with NumPy alone", "Its numbers are, bit for bit, those of the playground"),
    "torch": (torch_program, "with PyTorch", "Its losses are, but for rounding, those of the playground"),
    "engine": (engine_program, "with nntutor's engine", "Its numbers are, bit for bit, those of the playground"),
}
"""Each kind of program: what writes it, what it works with, and how near it comes."""
WIDTH = 118


def program_of(script: Script, kind: str, own: OwnData | None = None, lines: DataLines | None = None) -> str:
    """Return the program of a run, with the weights that were set by hand before its first update.

    Args:
        script: the seed, the settings, and what was turned on the way.
        kind: one of `PROGRAMS`, or how it begins.
        own: data of the learner's own, if there is some.
        lines: the lines of a program that make that data.

    Raises:
        Unreadable: there is no such kind; or the run is on the learner's own data, and no lines make that.
    """
    name = Choices(*PROGRAMS).read(kind)
    settings = PlaygroundSettings.of(script.settings_at(0), script.seed)
    turned = any("edit" in knobs for at, knobs in script.turns.items() if at > 0)
    return written(name, made_bench(settings, own), turned=turned, lines=lines)


def written(kind: str, bench: Bench, *, turned: bool = False, lines: DataLines | None = None) -> str:
    """Return the program of one kind for a run that is made of this.

    Args:
        kind: one of `PROGRAMS`.
        bench: what the run is made of.
        turned: whether weights were set by hand after the first update, which no program can know.
        lines: the lines that make data of the learner's own.

    Raises:
        Unreadable: the data is the learner's own, and no lines make it.
    """
    maker, means, nearness = PROGRAMS[kind]
    title = f'"""A network of {"-".join(map(str, bench.sizes))} units learns {_data_called(bench)}, {means}."""'
    return maker(bench, "\n".join([title, "", *_remarks(bench, nearness, turned)]), lines)


def _data_called(bench: Bench) -> str:
    """Return the data's name; that of a file may be anything, and is left out."""
    return bench.settings.data if bench.settings.data in DATA else "from data of your own"


def _remarks(bench: Bench, nearness: str, turned: bool) -> list[str]:
    """Return what is to be known of the program, as comments."""
    known = bench.settings.data in DATA
    said = [f"{nearness}{':' if known else '.'}", *([bench.settings.line] if known else [])]
    if turned:
        said.append("Weights that were set by hand on the way are not in here: it is the run without them.")
    if len(edits(bench)) < len(edits_in(bench.settings.edit)):
        said.append("Weights set by hand that this network does not have are left out, as they are there.")
    if bench.batch > bench.settings.batch:
        said.append(bench.why_not("batch"))
    return [f"# {line}" for each in said for line in wrap(each, WIDTH, break_long_words=False)]
