"""Reads what was typed after `nntutor`: the command and its arguments, with `--plain` anywhere among them."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import NoReturn

from tutor.cli.subcommands import SUBCOMMANDS, Subcommand
from tutor.console.shell import Misused


@dataclass(frozen=True)
class CommandCall:
    """A command as it was called, with its arguments.

    Attributes:
        command: the entry of the table.
        options: its arguments by name; `plain`, whether plain text was asked for; `knobs`, for a demo, what its knobs
            are to be set to, as names and values.
    """

    command: Subcommand
    options: SimpleNamespace


_WANTED = {
    "ID": "the id of a lesson after it. `nntutor lessons` lists them.",
    "FILE": "the name of a file after it, or - for the standard input.",
}


class _Parser(argparse.ArgumentParser):
    """Raises where argparse would print its usage and leave."""

    def error(self, message: str) -> NoReturn:
        if wanted := _WANTED.get(message.removeprefix("the following arguments are required: ")):
            raise Misused(f"{self.prog} wants {wanted}")
        raise Misused(f"{message.removeprefix('argument ')}. `nntutor --help` shows what can be typed.")


def read_call(arguments: Sequence[str]) -> CommandCall:
    """The call that these arguments make: at least one beside `--plain`, and neither `--help` nor `--version`.

    Raises:
        Misused: they make no sense.
    """
    words = [word for word in arguments if word != "--plain"]
    plain = len(words) < len(arguments)
    name, rest = words[0], words[1:]
    if name not in SUBCOMMANDS:
        raise Misused(_unknown_command(name))
    command, knobs = SUBCOMMANDS[name], list[tuple[str, str]]()
    if command.knobs:
        rest, knobs = _without_knobs(rest, command)
    options, unknown = _parser(name, command).parse_known_args(rest, SimpleNamespace())
    if unknown:
        raise Misused(f"nntutor {name} does not take “{unknown[0][:60]}”. `nntutor --help` shows what it takes.")
    options.plain, options.knobs = plain, tuple(knobs)
    return CommandCall(command, options)


def _parser(name: str, command: Subcommand) -> _Parser:
    parser = _Parser(prog=f"nntutor {name}", add_help=False, allow_abbrev=False)
    for argument in command.arguments:
        parser.add_argument(argument.name, **argument.settings)
    return parser


def _without_knobs(words: Sequence[str], command: Subcommand) -> tuple[list[str], list[tuple[str, str]]]:
    """The words that a demo's parser knows, and `--rate 1.1` or `--rate=1.1` as names and values."""
    options = {argument.name.removeprefix("--") for argument in command.arguments if argument.name.startswith("--")}
    known, knobs, waiting = list[str](), list[tuple[str, str]](), list(words)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name or name in options:
            known.append(word)
        elif equals:
            knobs.append((name, value))
        elif waiting:
            knobs.append((name, waiting.pop(0)))
        else:
            raise Misused(f"--{name[:60]} wants a value after it, such as --{name[:60]} 1.1.")
    return known, knobs


def _unknown_command(word: str) -> str:
    near = difflib.get_close_matches(word.lstrip("-").casefold(), SUBCOMMANDS, n=2)
    hint = f"Did you mean {' or '.join(f'nntutor {name}' for name in near)}? " if near else ""
    kind = "option" if word.startswith("-") else "command"
    return f"There is no {kind} “{word[:60]}”. {hint}`nntutor --help` shows what there is."
