"""What both demos draw and say of a school: its two curves, what it plays, and the losses in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.figures import figure
from lessons.kit.loss_curves import loss_curves
from lessons.kit.slopes import Array
from lessons.ten_questions.enough.model import CONCERT, EPOCHS, School

_CEILING = 1.0
"""Where the axis of the losses ends, unless concerts go worse: the more room for the place where the two part."""


def curves(practice: Array, concerts: Array, graduated: bool = False, to_come: Array | None = None) -> Lines:
    """Return both losses at each concert so far, with the best concert marked.

    Args:
        practice: training loss at each concert, shape (concerts,).
        concerts: validation loss at each, shape (concerts,).
        graduated: whether it has stopped by its rule.
        to_come: validation loss at each concert of the whole run, shape (all concerts,): those that nobody gave any
            more are drawn faintly. None draws none.
    """
    epochs, best = CONCERT * np.arange(len(concerts)), int(np.argmin(concerts))
    word = "graduated" if graduated else "best"
    floor = 0.1 if min(practice.min(), concerts.min()) >= 0.1 else 0.01
    limits = (floor, max(_CEILING, float(concerts[20:].max(initial=0.0))))  # the first are all alike and huge
    chart = loss_curves(
        "Loss",
        ("practice", "concert"),
        epochs,
        np.column_stack([practice, concerts]),
        limits=limits,
        until=EPOCHS,
        tones=("second", "main"),
        beyond="along the rim",
        x_label="epoch",
        marks=(Mark(word, float(epochs[best]), float(concerts[best]), "good"),),
    )
    if to_come is None or len(to_come) <= len(concerts):
        return chart
    last = len(concerts) - 1
    rest = np.clip(to_come[last:], *limits)
    later = Series("had it gone on", CONCERT * np.arange(last, len(to_come), dtype=float), rest, tone="fifth")
    return replace(chart, series=(later, *chart.series))


def wave(school: School, title: str = "It plays") -> Lines:
    """Return what the network plays, beside its practice pieces and the tune behind their noise."""
    along = np.linspace(-np.pi, np.pi, 61)
    inputs, targets = school.examples
    series = (
        Series("tune", along, np.sin(along), tone="muted"),
        Series("network", along, school.net.outputs(along[:, None])[:, 0], tone="fourth"),
        Series("pieces", inputs[:, 0], targets[:, 0], kind="points", tone="third"),
    )
    return Lines(title, series, "x", "y", (-3.2, 3.2), (-2.5, 2.5))


def heard(practice: Array, concerts: Array) -> str:
    """Return the newest losses in words."""
    return f"practice loss {figure(float(practice[-1]))}, concert loss {figure(float(concerts[-1]))}"


def best_of(concerts: Array) -> str:
    """Return in words which concert was the best, and how good."""
    best = int(np.argmin(concerts))
    return f"epoch {best * CONCERT} with {figure(float(concerts[best]))}"
