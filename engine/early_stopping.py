"""Early stopping: keep the parameters with the lowest validation loss, and stop when nothing better comes for long."""

from collections.abc import Callable
from math import inf
from typing import NamedTuple

from engine.equality import by_part
from engine.errors import EngineError
from engine.memory import Snapshot
from engine.network import Network
from engine.validate import positive
from engine.validation import Validation


@by_part
class Watch(NamedTuple):
    """The losses that early stopping has seen so far, and the best of them.

    Attributes:
        lowest: the lowest validation loss.
        waited: looks since then.
        kept: the network as it was then.
        best: the number of that update.
        watched: a fingerprint of the loss and of the validation examples.
    """

    lowest: float = inf
    waited: int = 0
    kept: Snapshot | None = None
    best: int = 0
    watched: str = ""


class EarlyStopping:
    """Watches the validation loss.

    Args:
        net: the network whose parameters are remembered.
        patience: after how many looks without a better loss to stop.
        watched: gives a fingerprint of the loss and of the validation examples; not needed where nothing forks.
    """

    def __init__(self, net: Network, patience: int, watched: Callable[[], str] = str) -> None:
        self._net, self._patience, self._watched = net, patience, watched
        self._seen = Watch()

    @property
    def best(self) -> int:
        """The number of the update with the lowest loss so far."""
        return self._seen.best

    def look(self, loss: float, number: int) -> str:
        """Take note of the loss after update `number`; returns why to stop, or nothing."""
        seen = self._seen
        if loss < seen.lowest or seen.kept is None:
            self._seen = Watch(loss, 0, self._net.snapshot(), number)
            return ""
        self._seen = seen._replace(waited=seen.waited + 1)
        if self._seen.waited < self._patience:
            return ""
        return f"Stopped early: the validation loss has not improved since update {seen.best}."

    def give_back(self) -> str:
        """Put the best parameters back; returns a sentence that says so."""
        if self._seen.kept is not None:
            self._net.restore(self._seen.kept)
        return f" The parameters of update {self.best}, the best, are back."

    def state(self) -> Watch:
        """Return what `resume` needs."""
        return self._seen._replace(watched=self._watched())

    def resume(self, state: Watch | None) -> None:
        """Go on from an earlier state, or begin anew if there is none or it was measured on something else.

        Raises:
            EngineError: if it belongs to another network.
        """
        if state is None or state.watched != self._watched():
            self._seen = Watch()
            return
        if state.kept is not None:
            self._net.check(state.kept)
        self._seen = state


def early_stopping(net: Network, patience: int | None, validation: Validation | None) -> EarlyStopping | None:
    """Return what watches these validation examples; None without `patience`.

    Raises:
        EngineError: if there is nothing to watch.
    """
    if patience is None:
        return None
    if validation is None:
        raise EngineError("Early stopping (patience) watches the validation loss: pass validation examples too.")
    return EarlyStopping(net, positive("patience", patience), validation.digest)
