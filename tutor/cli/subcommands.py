"""Every command that may follow `nntutor`: where its function lies, and which arguments it takes.

A function takes the shell and its options (those listed, and `plain`) and returns the exit status. Its file is imported
when it is called, and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tutor.cli.values import count, minutes, port, seed


@dataclass(frozen=True)
class Argument:
    """Something that may be typed after a command.

    Attributes:
        name: such as "id", or "--seed" for an option.
        settings: what argparse's `add_argument` is told about it.
    """

    name: str
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Subcommand:
    """One command.

    Attributes:
        place: the function, as "file:function" below `tutor.cli`.
        arguments: what it takes.
        knobs: whether any other `--NAME VALUE` is a knob of a demo; they arrive as `options.knobs`.
    """

    place: str
    arguments: tuple[Argument, ...] = ()
    knobs: bool = False


def _argument(name: str, **settings: Any) -> Argument:
    return Argument(name, settings)


def _number(name: str, kind: Callable[[str], int], **settings: Any) -> Argument:
    return Argument(name, {"type": kind, "metavar": "N", **settings})


_ID = _argument("id", metavar="ID")
_MAYBE_ID = _argument("id", metavar="ID", nargs="?")
_MAYBE_PART = _argument("part", metavar="PART", nargs="?")
_JSON = _argument("--json", action="store_true")
_SEED = _number("--seed", seed)
_OUT = _argument("--out", metavar="FILE")
_DEMO = _argument("--demo", metavar="NAME")
_FORCE = _argument("--force", action="store_true")
_FRAMES = _number("--frames", count)
_PLAYGROUND = (
    _argument("--challenge", metavar="NAME"),
    _argument("--link", metavar="LINK"),
    _argument("--code", metavar="KIND"),
    _argument("--open", metavar="FILE"),
    _argument("--save", metavar="FILE"),
)
_TURN = _argument("--turn", metavar="N:KNOB=VALUE", action="append")

SUBCOMMANDS: Mapping[str, Subcommand] = {
    "lesson": Subcommand("learn:learn", (_ID,)),
    "lessons": Subcommand("lessons:lessons", (_JSON,)),
    "progress": Subcommand("progress:progress", (_JSON,)),
    "practice": Subcommand("practice:practice"),
    "graduate": Subcommand("graduate:graduate", (_MAYBE_PART, _SEED)),
    "certificate": Subcommand(
        "certificate:certificate",
        (
            _MAYBE_PART,
            _argument("--format", metavar="FORM", default="text"),
            _argument("--name", metavar="NAME"),
            _argument("--latest", action="store_true"),
            _OUT,
            _FORCE,
        ),
    ),
    "quiz": Subcommand("quiz:quiz", (_ID, _JSON, _SEED, _argument("--question", metavar="NAME"))),
    "demo": Subcommand("demo:demo", (_ID, _JSON, _SEED, _FRAMES, _DEMO, _TURN), knobs=True),
    "play": Subcommand("play:play", (_JSON, _SEED, _FRAMES, _TURN, *_PLAYGROUND), knobs=True),
    "source": Subcommand("source:source", (_ID, _DEMO)),
    "reset": Subcommand("progress:reset", (_MAYBE_ID, _argument("--undo", action="store_true"))),
    "mistakes": Subcommand("mistakes:mistakes", (_JSON,)),
    "map": Subcommand("course_map:course_map", (_MAYBE_ID, _JSON)),
    "words": Subcommand("words:words", (_argument("word", metavar="WORD", nargs="*"), _JSON)),
    "notes": Subcommand("notes:notes", (_OUT, _FORCE)),
    "export": Subcommand("exchange:export", (_OUT, _FORCE)),
    "import": Subcommand("exchange:import_", (_argument("file", metavar="FILE"),)),
    "check": Subcommand(
        "lessons:check",
        (
            _argument("ids", metavar="ID", nargs="*"),
            _number("--seeds", count, default=200),
            _argument("--questions", action="store_true"),
        ),
    ),
    "settings": Subcommand("settings:settings", (_argument("name", nargs="?"), _argument("value", nargs="?"), _JSON)),
    "about": Subcommand("about:about"),
    "doctor": Subcommand("doctor:doctor", (_JSON,)),
    "bench": Subcommand("bench:bench", (_JSON,)),
    "serve": Subcommand(
        "serve:serve",
        (
            _argument("--host", metavar="ADDRESS"),
            _number("--port", port),
            _argument("--data", metavar="FOLDER"),
            _argument("--keys", metavar="FILE"),
            _number("--sessions", count),
            _number("--per-key", count),
            _number("--per-address", count),
            _number("--rate", count),
            Argument("--idle", {"type": minutes, "metavar": "MINUTES"}),
        ),
    ),
}
