"""The demo without a graduation: practice and concerts to the last epoch, and how far apart they end."""

from __future__ import annotations

import numpy as np

from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob
from lessons.ten_questions.enough.model import CONCERT, EPOCHS, School
from lessons.ten_questions.enough.pictures import best_of, curves, heard, wave

OPTIONS = ("Less than half of practice's", "About the same as practice's", "More than twice practice's")


@demo(
    prediction=Prediction("Where will the concert loss end, beside that of practice?", OPTIONS),
    samples=Knob(8, 100, start=10, scale="log", steps=8, whole=True, label="pieces"),
    noise=Knob(0.1, 0.8, start=0.5, steps=7),
)
def strangers(samples: float, noise: float, seed: int) -> Frames:
    """Practice and concerts, to the end."""
    school = School(int(samples), noise, None, seed)
    rows: list[tuple[float, float]] = []
    for update in school.concerts:
        rows.append((update.loss, update.validation_loss or 0.0))
        practice, concerts = np.array(rows).T
        over = update.number == EPOCHS
        readings: dict[str, Reading] = {
            "epoch": update.number,
            "practice": float(practice[-1]),
            "concert": float(concerts[-1]),
            "best epoch": int(np.argmin(concerts)) * CONCERT,
        }
        piece, sound = (part[0] for part in school.examples)
        yield Frame(
            update.number,
            charts=(curves(practice, concerts), wave(school)),
            caption=_caption(f"Epoch {update.number}", heard(practice, concerts), best_of(concerts), over),
            readings=readings,
            finished=over,
            inspect=network_example(school.net, piece, sound, title="The first practice piece"),
            outcome=beside(float(practice[-1]), float(concerts[-1])) if over else None,
        )


def beside(practice: float, concert: float) -> int:
    """Return which option came true, from the last losses."""
    ratio = concert / practice
    return 0 if ratio < 0.5 else 2 if ratio > 2 else 1


def _caption(epoch: str, losses: str, best: str, over: bool) -> str:
    return f"{epoch}, the end: {losses}. Best concert: {best}." if over else f"{epoch}: {losses}."
