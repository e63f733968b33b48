"""All of a learner's progress as lines of text, and such lines merged into what is here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tutor.store.keeper import Keeper
from tutor.store.kinds import KINDS
from tutor.store.lines import header, to_line
from tutor.store.merged import Merged
from tutor.store.merging import taken_over
from tutor.store.records import now
from tutor.store.rows import microseconds
from tutor.store.spool import Spool


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
    with keeper.held() as database:
        spool = Spool(database)
        try:
            spool.fill(source, merged)
            database.write(taken_over(spool, database.read, merged, microseconds(now())))
        finally:
            spool.close()
    return merged
