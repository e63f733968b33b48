"""The demo of the four styles: a sum climbs from −4 to 4; what each activation plays, and what it lets back."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Bars, Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, demo, laid_over
from lessons.kit.figures import figure
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.kit.slopes import Array
from lessons.ten_questions.activation.model import NAMES, TONES, neuron, respond

REACH = 4.0
WALK = np.linspace(-REACH, REACH, 33)
"""The sums that the walk visits; 0 is among them."""
_ALONG = np.linspace(-REACH, REACH, 81)
_LIMITS = {"step": (-0.2, 1.2), "sigmoid": (-0.2, 1.2), "tanh": (-1.2, 1.2), "ReLU": (-0.5, 4.0)}
WHERE = ("Far left of 0", "Around z = 0", "Right of 0, all the way alike", "Nowhere: it is 0 throughout")


def foreseen(frame: Frame, option: int) -> Frame:
    """Where the slope was predicted to be largest; nowhere has no place."""
    places = {0: -2.5, 1: 0.0, 2: 2.5}
    marks = (Mark("you said", x=places[option], tone="fourth"),) if option in places else ()
    return laid_over(frame, "", *marks)


@demo(
    prediction=Prediction(
        "A sum z climbs from −4 to 4. Where is the slope of your activation largest?", WHERE, drawn=foreseen
    ),
    activation=Choices(*NAMES, start="sigmoid"),
    z=Knob(-REACH, REACH, start=0.0, steps=32, label="z, by hand", live=True),
)
def dial(activation: str, z: Live[float], seed: int) -> Frames:  # noqa: ARG001
    """Four styles, and what each lets back."""
    start, last = z(), len(WALK) - 1
    for number, place in enumerate(WALK):
        yield _frame(number, activation, float(place), number == last, _largest(activation) if number == last else "")
        if z() != start:
            break
    yield from still(lambda: _frame(last, activation, z(), True))


def _frame(number: int, name: str, z: float, over: bool, told: str = "") -> Frame:
    here = neuron(name, z)
    output, slope = here.value(), here.slope("z")
    readings: dict[str, Reading] = {"activation": name, "z": z, "output": output, "slope": slope}
    charts, caption = (_curves(name, z, over=over), _let_back(name, z)), _caption(name, z, output, slope) + told
    inside = here.inspect("z", title=f"One {name} neuron")
    return Frame(number, charts, caption, readings, over, inspect=inside, outcome=_where(name) if over else None)


def _steepest(name: str) -> tuple[float, Array]:
    """The largest slope on the walk, and the places that have it."""
    slopes = respond(name, WALK)[1]
    return float(slopes.max()), WALK[slopes >= slopes.max() * (1 - 1e-9)]


def _where(name: str) -> int:
    """Return the option that tells where the activation lets most of a correction back."""
    largest, places = _steepest(name)
    if not largest:
        return 3
    return 2 if len(places) > 2 else 1 if abs(float(places[0])) < 1.0 else 0


def _largest(name: str) -> str:
    """Tell in words how large the activation's slope gets on the walk, and where."""
    largest, places = _steepest(name)
    if not largest:
        return " It was 0 all the way."
    alike = "all the way from" if len(places) > 2 else "at"
    return f" Its largest on the walk: {figure(largest)}, {alike} z = {figure(float(places[0]))}."


def _curves(name: str, z: float, *, over: bool) -> Lines:
    """Draw what this activation plays, how steep it is as far as z has come, and where z is now."""
    outputs, slopes = respond(name, _ALONG)
    slopes = np.where(over | (z >= _ALONG), slopes, np.nan)
    series = (Series("slope", _ALONG, slopes, tone="fourth"), Series("plays", _ALONG, outputs, tone="fifth"))
    title, marks = f"The {name}, and its slope", (Mark("now", x=z, tone="good"),)
    return Lines(title, series, "z", "", (-REACH, REACH), _LIMITS[name], marks=marks)


def _let_back(name: str, z: float) -> Bars:
    """Draw what each of the four activations would let back at this z."""
    slopes = np.array([neuron(each, z).slope("z") for each in NAMES])
    title = f"Of 1, each lets back at z = {figure(z)}"
    return Bars(
        title, NAMES, slopes, limits=(0.0, 1.0), highlight=NAMES.index(name), decimals=3, tones=tuple(TONES.values())
    )


def _caption(name: str, z: float, output: float, slope: float) -> str:
    """The figures at this z, and what they do to a correction that comes back."""
    heard = f"At z = {figure(z)} the {name} plays {figure(output)}"
    if slope == 0:
        return f"{heard}. Its slope is 0: of a correction of 1 that comes back, nothing gets through."
    return f"{heard}. Its slope is {figure(slope)}: of a correction of 1 that comes back, {figure(slope)} gets through."
