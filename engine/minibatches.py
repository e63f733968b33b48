"""Descent by minibatches: shuffled epochs, an update before each look; and places in it to go back to."""

from math import ceil

import numpy as np

from engine.equality import alike
from engine.errors import EngineError
from engine.freezing import held
from engine.losses import Loss
from engine.network import Network
from engine.optimisers import Optimiser
from engine.penalties import penalty
from engine.place import DescentPlace, Stand
from engine.tape import Tape
from engine.training_step import TrainingStep, Work


class MinibatchDescent:
    """A network, the examples in their order, and the rule of an optimiser that takes the steps.

    Args:
        net: the network; it is changed.
        loss: the loss.
        work: all examples.
        optimiser: takes the steps.
        penalties: the strengths of L1 and of L2.
        size: examples for each batch; the last batch of an epoch takes what is left.
        shuffle: whether each epoch takes the examples in a new order.
        seed: of that order, and of dropout.
        frozen: the numbers of the layers that keep their parameters.

    Attributes:
        order: in which the present epoch takes the examples.
        per_epoch: updates in an epoch.
        losses: of the batch looked at last, one for each member.
    """

    def __init__(
        self,
        net: Network,
        loss: Loss,
        work: Work,
        optimiser: Optimiser,
        penalties: tuple[float, float],
        size: int,
        shuffle: bool,
        seed: int,
        frozen: tuple[int, ...] = (),
    ) -> None:
        examples = len(work.rows)
        self.net, self._work, self._size = net, work, size
        self.per_epoch, self._full = ceil(examples / size), examples // size
        self._shuffle, self.order = shuffle and size < examples, np.arange(examples)
        self._plain = self.order
        self._orders, self._masks = np.random.default_rng(seed), np.random.default_rng([seed, 1])
        self._aim = (loss.name, penalties, net.plan.activations, net.dropout)
        self._steps = self._record(loss, work, penalty(net, *penalties))
        self._rule = optimiser.start(net.parameters, net.gradients_and_room, net.spread)
        self._held = held(net, frozen)
        self._write()
        self._stand = Stand()
        self.losses = np.zeros(net.members or 1)
        self.leave()

    def _record(self, loss: Loss, work: Work, penalties: Tape) -> list[TrainingStep]:
        """The steps for whole batches and, if some examples are left over, for the last batch of an epoch."""
        before = self.net.snapshot()  # recording runs each step once, which must leave no trace
        cut = self._full * self._size
        cuts = [(self._size, 0, self._full), (len(work.rows) - cut, cut, 1)]
        try:
            return [TrainingStep(self.net, loss, work, penalties, *each, self._masks) for each in cuts if each[0]]
        finally:
            self.net.restore(before)

    def _write(self) -> None:
        for step in self._steps:
            step.write(self._update, self._rule.prepare)

    @property
    def _update(self) -> Tape:
        """The rule's steps; before the last, in which the weights change, frozen ones have their change taken back."""
        steps = self._rule.tape
        return steps[:-1] + self._held + steps[-1:]

    def follow(self, optimiser: Optimiser) -> None:
        """Step by this optimiser from now on, if it is another or has been changed; keep what its memory can use."""
        if not self._rule.serves(optimiser):
            before = self._rule.remembered()
            self._rule = optimiser.start(self.net.parameters, self.net.gradients_and_room, self.net.spread)
            self._rule.recall(before, self.number)
            self._write()

    @property
    def number(self) -> int:
        """Updates made so far."""
        return self._stand.number

    @property
    def started(self) -> bool:
        """Whether the first batch has been looked at."""
        return self._stand.position > 0

    @property
    def epoch(self) -> int:
        """Whole passes through the examples made so far."""
        updates, epochs = self._stand.since
        return epochs + (self.number - updates) // self.per_epoch

    def end_of(self, updates: float) -> float:
        """Return the number of the update that ends the epochs which take `updates` at their present length.

        Some of those already made may have been longer.
        """
        before, epochs = self._stand.since
        return updates + before - epochs * self.per_epoch

    @property
    def tape(self) -> Tape:
        """Forward and backward for the batch looked at last, then the update."""
        step, place = self._step_at(max(self._stand.position - 1, 0))
        return step.tape_at(self.order, place) + self._update

    @property
    def source(self) -> str:
        """The Python that the tape was turned into."""
        return self._steps[0].update_and_look.source

    def start(self) -> None:
        """Look at the first batch of an epoch."""
        self._begin_epoch()
        self._steps[0].look_at(self.order, 0)
        self._stand = self._stand._replace(position=1)
        self._keep_losses(self._steps[0])

    def advance(self, count: int) -> None:
        """Update and look, `count` times."""
        number, position, since = self._stand
        while count > 0:
            if position == self.per_epoch:
                self._begin_epoch()
                position = 0
            step, place = self._step_at(position)
            made = step.run(self.order, place, count, number)
            number, position, count = number + made, position + made, count - made
            if not count:
                self._keep_losses(step)
        self._stand = Stand(number, position, since)

    def leave(self) -> None:
        """Remember what the caller is going to see."""
        self._seen = (self.net.parameters.copy(), self.net.gradients.copy())

    def come_back(self) -> None:
        """The caller may have used the gradients for something else, or have moved the parameters: look again then."""
        parameters, gradients = self._seen
        self.net.gradients[...] = gradients
        bits = f"u{parameters.itemsize}"  # compared bit by bit, so that a NaN equals itself
        if not np.array_equal(parameters.view(bits), self.net.parameters.view(bits)):
            self._look_again()

    def _look_again(self) -> TrainingStep:
        step, place = self._step_at(self._stand.position - 1)
        step.look_at(self.order, place)
        return step

    def _begin_epoch(self) -> None:
        self.order = self._orders.permutation(len(self.order)) if self._shuffle else self._plain

    def _step_at(self, position: int) -> tuple[TrainingStep, int]:
        """The step for the batch at this position of the epoch, and which of its batches that is."""
        return (self._steps[0], position) if position < self._full else (self._steps[1], 0)

    def _keep_losses(self, step: TrainingStep) -> None:
        self.losses = np.array(step.loss.value, dtype=np.float64).reshape(-1)

    def snapshot(self) -> DescentPlace:
        """Return a copy of where this descent stands."""
        return DescentPlace(
            network=self.net.snapshot(),
            gradients=self.net.gradients.copy(),
            losses=self.losses.copy(),
            aim=self._aim_now(),
            memory=self._rule.remembered(),
            stand=self._stand,
            size=self._size,
            epoch=self.epoch,
            order=self.order.copy(),
            generators=(self._orders.bit_generator.state, self._masks.bit_generator.state),
        )

    def _aim_now(self) -> tuple[object, ...]:
        return (*self._aim, self._work.digest)

    def check(self, place: DescentPlace) -> None:
        """Say so if a place does not fit, and write nothing.

        Raises:
            EngineError: as `restore` does.
        """
        if place.order.shape != self.order.shape:
            found, wanted = len(place.order), len(self.order)
            raise EngineError(f"This snapshot belongs to a run on other examples: {found} of them, not {wanted}.")
        self.net.check(place.network)

    def restore(self, place: DescentPlace) -> None:
        """Go back to such a place, and keep what still means the same.

        The optimiser's memory passes to one that can use it. With another loss, penalty or kind of network the batch
        is looked at again; with another batch size a new epoch begins.

        Raises:
            EngineError: if the place belongs to other examples or another network; nothing is changed then.
        """
        self.check(place)
        self.net.restore(place.network)
        self.net.gradients[...] = place.gradients
        self._rule.recall(place.memory, place.stand.number)
        self.losses, self.order, self._stand = place.losses.copy(), place.order.copy(), place.stand
        self._orders.bit_generator.state, self._masks.bit_generator.state = place.generators
        if place.size != self._size:
            self._stand = Stand(place.stand.number, 0, (place.stand.number, place.epoch))
            if place.stand.position:
                self.start()
        elif self.started and not alike(place.aim, self._aim_now()):
            self._keep_losses(self._look_again())
            self.net.restore(place.network)  # the running statistics have seen this batch already
        self.leave()
