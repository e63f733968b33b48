"""Reads the values of options as they were typed: seeds, counts, ports, minutes."""

from __future__ import annotations

import argparse

from lessons.kit.signs import quoted, tidied
from tutor.text.seeds import LARGEST_SEED, RANGE


def seed(text: str) -> int:
    """A seed as typed: a whole number from 0."""
    number = _whole(text)
    if not 0 <= number <= LARGEST_SEED:
        raise argparse.ArgumentTypeError(f"a seed is {RANGE}")
    return number


def count(text: str) -> int:
    """How many, as typed: a whole number from 1 to a million."""
    number = _whole(text)
    if not 1 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError("it is a whole number from 1 to 1000000")
    return number


def port(text: str) -> int:
    """A TCP port as typed; 0 is any that is free."""
    number = _whole(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a whole number from 0 to 65535")
    return number


def minutes(text: str) -> float:
    """A time in minutes as typed, more than none and up to a week."""
    try:
        number = float(tidied(text).replace(",", "."))
    except ValueError:
        number = 0.0
    if not 0 < number <= 7 * 24 * 60:
        raise argparse.ArgumentTypeError("it is a number of minutes, such as 30 or 0.5")
    return number


def _whole(text: str) -> int:
    plain = tidied(text)
    if not (plain.removeprefix("-").isdecimal() and len(plain) <= 20):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a whole number")
    return int(plain)
