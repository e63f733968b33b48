"""Confetti: a second or two of it, a still picture of it, or a line of words, as motion is set; any key ends it."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget
from textual.worker import Worker

from tutor.study.graduation.words import IN_CONFETTI

if TYPE_CHECKING:
    from tutor.tui.host import Host

SECONDS = 2.5
"""Seconds from the first piece to the last picture, whatever the line."""
FRAMES_A_SECOND = 15
FALLING = 0.8
"""Seconds that a piece takes on its way."""
CELLS_A_PIECE = 12
SIGNS = "●■▴▾○◦"
COLOURS = ("$primary", "$secondary", "$accent", "$success", "$warning", "$error")


@dataclass(frozen=True)
class ConfettiPiece:
    """A piece of confetti: where it comes to rest, when it sets out, and what it looks like."""

    column: int
    row: int
    sets_out: float
    sign: str
    colour: str

    def place(self, age: float) -> tuple[int, int]:
        """Return the column and row at an age in seconds; above the picture (row -1) before the piece has set out."""
        way = min(max((age - self.sets_out) / FALLING, 0.0), 1.0)
        sway = round(1.4 * math.sin(9 * way + self.column)) if way < 1 else 0
        return self.column + sway, round((self.row + 1) * way) - 1


class Confetti(Widget):
    """Hidden until there is something to celebrate. Frames are drawn as the terminal takes them; the last one stays.

    Args:
        clock: seconds, from anywhere.
        sleep: waits for so many seconds.
        patience: seconds after which it ends by any clock, also on a line that takes no frame.
    """

    app: Host

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: float = SECONDS,
    ) -> None:
        super().__init__()
        self.clock, self.sleep, self.patience = clock, sleep, patience
        self.pictures = 0
        self._seed, self._age = 0, math.inf
        self._worker: Worker[None] | None = None

    def on_mount(self) -> None:
        """Hide the confetti: there is nothing to celebrate yet."""
        self.display = False

    @property
    def falling(self) -> bool:
        """Whether something still moves."""
        return self._worker is not None and not self._worker.is_finished

    def celebrate(self, seed: int) -> None:
        """Throw the confetti; the same seed throws the same pieces."""
        self._seed, self.display = seed, True
        self.set_class(self.app.motion == "off", "-in-words")
        if self.app.motion == "full":
            self._age = 0.0
            self._worker = self.run_worker(self._fall(), exclusive=True)
        else:
            self._show(math.inf)

    def end(self) -> None:
        """Have all the confetti lie where it falls, now."""
        if self.falling and self._worker is not None:
            self._worker.cancel()
            self._show(math.inf)

    async def _fall(self) -> None:
        began = self.clock()
        with suppress(TimeoutError):
            async with asyncio.timeout(self.patience):
                while (age := self.clock() - began) < SECONDS:
                    await self.app.pace.wait_until_consumed()
                    self._show(age)
                    await self.sleep(1 / FRAMES_A_SECOND)
        self._show(math.inf)

    def _show(self, age: float) -> None:
        self._age, self.pictures = age, self.pictures + 1
        self.refresh()

    def render(self) -> Content:
        """Draw every piece where it is by now."""
        if self.app.motion == "off":
            return Content(IN_CONFETTI)
        width, height = self.size
        cells: dict[tuple[int, int], ConfettiPiece] = {
            piece.place(self._age): piece for piece in pieces(self._seed, width, height)
        }
        return Content("\n").join(
            Content().join(_cell(cells.get((column, row))) for column in range(width)) for row in range(height)
        )


def pieces(seed: int, width: int, height: int) -> list[ConfettiPiece]:
    """Return the pieces thrown over an area of `width` × `height` cells."""
    dice = Random(seed)
    return [
        ConfettiPiece(
            dice.randrange(width),
            dice.randrange(height),
            dice.random() * (SECONDS - FALLING - 0.2),
            dice.choice(SIGNS),
            dice.choice(COLOURS),
        )
        for _ in range(width * height // CELLS_A_PIECE)
    ]


def _cell(piece: ConfettiPiece | None) -> Content:
    return Content(" ") if piece is None else Content.styled(piece.sign, piece.colour)
