"""The knobs in two columns: the arrow down goes to the one beneath, and the mouse to the one under it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from lessons.kit.knobs import Knob
from tutor.tui.demo.knobs import Knobs

Sit = Callable[..., AbstractAsyncContextManager[Any]]


def place(knobs: Knobs) -> tuple[int, int]:
    """Return the row and the column of the pointer."""
    rows = knobs.render().plain.split("\n")
    return next((number, row.index("▸")) for number, row in enumerate(rows) if "▸" in row)


@pytest.mark.parametrize("count", [2, 3, 4, 5])
async def test_down_goes_down_the_column_and_the_mouse_finds_every_knob(sit: Sit, count: int) -> None:
    async with sit(size=(80, 24)) as hand:
        await hand.open("walking", 2)
        knobs = Knobs({f"knob{k}": Knob(0, 1, start=0.5) for k in range(count)})
        await hand.demo.mount(knobs)
        await hand.pilot.pause()
        seen = []
        for _ in range(count + 1):
            seen.append(place(knobs))
            knobs.choose(1)
        assert seen == sorted(seen, key=lambda spot: spot[::-1]), "down one column, then down the next"
        assert len({column for _, column in seen}) == 2
        for name, (row, column) in zip(knobs.names, seen, strict=True):
            await hand.pilot.click(knobs, offset=(column + 1, row))
            assert knobs.chosen == name
