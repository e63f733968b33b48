"""The demo: practice and concerts as two curves, and a graduation at the best concert once patience has run out."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo, laid_over
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.loss_curves import loss_curves
from lessons.kit.slopes import Array
from lessons.ten_questions.enough.model import CONCERT, EPOCHS, School, risen

OVERFITTED = 0.1
"""An end this far above the best, relative to it, is called overfitting."""
_CEILING = 1.0
"""Where the axis of the losses ends, unless concerts go worse: the more room for the place where the two part."""
OPTIONS = ("Before epoch 100", "From epoch 100 to 490", "From epoch 500 on", "Never: nothing stops it before the end")


def foreseen(frame: Frame, option: int) -> Frame:
    """The epochs that were predicted, between two uprights."""
    ends = ((0.0, 100.0), (100.0, 490.0), (500.0, float(EPOCHS)), (float(EPOCHS), float(EPOCHS)))[option]
    return laid_over(frame, "Loss", *(Mark("you said", x=end, tone="fourth") for end in sorted(set(ends)) if end))


@demo(
    prediction=Prediction(
        "Early stopping graduates the network with the weights of its best concert. When will that have been?",
        OPTIONS,
        drawn=foreseen,
    ),
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
        best = int(np.argmin(concerts))
        graduated, over = update.reason.startswith("Stopped early"), bool(update.reason)
        readings: dict[str, Reading] = {
            "epoch": update.number,
            "practice": float(practice[-1]),
            "concert": float(concerts[-1]),
            "best epoch": best * CONCERT,
            "state": "graduated" if graduated else "at school" if not over else "out of time",
        }
        trouble = _trouble(concerts) if over and stopping == "off" else None
        pictures = (curves(practice, concerts, graduated), _wave(school, graduated))
        caption = _caption(practice, concerts, graduated, over, stopping)
        piece, sound = (part[0] for part in school.examples)
        inside = network_example(school.net, piece, sound, title="The first practice piece")
        came_true = _when(best * CONCERT, graduated) if over else None
        yield Frame(update.number, pictures, caption, readings, over, trouble, inside, came_true)


def _when(best: int, graduated: bool) -> int:
    """Which of the options came true, by the epoch of the best concert."""
    if not graduated:
        return 3
    return 0 if best < 100 else 1 if best < 500 else 2


def curves(practice: Array, concerts: Array, graduated: bool = False) -> Lines:
    """Both losses at each concert so far, with the best concert marked."""
    epochs, best = CONCERT * np.arange(len(concerts)), int(np.argmin(concerts))
    word = "graduated" if graduated else "best"
    floor = 0.1 if min(practice.min(), concerts.min()) >= 0.1 else 0.01
    return loss_curves(
        "Loss",
        ("practice", "concert"),
        epochs,
        np.column_stack([practice, concerts]),
        limits=(floor, max(_CEILING, float(concerts[20:].max(initial=0.0)))),  # the first are all alike and huge
        until=EPOCHS,
        tones=("second", "main"),
        beyond="along the rim",
        x_label="epoch",
        marks=(Mark(word, float(epochs[best]), float(concerts[best]), "good"),),
    )


def _wave(school: School, graduated: bool) -> Lines:
    """Draw what the network plays, beside its practice pieces and the melody behind their noise."""
    along = np.linspace(-np.pi, np.pi, 61)
    inputs, targets = school.examples
    series = (
        Series("tune", along, np.sin(along), tone="muted"),
        Series("pieces", inputs[:, 0], targets[:, 0], kind="points", tone="third"),
        Series("network", along, school.net.outputs(along[:, None])[:, 0], tone="fourth"),
    )
    title = "The graduate" if graduated else "It plays"
    return Lines(title, series, "x", "y", (-3.2, 3.2), (-2.5, 2.5))


def _trouble(concerts: Array) -> Trouble | None:
    if risen(concerts) <= OVERFITTED:
        return None
    why = (
        "It went on practising long after its best concert, and learned the noise of its pieces by heart. "
        "Early stopping keeps the weights of the best concert instead."
    )
    return Trouble("It overfitted", why, {"stopping": "early"})


def _caption(practice: Array, concerts: Array, graduated: bool, over: bool, stopping: str) -> str:
    now, best = (len(concerts) - 1) * CONCERT, int(np.argmin(concerts))
    heard = f"practice loss {figure(float(practice[-1]))}, concert loss {figure(float(concerts[-1]))}"
    at_best = f"epoch {best * CONCERT} with {figure(float(concerts[best]))}"
    if graduated:
        return f"Graduated! It stopped at epoch {now} and has the weights of its best concert back: {at_best}."
    if over and stopping == "off":
        fell = f"The best was {at_best}, and nobody kept it" if best * CONCERT < now else "That is its best so far"
        return f"Epoch {now}, the end: {heard}. {fell}."
    if over:
        return f"Epoch {now}, out of time: patience did not run out. The best concert, {at_best}, was kept."
    since = len(concerts) - 1 - best
    waited = "the best concert so far" if not since else f"{since} since the best, {at_best}"
    return f"Epoch {now}: {heard}; {waited}."
