"""A sheet that is drawn on row by row."""

from __future__ import annotations

from lessons.kit.errors import Unreadable
from lessons.kit.knobs import Drawing, Sketch
from tutor.plain.talk import Destination, Talk, way_of


def ask_for_drawing(talk: Talk, sheet: Sketch) -> Drawing | Destination:
    """Take a drawing row by row, an empty line ends it early; where to, if the learner leaves instead."""
    rows: list[str] = []
    talk.line(
        f"Draw {sheet.rows} rows of {sheet.columns} signs: # for ink, + for half, . for empty. An empty line ends it."
    )
    while len(rows) < sheet.rows and (row := talk.ask(f"{len(rows) + 1:>2}> ")):
        if (way := way_of(row)) is not None:
            return way
        try:
            sheet.read("\n".join([*rows, row]))
            rows.append(row)
        except Unreadable as problem:
            talk.line(f"{problem} This row again, please.")
    return sheet.read("\n".join(rows))
