"""The loss and the accuracy on examples that are not trained on."""

from math import isfinite

from engine.classes import winners
from engine.encoding import Data
from engine.losses import Loss
from engine.network import Network
from engine.tensor import Tensor
from engine.training_step import work_from


class Validation:
    """The loss and the accuracy on examples that are not trained on."""

    def __init__(self, net: Network, data: Data, loss: Loss) -> None:
        self._work = work = work_from(net, data, loss)
        self._net, self._loss = net, loss
        encoded = loss.encode(work.targets, work.weights / len(work.rows)).astype(net.dtype)
        self._outputs = net.express(work.rows.T).activations[-1]
        self._value = Tensor.apply(lambda z: loss.record(z, encoded, None), self._outputs)
        self._tape = self._value.tape
        self._classes = winners(work.targets, axis=0)

    def digest(self) -> str:
        """Return a fingerprint of the loss and of the examples."""
        return f"{self._loss.name} {self._work.digest}"

    def measure(self) -> tuple[float, float | None]:
        """The two numbers now; the second is None where the targets are no classes."""
        self._tape.replay()
        loss = float(self._value.value.mean())
        if not self._loss.classifies or not isfinite(loss):
            return loss, None
        chosen = winners(self._outputs.value, axis=-2, yes=self._net.yes)
        return loss, float((chosen == self._classes).mean())
