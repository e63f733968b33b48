"""Reads what was typed after `nntutor`: the command, its arguments, and the three options that may stand anywhere."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from tutor.cli.shell import Misused

COMMANDS = ("home", "lesson", "lessons", "progress", "quiz", "demo", "reset", "check", "bench")
_DEMO_OPTIONS = ("json", "seed", "frames", "demo")
"""What else begins with -- after `nntutor demo` sets a knob."""
LARGEST_SEED = 2**53
"""Beyond this, JSON readers that hold numbers as floats would get another seed."""


@dataclass(frozen=True)
class Call:
    """What was asked for.

    Attributes:
        command: one of COMMANDS.
        options: its arguments by name.
        knobs: for a demo, what its knobs are to be set to.
        plain: whether plain text was asked for.
    """

    command: str
    options: argparse.Namespace
    knobs: tuple[tuple[str, str], ...] = ()
    plain: bool = False


class _Parser(argparse.ArgumentParser):
    """Raises where argparse would print its usage and leave."""

    def error(self, message: str) -> NoReturn:
        if message.startswith("the following arguments are required"):
            raise Misused(f"{self.prog} wants the id of a lesson after it. `nntutor lessons` lists them.")
        raise Misused(f"{message.removeprefix('argument ')}. `nntutor --help` shows what can be typed.")


def read_call(arguments: Sequence[str]) -> Call:
    """The call that these arguments make; `--help` and `--version` are none and must have been looked for before.

    Raises:
        Misused: they make no sense.
    """
    words = [word for word in arguments if word != "--plain"]
    plain = len(words) < len(arguments)
    if not words:
        return Call("home", argparse.Namespace(), plain=plain)
    command, rest = words[0], words[1:]
    if command not in COMMANDS or command == "home":
        raise Misused(_unknown_command(command))
    knobs: list[tuple[str, str]] = []
    if command == "demo":
        rest, knobs = _without_knobs(rest)
    options, unknown = _parser(command).parse_known_args(rest)
    if unknown:
        raise Misused(f"nntutor {command} does not take “{unknown[0][:60]}”. `nntutor --help` shows what it takes.")
    return Call(command, options, tuple(knobs), plain)


def seed(text: str) -> int:
    """A seed as typed: a whole number from 0."""
    number = _whole(text)
    if not 0 <= number <= LARGEST_SEED:
        raise argparse.ArgumentTypeError(f"a seed is a whole number from 0 to {LARGEST_SEED}")
    return number


def count(text: str) -> int:
    """How many, as typed: a whole number from 1 to a million."""
    number = _whole(text)
    if not 1 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError("it is a whole number from 1 to 1000000")
    return number


def _whole(text: str) -> int:
    if not (text.removeprefix("-").isdecimal() and len(text) <= 20):
        raise argparse.ArgumentTypeError(f"“{text[:40]}” is not a whole number")
    return int(text)


def _parser(command: str) -> _Parser:
    parser = _Parser(prog=f"nntutor {command}", add_help=False, allow_abbrev=False)
    if command in ("lesson", "quiz", "demo"):
        parser.add_argument("id", metavar="ID")
    if command == "reset":
        parser.add_argument("id", metavar="ID", nargs="?")
    if command == "check":
        parser.add_argument("ids", metavar="ID", nargs="*")
        parser.add_argument("--seeds", type=count, metavar="N", default=200)
    if command in ("lessons", "progress", "quiz", "demo", "bench"):
        parser.add_argument("--json", action="store_true")
    if command in ("quiz", "demo"):
        parser.add_argument("--seed", type=seed, metavar="N")
    if command == "demo":
        parser.add_argument("--frames", type=count, metavar="N", default=100)
        parser.add_argument("--demo", metavar="NAME")
    if command == "reset":
        parser.add_argument("--undo", action="store_true")
    return parser


def _without_knobs(words: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """The words that a demo's parser knows, and `--rate 1.1` or `--rate=1.1` as names and values."""
    known, knobs, waiting = list[str](), list[tuple[str, str]](), list(words)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name or name in _DEMO_OPTIONS:
            known.append(word)
        elif equals:
            knobs.append((name, value))
        elif waiting:
            knobs.append((name, waiting.pop(0)))
        else:
            raise Misused(f"--{name[:60]} wants a value after it, such as --{name[:60]} 1.1.")
    return known, knobs


def _unknown_command(word: str) -> str:
    near = difflib.get_close_matches(word.lstrip("-").casefold(), COMMANDS[1:], n=2)
    hint = f"Did you mean {' or '.join(f'nntutor {name}' for name in near)}? " if near else ""
    kind = "option" if word.startswith("-") else "command"
    return f"There is no {kind} “{word[:60]}”. {hint}`nntutor --help` shows what there is."
