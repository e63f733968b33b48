"""Steps through a view: which moment it is, which node the cursor is on, and going closer or farther. No terminal."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tutor.microscope import following
from tutor.microscope.layout import Box, laid_out
from tutor.microscope.slide import Slide
from tutor.microscope.viewing import view_of

if TYPE_CHECKING:
    from lessons.kit.inspection import Inspection
    from tutor.microscope.following import Followed
    from tutor.microscope.view import ShownNode, View, WalkMoment


class Walk:
    """Somebody at the microscope. Making one, and following something else, computes: do it in a thread.

    Attributes:
        slide: what is looked at.
        view: what is seen of it.
        at: which moment it is, 0 for the first.
        cursor: which node is looked at.
    """

    def __init__(self, inspection: Inspection) -> None:
        """Compute what is seen first: what the lesson says, or of a whole network one neuron.

        Raises:
            LessonError: it cannot be computed, or begins with something that is not there.
        """
        self.slide = Slide(inspection)
        followed, tensor = following.read(self.slide, self.slide.focus)
        if followed == following.WHOLE and self.slide.layers:
            followed = following.one_neuron(self.slide, tensor)
        self.view, self.at = view_of(self.slide, followed), 0
        self.cursor = self._first()
        self._look_at(tensor)

    def show(self, view: View, tensor: int = -1) -> None:
        """See something else, at the same moment if there is one like it; the cursor goes to a tensor if it is seen."""
        ended, kind, about = self.ended, self.moment.kind, self.view.nodes[self.moment.node].tensor
        self.view = view
        alike = [
            i for i, each in enumerate(view.moments) if each.kind == kind and view.nodes[each.node].tensor == about
        ]
        start = view.turn if kind in ("start", "share") else 0
        self.go_to(len(view.moments) - 1 if ended else alike[0] if alike else start)
        self._look_at(tensor)

    @property
    def ended(self) -> bool:
        """Whether the last moment is here."""
        return self.at == len(self.view.moments) - 1

    def _first(self) -> int:
        """Where the eye begins: at what is followed, else at the first thing that has a gradient."""
        view, followed = self.view, self.view.following
        if followed.kind != "whole":
            for i, node in enumerate(view.nodes):
                if node.tensor == followed.tensor and followed.flat in node.picks:
                    return i
        return next((i for i, node in enumerate(view.nodes) if node.given and node.gradient is not None), 0)

    def _look_at(self, tensor: int) -> None:
        """Put the cursor on a tensor, if it is seen."""
        self.cursor = next((i for i, node in enumerate(self.view.nodes) if node.tensor == tensor >= 0), self.cursor)

    @property
    def moment(self) -> WalkMoment:
        """Where the walk is."""
        return self.view.moments[self.at]

    @property
    def node(self) -> ShownNode:
        """The node that the cursor is on."""
        return self.view.nodes[self.cursor]

    @property
    def backward(self) -> bool:
        """Whether the way back has begun."""
        return self.at >= self.view.turn

    def step(self, by: int) -> bool:
        """Go a moment on, or back; False at either end."""
        return self.go_to(self.at + by)

    def go_to(self, at: int) -> bool:
        """Go to a moment; False if there is none."""
        if not 0 <= at < len(self.view.moments):
            return False
        self.at = at
        self.cursor = self.moment.node if at else self._first()
        return True

    def move(self, across: int, down: int) -> bool:
        """Put the cursor on the nearest node in that direction; False if there is none."""
        boxes = _places(self.view)
        here = boxes[self.cursor]

        def distance(node: int) -> float:
            there = boxes[node]
            ahead = (there.x - here.x) * across + (there.y - here.y) * down
            aside = abs(there.y - here.y) if across else 8 * abs(there.x - here.x)
            return ahead + 2 * aside if ahead > 0 else float("inf")

        nearest = min(range(len(boxes)), key=distance)
        if distance(nearest) == float("inf"):
            return False
        self.cursor = nearest
        return True

    def read(self, text: str) -> tuple[Followed, int]:
        """Return the thing to follow that a text names, and the tensor to look at, or −1.

        Raises:
            Unreadable: there is no such thing.
        """
        return following.read(self.slide, text)

    def follow(self, followed: Followed, tensor: int = -1) -> None:
        """Follow something else."""
        self.show(view_of(self.slide, followed), tensor)

    def closer(self) -> Followed | None:
        """Return what a closer look at the cursor's node would follow; None where it is as close as it gets."""
        node, view = self.node, self.view
        if node.tensor < 0 or not node.value.size:
            return None
        lone = len(node.picks) == 1 and not (view.following.kind == "whole" and node.tensor in self.slide.weights)
        flat = int(node.picks[0]) if lone else self._steepest(node)
        layers = view.following.kind == "whole" and bool(self.slide.layers) and node.value.size > 1
        nearer = following.closer(self.slide, node.tensor, None if layers else flat)
        return None if nearer == view.following else nearer

    def _steepest(self, node: ShownNode) -> int:
        """The entry of a node whose gradient is largest."""
        sizes = [0.0] if node.gradient is None else [abs(float(each)) for each in node.gradient]
        return int(node.picks[sizes.index(max(sizes))])

    def farther(self) -> Followed | None:
        """Return what is followed one step farther away; None for the whole."""
        followed = self.view.following
        return None if followed.kind == "whole" else following.farther(self.slide, followed)

    def neighbour(self, by: int) -> Followed | None:
        """Return the next thing of the kind that is followed; None where there is no other."""
        other = following.neighbour(self.slide, self.view.following, by)
        return None if other == self.view.following else other


@lru_cache(maxsize=4)
def _places(view: View) -> tuple[Box, ...]:
    """Where the nodes stand to each other."""
    return laid_out([1] * len(view.nodes), view.wires).boxes
