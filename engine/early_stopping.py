"""Early stopping: keep the parameters with the lowest validation loss, and stop when nothing better comes for long."""

from math import inf

from engine.memory import Snapshot
from engine.network import Network


class EarlyStopping:
    """Watches the validation loss.

    Args:
        net: the network whose parameters are remembered.
        patience: after how many looks without a better loss to stop.

    Attributes:
        best: the number of the update with the lowest loss so far.
    """

    def __init__(self, net: Network, patience: int) -> None:
        self._net, self._patience = net, patience
        self._lowest, self._waited = inf, 0
        self._kept: Snapshot | None = None
        self.best = 0

    def look(self, loss: float, number: int) -> str:
        """Take note of the loss after update `number`; returns why to stop, or nothing."""
        if loss < self._lowest or self._kept is None:
            self._lowest, self._waited, self._kept, self.best = loss, 0, self._net.snapshot(), number
            return ""
        self._waited += 1
        if self._waited < self._patience:
            return ""
        return f"Stopped early: the validation loss has not improved since update {self.best}."

    def give_back(self) -> str:
        """Put the best parameters back; returns a sentence that says so."""
        if self._kept is not None:
            self._net.restore(self._kept)
        return f" The parameters of update {self.best}, the best, are back."

    def state(self) -> tuple[float, int, Snapshot | None, int]:
        """What `resume` needs."""
        return self._lowest, self._waited, self._kept, self.best

    def resume(self, state: tuple[float, int, Snapshot | None, int]) -> None:
        """Go on from an earlier state.

        Raises:
            EngineError: if it belongs to another network.
        """
        if state[2] is not None:
            self._net.check(state[2])
        self._lowest, self._waited, self._kept, self.best = state
