"""The descent: batch after batch in shuffled epochs, an update before each look; and places in it to go back to."""

from math import ceil
from typing import Any, NamedTuple

import numpy as np

from engine.errors import EngineError
from engine.losses import Loss
from engine.memory import Snapshot
from engine.network import Network
from engine.optimisers.optimiser import Rule
from engine.program import Program, Work
from engine.tape import Array, Tape


class Place(NamedTuple):
    """Everything that a descent needs to go on from here."""

    network: Snapshot
    gradients: Array
    memory: tuple[Array, ...]
    kind: str
    losses: Array
    number: int
    position: int
    order: Array
    generators: tuple[Any, Any]


class Descent:
    """A network, the examples in their order, and the rule of an optimiser that takes the steps.

    Args:
        net: the network; it is changed.
        loss: the loss.
        work: all examples.
        rule: the optimiser's.
        penalty: the steps that L1 and L2 add to the gradient.
        size: examples for each batch; the last batch of an epoch takes what is left.
        shuffle: whether each epoch takes the examples in a new order.
        seed: of that order, and of dropout.

    Attributes:
        order: in which the present epoch takes the examples.
        number: updates made so far.
        per_epoch: updates in an epoch.
        losses: of the batch looked at last, one for each member.
        started: whether the first batch has been looked at.
    """

    def __init__(
        self, net: Network, loss: Loss, work: Work, rule: Rule, penalty: Tape, size: int, shuffle: bool, seed: int
    ) -> None:
        examples = len(work.rows)
        self.net, self.rule = net, rule
        self.per_epoch, self._full = ceil(examples / size), examples // size
        self._shuffle, self.order = shuffle and size < examples, np.arange(examples)
        self._orders, self._masks = np.random.default_rng(seed), np.random.default_rng([seed, 1])
        self._programs = self._write(loss, work, penalty, size)
        self.number = self._position = 0
        self.started = False
        self.losses = np.zeros(net.members or 1)
        self.leave()

    def _write(self, loss: Loss, work: Work, penalty: Tape, size: int) -> list[Program]:
        """The programs for whole batches and, if some examples are left over, for the last batch of an epoch."""
        before = self.net.snapshot()  # recording runs each step once, which must leave no trace
        cut = self._full * size
        try:
            programs = [Program(self.net, loss, work, size, 0, self._full, self._masks)]
            if cut < len(work.rows):
                programs.append(Program(self.net, loss, work, len(work.rows) - cut, cut, 1, self._masks))
        finally:
            self.net.restore(before)
        for program in programs:
            program.write(self.rule.tape, penalty, self.rule.prepare)
        return programs

    @property
    def tape(self) -> Tape:
        """Forward and backward for the batch looked at last, then the update."""
        program, place = self._program_at(max(self._position - 1, 0))
        return program.tape_at(self.order, place) + self.rule.tape

    @property
    def source(self) -> str:
        """The Python that the tape was turned into."""
        return self._programs[0].update_and_look.source

    def start(self) -> None:
        """Look at the first batch."""
        self.started = True
        self._begin_epoch()
        self._programs[0].look_at(self.order, 0)
        self._position = 1
        self._keep_losses(self._programs[0])

    def advance(self, count: int) -> None:
        """Update and look, `count` times."""
        while count > 0:
            if self._position == self.per_epoch:
                self._begin_epoch()
            program, place = self._program_at(self._position)
            made = program.run(self.order, place, count, self.number)
            self.number += made
            self._position += made
            count -= made
            if not count:
                self._keep_losses(program)

    def leave(self) -> None:
        """Remember what the caller is going to see."""
        self._seen = (self.net.parameters.copy(), self.net.gradients.copy())

    def come_back(self) -> None:
        """The caller may have used the gradients for something else, or have moved the parameters: look again then."""
        parameters, gradients = self._seen
        self.net.gradients[...] = gradients
        bits = f"u{parameters.itemsize}"  # compared bit by bit, so that a NaN equals itself
        if not np.array_equal(parameters.view(bits), self.net.parameters.view(bits)):
            program, place = self._program_at(self._position - 1)
            program.look_at(self.order, place)

    def _begin_epoch(self) -> None:
        if self._shuffle:
            self.order = self._orders.permutation(len(self.order))
        self._position = 0

    def _program_at(self, position: int) -> tuple[Program, int]:
        """The program for the batch at this position of the epoch, and which of its batches that is."""
        return (self._programs[0], position) if position < self._full else (self._programs[1], 0)

    def _keep_losses(self, program: Program) -> None:
        self.losses = np.array(program.loss.value, dtype=np.float64).reshape(-1)

    def snapshot(self) -> Place:
        """A copy of where this descent stands."""
        return Place(
            network=self.net.snapshot(),
            gradients=self.net.gradients.copy(),
            memory=tuple(each.copy() for each in self.rule.memory),
            kind=self.rule.kind,
            losses=self.losses.copy(),
            number=self.number,
            position=self._position if self.started else -1,
            order=self.order.copy(),
            generators=(self._orders.bit_generator.state, self._masks.bit_generator.state),
        )

    def check(self, place: Place) -> None:
        """Say so if a place does not fit, and write nothing.

        Raises:
            EngineError: as `restore` does.
        """
        if place.order.shape != self.order.shape or place.position > self.per_epoch:
            raise EngineError("This snapshot belongs to a run on other examples or with another batch size.")
        self.net.check(place.network)

    def restore(self, place: Place) -> None:
        """Go back to such a place. An optimiser of another kind starts with an empty memory.

        Raises:
            EngineError: if the place belongs to other examples or another network; nothing is changed then.
        """
        self.check(place)
        self.net.restore(place.network)
        self.net.gradients[...] = place.gradients
        alike = place.kind == self.rule.kind
        for number, memory in enumerate(self.rule.memory):
            memory[...] = place.memory[number] if alike else 0.0
        self.losses, self.number, self.order = place.losses.copy(), place.number, place.order.copy()
        self._orders.bit_generator.state, self._masks.bit_generator.state = place.generators
        self.started, self._position = place.position >= 0, max(place.position, 0)
        self._seen = (place.network.parameters, place.gradients)
