"""From a share link of the TensorFlow Playground (D. Smilkov and S. Carter, 2016) to the settings of the same run here.

All that is set there stands after the #, as name=value with & between. The original's data, its loss and where its
weights start have names of their own here (`wide_circle`, `half_mse`, `uniform`), and so rates keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote
from zlib import crc32

from lessons.kit.errors import Unreadable
from lessons.kit.signs import quoted
from lessons.playground.controls import CONTROLS
from lessons.playground.examples import WIDE
from lessons.playground.notation import NONE
from lessons.playground.settings import LARGEST_SEED, PlaygroundSettings

LONGEST_LINK = 4_000
"""Characters of a link; all that the original knows takes a quarter of them."""
EPOCHS = 1_000
"""The original runs until somebody stops it."""
INPUTS: Mapping[str, tuple[str, bool]] = {
    "x": ("x1", True), "y": ("x2", True), "xSquared": ("x1^2", False), "ySquared": ("x2^2", False),
    "xTimesY": ("x1x2", False), "sinX": ("sin1", False), "sinY": ("sin2", False),
}  # fmt: skip
"""The name that each input has here, and whether the network has it where a link does not say."""
ACTIVATIONS = {"relu": "relu", "tanh": "tanh", "sigmoid": "sigmoid", "linear": "identity"}
PROBLEMS: Mapping[str, tuple[str, Mapping[str, str], str]] = {
    "classification": (
        "dataset",
        {"circle": "wide_circle", "xor": "wide_xor", "gauss": "wide_gauss", "spiral": "wide_spiral"},
        "tanh",
    ),
    "regression": ("regDataset", {"reg-plane": "wide_plane", "reg-gauss": "wide_bumps"}, "identity"),
}
"""For each problem, under which name its data is set, what that is called here, and the activation of the output."""
PENALTIES = {"none": "none", "L1": "l1", "L2": "l2"}
_SET = ("activation", "regularization", "batchSize", "learningRate", "regularizationRate", "noise", "networkShape")
KNOWN = frozenset({*_SET, *INPUTS, "dataset", "regDataset", "problem", "percTrainData", "initZero", "seed"})
"""The names that say what is run; all others say how that is shown, or nothing."""
_HIDDEN = "_hide"
"""What follows the name of an input, or of a control, that is hidden; such an input the network is not given."""
_NEEDS_NO_WORD = frozenset({"showTestData", *(f"{name}{_HIDDEN}" for name in INPUTS)})
"""Points for the test are always shown here, and a hidden input is off."""
_MOST_NAMED = 4
_NO_LINK = "Such a link has its settings after #, like activation=tanh&networkShape=4,2."


class Linked(NamedTuple):
    """The run that a link leads to, and what there is to tell of it.

    Attributes:
        settings: the run that it sets up.
        left_out: what it says that has no counterpart, by name.
    """

    settings: PlaygroundSettings
    left_out: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """How the run differs from the original's, in two or three sentences; what most runs have in common last."""
        settings, told = self.settings, list[str]()
        if settings.l1:
            told.append("L1 leaves weights moving about 0; there they stay at 0.")
        examples = round(WIDE.get(settings.data, 0) * (1 - settings.test / 100))
        if left := examples % settings.batch:
            told.append(f"There the {left} examples left over by batches of {settings.batch} wait for the next epoch.")
        if self.left_out:
            told.append(f"Without a counterpart: {_listed(self.left_out)}.")
        drawn = f"drawn from seed {settings.seed} and in a new order each epoch, for {settings.epochs:,} epochs."
        return " ".join([*told, f"{'Else as' if told else 'As'} in the original, but {drawn}"])


