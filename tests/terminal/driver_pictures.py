"""Moving pictures as cells, the same in every run, drawn by an app of ours and by an ncurses program.

As a program: `driver_pictures.py curves|scaling|heights FRAMES` draws that many frames with ncurses, in the colours
that TERM has.
"""

from __future__ import annotations

import curses
import itertools
import math
import sys
from collections.abc import Callable, Iterator

from rich.color import Color, ColorSystem

COLUMNS, ROWS = 80, 20
BACKGROUND, TEXT, LINE, AXIS = (18, 18, 18), (224, 224, 224), (80, 160, 255), (110, 110, 110)
HEIGHTS = [(round(30 + 14 * n), round(60 + 12 * n), round(200 - 13 * n)) for n in range(15)]
"""Fifteen colours, because Python's curses cannot paint with more than 256 pairs of them."""
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Which bit of U+2800 is which dot: four rows of two."""

Colour = tuple[int, int, int]
Cell = tuple[str, Colour, Colour]
Picture = list[list[Cell]]


def loss(step: int) -> float:
    """A loss that falls, and jitters a little, the same way every time."""
    return 2.5 * math.exp(-step / 60) + 0.25 + 0.12 * math.sin(step * 1.7) * math.exp(-step / 90)


def curve(values: list[float], low: float, high: float, across: int, number: int) -> Picture:
    """Values as a line of braille dots, with an axis and a line of text above it."""
    width, height = COLUMNS - 8, ROWS - 2
    dots = [[0] * width for _ in range(height)]
    for n, value in enumerate(values):
        x = min(n * (2 * width - 1) // max(across, 1), 2 * width - 1)
        y = round((high - value) / (high - low) * (4 * height - 1))
        if 0 <= y < 4 * height:
            dots[y // 4][x // 2] |= DOTS[y % 4][x % 2]
    head = f" update {number:4d}   loss {values[-1]:.4f}".ljust(COLUMNS)
    picture: Picture = [[(c, TEXT, BACKGROUND) for c in head]]
    for y, row in enumerate(dots):
        label = f"{high - (high - low) * y / (height - 1):6.2f} │" if y % 4 == 0 else "       │"
        line = [(chr(0x2800 + bits) if bits else " ", LINE, BACKGROUND) for bits in row]
        picture.append([(c, AXIS, BACKGROUND) for c in label] + line)
    return [*picture, [(c, AXIS, BACKGROUND) for c in "       └" + "─" * width]]


def curves() -> Iterator[Picture]:
    """A curve that grows along axes that stay."""
    values: list[float] = []
    for number in range(200):
        values.append(loss(number))
        yield curve(values, 0.0, 3.0, 199, number)


def scaling() -> Iterator[Picture]:
    """A curve that always fills its axes, so that all of it moves in every frame."""
    values: list[float] = []
    for number in range(200):
        values.append(loss(number))
        yield curve(values, min(values) - 0.01, max(values) + 0.01, number, number)


def heights() -> Iterator[Picture]:
    """Hills that move, two rows of them in each row of cells."""
    for number in range(200):
        picture: Picture = []
        for y in range(ROWS):
            upper, lower = ([HEIGHTS[height(x, 2 * y + part, number)] for x in range(COLUMNS)] for part in (0, 1))
            picture.append([("▀", a, b) for a, b in zip(upper, lower, strict=True)])
        yield picture


def height(x: int, y: int, number: int) -> int:
    """0 to 14."""
    wave = math.sin(x / 9 + number / 14) + math.cos(y / 6 - number / 23) + math.sin((x + 2 * y) / 17 + number / 31)
    return min(14, max(0, round((wave + 3) / 6 * 14)))


PICTURES: dict[str, Callable[[], Iterator[Picture]]] = {"curves": curves, "scaling": scaling, "heights": heights}


def draw(screen: curses.window, name: str, frames: int) -> None:
    """Draw with ncurses as many frames as asked for."""
    pairs: dict[tuple[Colour, Colour], int] = {}
    curses.curs_set(0)
    for picture in itertools.islice(PICTURES[name](), frames):
        paint(screen, picture, pairs)
        screen.refresh()


def paint(screen: curses.window, picture: Picture, pairs: dict[tuple[Colour, Colour], int], top: int = 0) -> None:
    """Put a picture into ncurses' window, from a row on."""
    for y, row in enumerate(picture, top):
        for x, (character, foreground, background) in enumerate(row):
            pair = pairs.setdefault((foreground, background), len(pairs) + 1)
            if pair == len(pairs):
                curses.init_pair(pair, colour_number(foreground), colour_number(background))
            screen.addstr(y, x, character, curses.color_pair(pair))


def colour_number(colour: Colour) -> int:
    """What ncurses calls a colour on this terminal: the same that Rich makes of it."""
    if curses.COLORS > 256:
        return colour[0] << 16 | colour[1] << 8 | colour[2]
    system = ColorSystem.EIGHT_BIT if curses.COLORS == 256 else ColorSystem.STANDARD
    return Color.from_rgb(*colour).downgrade(system).number or 0


if __name__ == "__main__":
    curses.wrapper(draw, sys.argv[1], int(sys.argv[2]))
