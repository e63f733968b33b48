"""The demo: practice and concerts as two curves, and a graduation at the best concert once patience has run out."""

from __future__ import annotations

import numpy as np

from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.slopes import Array
from lessons.ten_questions.enough.model import CONCERT, RATE, School, career, risen
from lessons.ten_questions.enough.pictures import best_of, curves, heard, wave

OVERFITTED = 0.1
"""An end this far above the best, relative to it, is called overfitting."""
AS_GOOD = 0.02
"""A kept concert at most this far above the best of the whole run, relative to it, counts as the best."""
OPTIONS = (
    "Its best: nothing better was to come",
    "Less than its best: it left too soon",
    "No diploma: it stays to the last epoch",
)


@demo(
    prediction=Prediction("What will it graduate with?", OPTIONS),
    stopping=Choices("early", "off"),
    patience=Knob(1, 20, start=10, steps=19, whole=True, label="patience"),
    samples=Knob(8, 100, start=10, scale="log", steps=8, whole=True, label="pieces"),
    noise=Knob(0.1, 0.8, start=0.5, steps=7),
)
def graduation(stopping: str, patience: float, samples: float, noise: float, seed: int) -> Frames:
    """Practice, concerts, and perhaps a graduation."""
    school = School(int(samples), noise, int(patience) if stopping == "early" else None, seed)
    rows: list[tuple[float, float]] = []
    for update in school.concerts:
        rows.append((update.loss, update.validation_loss or 0.0))
        practice, concerts = np.array(rows).T
        graduated, over = update.reason.startswith("Stopped early"), bool(update.reason)
        readings: dict[str, Reading] = {
            "epoch": update.number,
            "practice": float(practice[-1]),
            "concert": float(concerts[-1]),
            "best epoch": int(np.argmin(concerts)) * CONCERT,
            "state": "graduated" if graduated else "at school" if not over else "out of time",
        }
        to_come, came_true = None, None
        if over:
            to_come = career(int(samples), noise, RATE, seed).concerts
            readings |= {"kept": float(concerts.min()), "best of all": float(to_come.min())}
            came_true = left_with(concerts, to_come) if graduated else 2
        piece, sound = (part[0] for part in school.examples)
        yield Frame(
            update.number,
            charts=(
                curves(practice, concerts, graduated, to_come),
                wave(school, "The graduate" if graduated else "It plays"),
            ),
            caption=_caption(practice, concerts, to_come, graduated, stopping),
            readings=readings,
            finished=over,
            trouble=_trouble(concerts) if over and stopping == "off" else None,
            inspect=network_example(school.net, piece, sound, title="The first practice piece"),
            outcome=came_true,
        )


def left_with(concerts: Array, whole: Array) -> int:
    """Return which option came true for a graduate, from the concerts it gave and those of the whole run."""
    return 0 if concerts.min() <= (1 + AS_GOOD) * whole.min() else 1


def _trouble(concerts: Array) -> Trouble | None:
    if risen(concerts) <= OVERFITTED:
        return None
    why = (
        "It went on practising long after its best concert, and learned the noise of its pieces by heart. "
        "Early stopping keeps the weights of the best concert instead."
    )
    return Trouble("It overfitted", why, {"stopping": "early"})


def _caption(practice: Array, concerts: Array, whole: Array | None, graduated: bool, stopping: str) -> str:
    now, best = (len(concerts) - 1) * CONCERT, int(np.argmin(concerts))
    losses, at_best = heard(practice, concerts), best_of(concerts)
    if whole is None:
        since = len(concerts) - 1 - best
        waited = "the best concert so far" if not since else f"{since} since the best, {at_best}"
        return f"Epoch {now}: {losses}; {waited}."
    if graduated:
        missed = f" Had it gone on: {best_of(whole)}." if left_with(concerts, whole) else ""
        return f"Graduated! It stopped at epoch {now} and has the weights of its best concert back: {at_best}.{missed}"
    if stopping == "off":
        fell = f"The best was {at_best}, and nobody kept it" if best * CONCERT < now else "That is its best so far"
        return f"Epoch {now}, the end: {losses}. {fell}."
    return f"Epoch {now}, out of time: patience did not run out. The best concert, {at_best}, was kept."
