"""All of a learner's progress as lines of text, and such lines merged into what is here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tutor.store.keeper import Keeper
from tutor.store.kinds import KINDS
from tutor.store.lines import header, to_line
from tutor.store.merging import Merged, read_aside, taken_over


def exported(keeper: Keeper, version: str) -> Iterator[str]:
    """A header and a line for each record, from a copy: whoever reads them slowly keeps no other terminal waiting."""
    copy = keeper.copied()
    try:
        yield header(version)
        for kind in KINDS:
            order = "tick, id" if "tick" in kind.fields else kind.columns
            for row in copy.each(f"SELECT {kind.columns} FROM {kind.table} ORDER BY {order}"):
                yield to_line(kind, row)
    finally:
        copy.close()


def merge(keeper: Keeper, source: BinaryIO) -> Merged:
    """Merge an export, in one transaction."""
    merged = Merged()
    aside = read_aside(source, merged)
    try:
        keeper.write_or_fail(lambda database: taken_over(aside, database.read, merged))
    finally:
        aside.close()
    return merged