def from_link(text: str) -> Linked:
    """Return the run that a link of the TensorFlow Playground sets up.

    What a link does not say stands where the original has it at first.

    Args:
        text: the link, or what stands after its #.

    Raises:
        Unreadable: it is no such link, or it sets something to what that cannot be; the message names it.
    """
    said = _Said(_read(text))
    kind, seed = said.word("regularization", PENALTIES, "none"), _seed(said.text("seed"))
    strength = said.number("regularizationRate", "l2", 0.0) if kind != "none" else 0.0
    name, names, output = PROBLEMS[said.word("problem", {each: each for each in PROBLEMS}, "classification")]
    settings = PlaygroundSettings(
        data=said.word(name, names, next(iter(names))),
        noise=said.number("noise", "noise", 0.0),
        test=100.0 - said.number("percTrainData", "test", 50.0),
        inputs=said.inputs,
        layers=said.layers,
        activation=said.word("activation", ACTIVATIONS, "tanh"),
        output=output,
        loss="half_mse",
        rate=said.number("learningRate", "rate", 0.03),
        batch=int(said.number("batchSize", "batch", 10)),
        l1=strength if kind == "l1" else 0.0,
        l2=strength if kind == "l2" else 0.0,
        initialisation="zeros" if said.yes("initZero") else "uniform",
        epochs=EPOCHS,
        seed=seed,
    )
    return Linked(settings, said.left_out)


class _Said(NamedTuple):
    """All that a link says, by name."""

    values: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return what is said of something; "" for nothing."""
        return self.values.get(name, "").strip()

    def yes(self, name: str, usual: bool = False) -> bool:
        """Return whether something is on; as in the original, whatever is not false is."""
        return self.text(name) != "false" if self.text(name) else usual

    def word(self, name: str, known: Mapping[str, str], usual: str) -> str:
        """Return what a word is called here.

        Raises:
            Unreadable: the original has no such word.
        """
        said = self.text(name) or usual
        if said not in known:
            raise Unreadable(f"The link has {name}={quoted(said)}; there is {', '.join(known)}.")
        return known[said]

    def number(self, name: str, control: str, usual: float) -> float:
        """Return a number that a control takes.

        Raises:
            Unreadable: it does not.
        """
        return float(str(self._read_by(control, name))) if self.text(name) else usual

    @property
    def inputs(self) -> str:
        """The features that the network is given.

        Raises:
            Unreadable: nothing.
        """
        hidden = {name for name in INPUTS if self.text(f"{name}{_HIDDEN}") == "true"}
        on = [here for name, (here, usual) in INPUTS.items() if self.yes(name, usual) and name not in hidden]
        if not on:
            raise Unreadable("The link turns every input off, and nothing can be learnt from nothing: have x=true.")
        return ",".join(on)

    @property
    def layers(self) -> str:
        """The hidden layers: none if the link names no size, 4,2 if it does not name them at all."""
        if "networkShape" not in self.values:
            return "4,2"
        return str(self._read_by("layers", "networkShape")) if self.text("networkShape") else NONE

    def _read_by(self, control: str, name: str) -> object:
        try:
            return CONTROLS[control].read(self.text(name))
        except Unreadable as problem:
            raise Unreadable(f"The link has {name}={quoted(self.text(name))}. {problem}") from problem

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of what is said, is not off, and says nothing of what is run."""
        return tuple(name for name in self.values if name not in KNOWN | _NEEDS_NO_WORD and self.yes(name))


def _listed(names: tuple[str, ...]) -> str:
    """Return the first few names, and how many more there are."""
    rest = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(quoted(name)[1:-1] for name in names[:_MOST_NAMED]) + rest


def _read(text: str) -> dict[str, str]:
    """Return what stands after the # of a link, by name; of what stands there twice, the last.

    Raises:
        Unreadable: it is no link of the original's.
    """
    if len(text) > LONGEST_LINK:
        raise Unreadable(f"That is {len(text):,} characters long, and no link of the TensorFlow Playground. {_NO_LINK}")
    before, sign, after = text.strip().strip("<>'\"").partition("#")
    pairs = (part.partition("=") for part in (after if sign else before).split("&"))
    values = {unquote(name).strip(): unquote(value) for name, _, value in pairs if name.strip()}
    if not KNOWN & values.keys():
        raise Unreadable(f"{quoted(text)} is no link of the TensorFlow Playground that sets anything. {_NO_LINK}")
    return values


def _seed(text: str) -> int:
    """Return a seed for the original's, which is any text, mostly like 0.58: that one is 58."""
    found = re.fullmatch(r"(?:0?\.)?([0-9]{1,16})", text)
    number = int(found[1]) if found else crc32(text.encode())
    return number if number <= LARGEST_SEED else crc32(text.encode())
