"""Training: look at a batch, take a step, look again; the caller decides how fast, and whether to go on.

>>> from engine import Network, SGD, train
>>> net = Network([1, 1], seed=0)
>>> updates = list(train(net, ([0.0, 1.0], [1.0, 3.0]), optimiser=SGD(0.5), updates=200, every=200))
>>> [update.number for update in updates]
[0, 200]
>>> updates[-1].loss < 1e-6
True
"""

from collections.abc import Iterable, Iterator
from math import inf
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from engine.arrays import Array
from engine.checkpoint import Checkpoint
from engine.copying import Uncopied
from engine.early_stopping import early_stopping
from engine.encoding import Data
from engine.errors import EngineError
from engine.freezing import frozen_layers
from engine.losses import loss_named
from engine.minibatches import MinibatchDescent
from engine.network import Network
from engine.optimisers import Optimiser, optimiser_from
from engine.tape import Tape
from engine.training_step import work_from
from engine.update import Update
from engine.validate import flag, from_zero, how_many, one_seed, passes, positive
from engine.validation import Validation


class Training(Uncopied, Iterator[Update]):
    """A run of training, as a generator: each `next` makes some updates and tells where training stands.

    The first `Update` is number 0, before any update. The caller may pause, look at the network, change its parameters
    (the next update then starts from there) or drop the run at any time. The same seed gives the same run, bit for bit.

    Args:
        net: the network; it is changed.
        data: (inputs, targets), or anything with `.inputs` and `.targets`. Inputs are (n, features); targets are (n,)
            or (n, outputs): numbers; classes from 0 on for softmax_cross_entropy; 0 and 1 for binary_cross_entropy.
        loss: mse, half_mse, mae, huber, binary_cross_entropy or softmax_cross_entropy (the last two take raw outputs,
            logits).
        optimiser: how to step; plain SGD with a learning rate of 0.1 if not given.
        batch: examples for each update: all of them if not given, 1 for stochastic descent. The last batch of an epoch
            takes what is left.
        epochs: passes through the examples; `math.inf` never ends.
        updates: how many updates to make, instead of `epochs`.
        seed: of the order of the examples, and of dropout.
        validation: examples to measure the validation loss and accuracy on, at every `Update`.
        every: updates between one `Update` and the next, or `"epoch"`.
        shuffle: whether each epoch takes the examples in a new order.
        weights: how much each example counts, (n,): its loss times this. The mean is still taken over n.
        class_weights: the same for each class; for a single output, of no and of yes.
        l1: adds l1 × Σ |w| to what is minimised, over weights, not biases.
        l2: adds l2 / 2 × Σ w².
        patience: early stopping: end when the validation loss has not improved for so many `Update`s, and give back the
            parameters that had the lowest.
        frozen: layers that keep their parameters, by their numbers (1 for the first). Their gradients are worked out as
            ever. Batch normalisation's running statistics go on moving.

    Raises:
        EngineError: at once, if something does not fit, saying what would.
    """

    instead = (
        "A run trains its own network in place, so a copy would train that one too: take run.snapshot(), start a run "
        "on a copy of the network, and restore() the snapshot there."
    )

    def __init__(
        self,
        net: Network,
        data: Data,
        *,
        loss: str = "mse",
        optimiser: Optimiser | type[Optimiser] | str | None = None,
        batch: int | None = None,
        epochs: float = 10,
        updates: float | None = None,
        seed: int = 0,
        validation: Data | None = None,
        every: int | Literal["epoch"] = 1,
        shuffle: bool = True,
        weights: ArrayLike | None = None,
        class_weights: ArrayLike | None = None,
        l1: float = 0.0,
        l2: float = 0.0,
        patience: int | None = None,
        frozen: Iterable[int] = (),
    ) -> None:
        if not isinstance(net, Network):
            raise EngineError(f"What is trained is a network, such as Network([2, 3, 1]), not {net!r}.")
        self._net, self._loss = net, loss_named(loss)
        self.optimiser = optimiser
        work = work_from(net, data, self._loss, weights, class_weights)
        self._unusable = work.unusable()
        size = len(work.rows) if batch is None else min(positive("batch", batch), len(work.rows))
        self._validation = None if validation is None else Validation(net, validation, self._loss)
        if patience is not None and self._validation is None:
            raise EngineError("Early stopping (patience) watches the validation loss: pass validation examples too.")
        self._stopping = early_stopping(net, patience, self._validation)
        penalties = from_zero("l1", l1), from_zero("l2", l2)
        self._descent = MinibatchDescent(
            net,
            self._loss,
            work,
            self.optimiser,
            penalties,
            size,
            flag("shuffle", shuffle),
            one_seed(seed),
            frozen_layers(net, frozen),
        )
        self.every = every
        per_epoch = self._descent.per_epoch
        self._updates = None if updates is None else how_many("updates", updates)
        self._passes = passes(epochs, per_epoch)
        self._ended = False

    def __repr__(self) -> str:
        last = "without end" if self._last == inf else f"of {self._last}"
        told = f"{self.net!r}, loss={self._loss.name!r}, optimiser={self.optimiser!r}"
        return f"<Training {told}: update {self._descent.number} {last}>"

    @property
    def net(self) -> Network:
        """The network that is trained."""
        return self._net

    @property
    def optimiser(self) -> Optimiser:
        """The optimiser that takes the steps; it, or a setting, may be changed in training: the next update uses it.

        Its memory is kept where it still means the same, and begins empty elsewhere.
        """
        return self._optimiser

    @optimiser.setter
    def optimiser(self, given: Optimiser | type[Optimiser] | str | None) -> None:
        self._optimiser = optimiser_from(given)

    @property
    def every(self) -> int:
        """The updates between one `Update` and the next; may be changed while training runs, also to `"epoch"`."""
        return self._every

    @every.setter
    def every(self, every: int | Literal["epoch"]) -> None:
        self._every = self._descent.per_epoch if every == "epoch" else positive("every", every)

    @property
    def _last(self) -> float:
        """The number of the last update."""
        return self._descent.end_of(self._passes) if self._updates is None else self._updates

    @property
    def tape(self) -> Tape:
        """The steps of one update in its order: forward and backward for the batch looked at last, then the update.

        Their buffers are those that train: before the run goes on, they hold what it saw last.
        """
        return self._descent.tape

    @property
    def order(self) -> Array:
        """The order in which the present epoch takes the examples."""
        return self._descent.order

    @property
    def source(self) -> str:
        """The Python that the tape was turned into."""
        return self._descent.source

    def __next__(self) -> Update:
        """Make `every` more updates, at first none, and tell where training stands.

        Raises:
            StopIteration: after the last update.
        """
        if self._ended:
            raise StopIteration
        with np.errstate(all="ignore"):
            self._descent.follow(self.optimiser)
            if self._descent.started:
                self._descent.come_back()
                self._descent.advance(int(min(self.every, self._last - self._descent.number)))
            else:
                self._descent.start()
            self._descent.leave()
            return self._report()

    def _report(self) -> Update:
        number, losses, norms = self._descent.number, self._descent.losses, self.net.gradient_norms()
        alive = np.isfinite(losses) & np.isfinite(norms)
        diverged = not bool(alive.any()) or (self.net.members is None and not self._finite())
        loss, accuracy = self._validation.measure() if self._validation else (None, None)
        reason = self._reason(diverged, loss)
        self._ended = bool(reason)
        return Update(
            number=number,
            epoch=self._descent.epoch,
            loss=float(losses.mean()),
            losses=losses.copy(),
            gradient_norm=float(norms.mean()),
            gradient_norms=norms,
            learning_rate=self.optimiser.rate_at(number),
            validation_loss=loss,
            validation_accuracy=accuracy,
            diverged=diverged,
            reason=reason,
            best=None if self._stopping is None else self._stopping.best,
        )

    def _finite(self) -> bool:
        return bool(np.isfinite(self.net.parameters).all())

    def _reason(self, diverged: bool, validation_loss: float | None) -> str:
        """Why to end here, or nothing; with early stopping the best parameters are given back."""
        reason, number = "", self._descent.number
        if diverged:
            reason = f"Diverged by update {number}: a number grew beyond all bounds. "
            reason += self._unusable or "A smaller learning rate takes shorter steps."
        elif number >= self._last:
            reason = f"Finished: {number} updates were made."
        if self._stopping is not None and validation_loss is not None:
            stop = self._stopping.look(validation_loss, number)
            reason = reason or stop
            reason += self._stopping.give_back() if reason else ""
        return reason

    def snapshot(self) -> Checkpoint:
        """A copy of where this run stands, to come back to with `restore`, or to fork from."""
        return Checkpoint(self._descent.snapshot(), None if self._stopping is None else self._stopping.state())

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to a snapshot of this run, or take over one of a run on as many examples with other settings.

        What means the same there is kept: the parameters; the optimiser's memory, if this optimiser can use it; what
        early stopping has seen, if it watches the same. The rest begins afresh: with another batch size an epoch.

        Raises:
            EngineError: if it is none, or belongs to other examples or another network; nothing is changed then.
        """
        if not isinstance(checkpoint, Checkpoint):
            raise EngineError(f"A run goes back to what its snapshot() gave, not to a {type(checkpoint).__name__}.")
        self._descent.check(checkpoint.place)
        if self._stopping is not None:
            self._stopping.resume(checkpoint.stopping)
        with np.errstate(all="ignore"):
            self._descent.follow(self.optimiser)
            self._descent.restore(checkpoint.place)
        self._ended = False


train = Training  # so that it reads as what it does: `for update in train(net, data, ...)`
