"""Which settings have a meaning as the others stand: what a run does without them, and why."""

from __future__ import annotations

from dataclasses import dataclass

from engine.losses import LOSSES
from lessons.playground import notation
from lessons.playground.controls import AUTO
from lessons.playground.examples import FIXED, KINDS, RADIUS, DataTask
from lessons.playground.features import features_of
from lessons.playground.settings import PlaygroundSettings


@dataclass(frozen=True)
class Applies:
    """Judges the settings of one run.

    Attributes:
        settings: all of them.
        task: of its data.
        coordinates: how many inputs its data has.
        classes: how many classes, 0 for values.
    """

    settings: PlaygroundSettings
    task: DataTask
    coordinates: int
    classes: int

    @property
    def loss(self) -> str:
        """The loss that a run has: the one that is set, if it fits the data, else the usual one."""
        return self.settings.loss if not self.why_not("loss") and self.settings.loss != AUTO else self._usual_loss

    @property
    def output(self) -> str:
        """The activation of the last layer: the one that is set, unless the loss brings its own."""
        return "identity" if LOSSES[self.loss].classifies else self.settings.output

    @property
    def outputs(self) -> int:
        """How many outputs there are: one for each class, but a single one for two classes and for a value."""
        two = self.classes == 2 and self.loss != "softmax_cross_entropy"
        return 1 if self.task == "values" or two else self.classes

    @property
    def dropout(self) -> float:
        """The share that is silenced: none without hidden layers."""
        return 0.0 if self.why_not("dropout") else self.settings.dropout

    @property
    def normalises(self) -> bool:
        """Whether hidden layers are normalised."""
        return self.settings.normalise == "on" and not self.why_not("normalise")

    @property
    def _usual_loss(self) -> str:
        if self.task == "values":
            return "mse"
        return "binary_cross_entropy" if self.classes == 2 else "softmax_cross_entropy"

    def why_not(self, name: str) -> str:
        """Return why this setting changes nothing, in a sentence; "" if it does."""
        rule = getattr(self, f"_{name}", None)
        return rule() if rule is not None else ""

    def _noise(self) -> str:
        if self.settings.data not in RADIUS:
            return f"{self.settings.data} is as it was collected: it has the noise that it has."
        return ""

    def _test(self) -> str:
        return f"{self.settings.data} brings its own examples for the test." if self.settings.data in FIXED else ""

    def _inputs(self) -> str:
        if self.coordinates > 2:
            return f"{self.settings.data} has {self.coordinates} inputs, and the network is given each as it is."
        named = self.settings.inputs.split(",")
        left_out = [name for name in named if name not in features_of(named, self.coordinates)]
        if left_out:
            return f"{self.settings.data} has one input, x1: {', '.join(left_out)} cannot be made of it."
        return ""

    def _activation(self) -> str:
        layers, named = len(self.settings.sizes), self.settings.activation.split(",")
        if layers and len(named) > layers:
            return (
                f"{', '.join(named[layers:])} goes unused: only {layers} hidden layer{'s' * (layers > 1)} can have one."
            )
        return "" if layers else "There is no hidden layer to have an activation."

    def why_never(self, stop: str) -> str:
        """Return why a run never pauses there, in a sentence; "" if it may. A stop is turned on the way."""
        watched = notation.stop_in(stop)
        if watched is not None and watched[0] == "accuracy" and self.task == "values":
            return f"{self.settings.data} asks for a value, which is not right or wrong: that will never be so."
        if watched is not None and watched[0] == "epoch" and watched[1] > self.settings.epochs:
            return f"The run is over after {self.settings.epochs:,} epochs: that will never be so."
        return ""

    def _output(self) -> str:
        name = self.loss
        if LOSSES[name].classifies:
            own = "sigmoid" if name == "binary_cross_entropy" else "softmax"
            return f"{name} takes raw outputs, and brings its own {own}."
        return ""

    def _loss(self) -> str:
        name = self.settings.loss
        if name == AUTO or not LOSSES[name].classifies:
            return ""
        if self.task == "values":
            return f"{name} is for classes, and {self.settings.data} asks for a value: mse is used."
        if name == "binary_cross_entropy" and self.classes > 2:
            return f"{name} is for two classes, and there are {self.classes}: softmax_cross_entropy is used."
        return ""

    def _dropout(self) -> str:
        return "" if self.settings.sizes else "There is no hidden layer whose units could be silenced."

    def _normalise(self) -> str:
        return "" if self.settings.sizes else "There is no hidden layer to normalise."


def applied(settings: PlaygroundSettings, kind: tuple[DataTask, int, int] | None = None) -> Applies:
    """Return which settings of a run have a meaning, and why the others have none.

    Args:
        settings: all of them.
        kind: the task, the coordinates and the classes of the data; by default those of the engine's data set.
    """
    return Applies(settings, *(kind or KINDS[settings.data]))
