"""Everything that makes a run, checked, in one place: the line that one types and the run that comes of it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lessons.kit.errors import Unreadable
from lessons.kit.knobs import Choices, Control, Setting
from lessons.kit.replies import read_number
from lessons.playground import notation
from lessons.playground.controls import AUTO, CONTROLS
from lessons.playground.features import features_of

LARGEST_SEED = 2**53
"""As everywhere in the course: beyond it, JSON readers that hold numbers as floats would get another seed."""


@dataclass(frozen=True)
class PlaygroundSettings:
    """One run of the playground. Every field but the last two is a control of `CONTROLS`, under the same name.

    Attributes:
        data: the data set.
        noise: per cent of the data's radius, as a standard deviation; wide data has its own meaning of it.
        test: per cent of the points that are kept for the test.
        inputs: what the network is given of a point, with commas between.
        layers: units of each hidden layer, such as "8,8", or "none".
        activation: of all hidden layers, or one for each; the last named goes on where there are more layers.
        output: the activation of the last layer, where the loss does not bring its own.
        loss: its name, or "auto" for the one that fits the data.
        optimiser: its name.
        rate: the learning rate, or the highest of its schedule.
        schedule: how the rate changes over the whole run.
        batch: examples for each update.
        l1: the strength of L1.
        l2: the strength of L2.
        dropout: the share of hidden activations that are silenced while training.
        normalise: whether hidden layers normalise their sums over the batch, "on" or "off".
        initialisation: where weights start.
        epochs: passes through the examples until the run is over.
        stride: updates between two frames: ever more, one, or an epoch's.
        stop: where a run pauses by itself.
        edit: weights set by hand before the first update.
        seed: of the points, the weights, the order of the examples and dropout.
        own: the words that choose data of the learner's own; none where `data` is a data set of the engine.

    Raises:
        Unreadable: a field has a value that its control does not take.
    """

    data: str = "circles"
    noise: float = 10.0
    test: float = 50.0
    inputs: str = "x1,x2"
    layers: str = "4,2"
    activation: str = "tanh"
    output: str = "identity"
    loss: str = AUTO
    optimiser: str = "sgd"
    rate: float = 0.03
    schedule: str = "constant"
    batch: int = 10
    l1: float = 0.0
    l2: float = 0.0
    dropout: float = 0.0
    normalise: str = "off"
    initialisation: str = AUTO
    epochs: int = 300
    stride: str = "growing"
    stop: str = notation.NONE
    edit: str = notation.NONE
    seed: int = 0
    own: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check every field, and keep it as its control writes it."""
        for name, control in CONTROLS.items():
            if name != "data":
                object.__setattr__(self, name, _checked(name, control, getattr(self, name)))
        if isinstance(self.seed, bool) or not isinstance(self.seed, int) or not 0 <= self.seed <= LARGEST_SEED:
            raise Unreadable(f"A seed is a whole number from 0 to {LARGEST_SEED:,}.")

    @classmethod
    def of(cls, settings: Mapping[str, Setting], seed: int) -> PlaygroundSettings:
        """Return the settings of a run whose controls stand so.

        Raises:
            Unreadable: as the class.
        """
        return cls(**{**settings, "seed": seed})  # type: ignore[arg-type]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units of each hidden layer."""
        return notation.layer_sizes_in(self.layers)

    @property
    def activations(self) -> tuple[str, ...]:
        """Return the activation of each hidden layer."""
        named = self.activation.split(",")
        return tuple(named[min(number, len(named) - 1)] for number in range(len(self.sizes)))

    def features(self, coordinates: Sequence[str]) -> tuple[str, ...]:
        """Return what the network is given: features of one or two coordinates, or the coordinates as they are."""
        few = len(coordinates) <= 2
        return features_of(self.inputs.split(","), len(coordinates)) if few else tuple(coordinates)

    def as_options(self) -> list[str]:
        """Return the words to type after `nntutor play`; settings that stand at their start are left out."""
        words = list(self.own)
        for name, control in CONTROLS.items():
            if name == "data" and self.own:
                continue
            exact = str(getattr(self, name)) if name == "data" else control.exact(getattr(self, name))
            if exact != control.exact(control.start):
                words += [f"--{name}", exact]
        return [*words, "--seed", str(self.seed)] if self.seed else words

    @property
    def in_short(self) -> str:
        """The data, the hidden layers and what trains them, in a few words."""
        hidden = f"{self.layers} {self.activation}" if self.sizes else "no hidden layer"
        return f"{self.data}, {hidden}, {self.optimiser} {CONTROLS['rate'].shown(self.rate)}, seed {self.seed}"

    @property
    def line(self) -> str:
        """The line that makes this very run, as a shell wants it."""
        return shlex.join(["nntutor", "play", *self.as_options()])


def from_options(words: Sequence[str]) -> PlaygroundSettings:
    """Return the settings that were typed after `nntutor play`, `--layers 8,8` or `--layers=8,8`.

    Raises:
        Unreadable: a name that is none, a value that is missing or that cannot be; the message names it.
    """
    found: dict[str, Setting] = {}
    waiting = list(words)
    while waiting:
        name, equals, value = waiting.pop(0).removeprefix("--").partition("=")
        if not equals and not waiting:
            raise Unreadable(f"--{name[:40]} wants a value after it.")
        text = value if equals else waiting.pop(0)
        if name != "seed" and name not in CONTROLS:
            raise Unreadable(f"There is no setting --{name[:40]}; there are {', '.join(CONTROLS)}, seed.")
        try:
            found[name] = _seed(text) if name == "seed" else CONTROLS[name].read(text)
        except Unreadable as problem:
            raise Unreadable(f"--{name}: {problem}") from problem
    return PlaygroundSettings(**found)  # type: ignore[arg-type]


def _seed(text: str) -> int:
    plain = text.strip()
    number = int(plain) if plain.isdecimal() and len(plain) < 20 else read_number(plain)
    if not 0 <= number <= LARGEST_SEED or number != int(number):
        raise Unreadable(f"A seed is a whole number from 0 to {LARGEST_SEED:,}.")
    return int(number)


def _checked(name: str, control: Control, setting: Setting) -> Setting:
    """Return a setting as its control writes it.

    Raises:
        Unreadable: the control does not take it.
    """
    try:
        kept = control.read(setting if isinstance(setting, str) else repr(setting))
    except Unreadable as problem:
        raise Unreadable(f"{name}: {problem}") from problem
    if isinstance(control, Choices) and kept != setting:
        raise Unreadable(f"{name}: Choose one of: {', '.join(control.options)}.")
    return control.fitted(kept)
