"""A place in a descent, to go back to or to fork from: everything that is needed to go on from there."""

from typing import Any, NamedTuple

from engine.arrays import Array
from engine.equality import by_part
from engine.memory import Snapshot
from engine.optimisers.rule import Remembered


class Stand(NamedTuple):
    """How far a descent has come.

    Attributes:
        number: updates made.
        position: batches of the present epoch looked at; 0 before the first look.
        since: the number of updates, and of epochs, since which epochs have had the length that they have now.
    """

    number: int = 0
    position: int = 0
    since: tuple[int, int] = (0, 0)


@by_part
class DescentPlace(NamedTuple):
    """A copy of where a descent stands.

    Attributes:
        network: everything that it changes there.
        gradients: of the batch looked at last.
        losses: of that batch.
        aim: what the gradients are gradients of: loss, penalties, examples, kind of network. Under another aim they
            are worth nothing.
        memory: the optimiser's.
        stand: how far it has come.
        size: examples in each batch.
        epoch: whole passes made.
        order: in which the present epoch takes the examples.
        generators: the states of what draws orders and dropout's masks.
    """

    network: Snapshot
    gradients: Array
    losses: Array
    aim: tuple[Any, ...]
    memory: Remembered
    stand: Stand
    size: int
    epoch: int
    order: Array
    generators: tuple[Any, Any]
