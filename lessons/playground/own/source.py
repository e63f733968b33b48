"""Where somebody's own data comes from and how it was read, for whoever is to read it again in the very same way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnSource:
    """A file, and how it was understood.

    Attributes:
        path: of the file, as it was typed.
        encoding: by which its bytes are letters.
        delimiter: what stands between fields.
        comma: whether a comma stands before decimals.
        header: whether the first row holds the names of the columns.
        inputs: the places of the inputs, from 0, in their order.
        label: the place of the label.
        numeric: whether labels are numbers, as values or as classes.
        thinned: whether more rows stand there than are taken.
    """

    path: str
    encoding: str
    delimiter: str
    comma: bool
    header: bool
    inputs: tuple[int, ...]
    label: int
    numeric: bool
    thinned: bool
