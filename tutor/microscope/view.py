"""What is seen through the microscope: nodes with values and gradients, shares that pass between them, and moments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from engine.arrays import Array
    from tutor.microscope.following import Followed
    from tutor.microscope.slide import Nudge


@dataclass(frozen=True, eq=False)
class ShownNode:
    """A number, or several that go the same way.

    Attributes:
        tensor: the place of the tensor that it belongs to; −1 for the rest of a sum.
        picks: which of the tensor's numbers, flat, shape (n,).
        name: what it is called.
        shape: of the whole array if this is all of it; () for a single number.
        formula: what computes it, with names; "" for what is given.
        worked: the same with numbers, where they are few.
        note: what it is, in words, or "".
        value: its numbers, shape (n,).
        gradient: of the loss along them, shape (n,); None for what is fixed.
        nudge: the same slope by central differences, for the number whose gradient is largest.
        called: the name of each of its numbers, by its place in the tensor.
        picture: rows and columns, if it is all of a picture.
    """

    tensor: int
    picks: Array
    name: str
    shape: tuple[int, ...]
    formula: str
    worked: str
    note: str
    value: Array
    gradient: Array | None
    nudge: Nudge | None
    called: Callable[[int], str]
    picture: tuple[int, int] | None = None

    @property
    def given(self) -> bool:
        """Whether it is there from the beginning."""
        return not self.formula


@dataclass(frozen=True, eq=False)
class Share:
    """The share of the gradient that a result passes back to one of its operands.

    Attributes:
        result: the node that it comes from.
        operand: the node that it goes to.
        label: how the engine computes it, such as `dz × x`.
        incoming: the gradient that arrived at the result, shape (m,).
        local: the local derivative: for each number of the result if the operand is one number, otherwise for each
            number of the operand; None where it is a whole table of them.
        product: what goes on to the operand, shape (n,).
        why: of a share of 0, the reason for it, as far as it is known.
    """

    result: int
    operand: int
    label: str
    incoming: Array
    local: Array | None
    product: Array
    why: str = ""


@dataclass(frozen=True)
class WalkMoment:
    """One step of the walk.

    Attributes:
        kind: everything given; a value computed; the start of the way back; a share passed on.
        node: the node that it is about: for a share, the one that receives it.
        share: which share, −1 for none.
    """

    kind: Literal["given", "forward", "start", "share"]
    node: int
    share: int = -1


@dataclass(frozen=True, eq=False)
class View:
    """Everything there is to see when something is followed.

    Attributes:
        following: what is followed.
        name: the same in words.
        title: what is being computed.
        nodes: operands before results, the loss last.
        wires: from node to node, (operand, result), each once.
        shares: in the order of the backward pass.
        moments: forward, then backward.
    """

    following: Followed
    name: str
    title: str
    nodes: tuple[ShownNode, ...]
    wires: tuple[tuple[int, int], ...]
    shares: tuple[Share, ...]
    moments: tuple[WalkMoment, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Line up the moments."""
        last = len(self.nodes) - 1
        forward = [WalkMoment("forward", i) for i, node in enumerate(self.nodes) if not node.given]
        backward = [WalkMoment("share", share.operand, i) for i, share in enumerate(self.shares)]
        object.__setattr__(self, "moments", (WalkMoment("given", 0), *forward, WalkMoment("start", last), *backward))

    @property
    def turn(self) -> int:
        """The moment at which the way back begins."""
        return next(i for i, moment in enumerate(self.moments) if moment.kind == "start")

    def phase(self, moment: int) -> str:
        """Where a moment is, in words: "given", "forward 2 of 5", "backward 1 of 8"."""
        back = moment - self.turn
        if back >= 0:
            return f"backward {back + 1} of {len(self.moments) - self.turn}"
        return f"forward {moment} of {self.turn - 1}" if moment else "given"

    def has_value(self, node: int, moment: int) -> bool:
        """Whether a node's value is known at a moment."""
        return self.nodes[node].given or WalkMoment("forward", node) in self.moments[: moment + 1]

    def arrived(self, node: int, moment: int) -> list[Share]:
        """The shares that a node has received up to a moment."""
        seen = [each.share for each in self.moments[: moment + 1] if each.kind == "share" and each.node == node]
        return [self.shares[i] for i in seen]

    def gradient(self, node: int, moment: int) -> Array | None:
        """Return a node's gradient so far at a moment: nothing, the sum of what came, or at the loss itself 1."""
        if node == len(self.nodes) - 1:
            return self.nodes[node].gradient if moment >= self.turn else None
        shares = self.arrived(node, moment)
        with np.errstate(all="ignore"):
            return sum((each.product for each in shares[1:]), shares[0].product) if shares else None

    def shares_to(self, node: int) -> list[Share]:
        """All shares that a node receives in this view."""
        return [share for share in self.shares if share.operand == node]
