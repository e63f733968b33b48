"""An attention head that learns to look things up in lists of who has what, by the engine's tape and Adam."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine import Adam, Tensor
from engine.arrays import Array, Labels
from lessons.kit.inspection import Inspection, expression
from lessons.the_bigger_picture.attention.formula import Attended, attend

WHO = ("fox", "owl", "hare", "crow", "toad", "mole", "newt", "wren")
WHAT = ("tea", "bread", "cheese", "rope", "lamp", "boots")
ITEMS, WIDTH = 6, 8
"""Items of a list, and numbers of a query and of a key, unless told otherwise."""
UPDATES, RATE, BATCH = 100, 0.03, 32
"""Updates in all, Adam's rate, and fresh lists for each update."""
SPREAD = 0.3
"""Standard deviation of the starting weights."""


@dataclass(frozen=True, eq=False)
class Lists:
    """Lists of who has what, and of each who is asked for.

    Attributes:
        who: numbers into WHO, shape (lists, items).
        what: numbers into WHAT, shape (lists, items).
        asked: numbers into WHO, shape (lists,).
        place: where in its list the answer stands, shape (lists,); meaningless where it does not.
    """

    who: Labels
    what: Labels
    asked: Labels
    place: Labels

    def answers(self) -> Labels:
        """Return what the asked one has, shape (lists,)."""
        return self.what[np.arange(len(self.what)), self.place]

    def items(self) -> Array:
        """Return each item as 14 zeros and ones, who and what, shape (lists, items, 14)."""
        return np.concatenate([np.eye(len(WHO))[self.who], np.eye(len(WHAT))[self.what]], axis=-1)

    def queries(self) -> Array:
        """Return the questions as 8 zeros and ones, shape (lists, 1, 8)."""
        return np.eye(len(WHO))[self.asked][:, None]


def drawn(rng: np.random.Generator, lists: int, items: int = ITEMS) -> Lists:
    """Return lists in which nobody stands twice, and ask for one who is there."""
    who = np.argsort(rng.random((lists, len(WHO))), axis=1)[:, :items]
    what, place = rng.integers(0, len(WHAT), (lists, items)), rng.integers(0, items, lists)
    return Lists(who, what, who[np.arange(lists), place], place)


def asked_in_turn(rng: np.random.Generator, items: int = ITEMS) -> Lists:
    """Return one list over and over, with each who stands there asked for in turn; nobody has what another has."""
    one = drawn(rng, 1, items)
    what = rng.permutation(len(WHAT))[np.arange(items) % len(WHAT)]
    again = np.repeat(one.who, items, axis=0), np.tile(what, (items, 1))
    return Lists(*again, one.who[0], np.arange(items))


def missing(lists: Lists, rng: np.random.Generator) -> Lists:
    """Return the same lists, asked for somebody who is not there; they must leave somebody out."""
    absent = [rng.choice([n for n in range(len(WHO)) if n not in row]) for row in lists.who]
    return replace(lists, asked=np.array(absent))


def twice(lists: Lists) -> Lists:
    """Return the same lists, but the next item down has the asked one's name too, and something else."""
    rows, there = np.arange(len(lists.who)), (lists.place + 1) % lists.who.shape[1]
    who, what = lists.who.copy(), lists.what.copy()
    who[rows, there] = lists.asked
    what[rows, there] = (lists.answers() + 1) % len(WHAT)
    return replace(lists, who=who, what=what)


class Head:
    """One head: matrices for queries, keys, values and the answer, drawn from a seed.

    Args:
        seed: of the starting weights and of all lists.
        width: numbers of a query, a key and a value.
        items: of each list that it learns from.
        rate: Adam's.
    """

    def __init__(self, seed: int, width: int = WIDTH, items: int = ITEMS, rate: float = RATE) -> None:
        self._rng, self._items = np.random.default_rng(seed), items
        shapes = ((len(WHO), width), (len(WHO) + len(WHAT), width), (len(WHO) + len(WHAT), width), (width, len(WHAT)))
        starts = [SPREAD * self._rng.standard_normal(shape) for shape in shapes]
        self._matrices = [Tensor(at, name) for at, name in zip(starts, ("Wq", "Wk", "Wv", "Wo"), strict=True)]
        first = drawn(self._rng, BATCH, items)
        self._given = [Tensor(each) for each in _encoded(first)]
        self._loss = loss_of_lists(*self._matrices, *self._given)
        self._driver = Adam(rate).drive(*self._matrices)

    @property
    def size(self) -> int:
        """How many numbers it learns."""
        return sum(each.size for each in self._matrices)

    def update(self, times: int = 1) -> None:
        """Make updates, each on fresh lists."""
        for _ in range(times):
            for tensor, fresh in zip(self._given, _encoded(drawn(self._rng, BATCH, self._items)), strict=True):
                tensor.value = fresh
            self._loss.backward()
            self._driver.step()

    def look(self, lists: Lists) -> tuple[Array, Array]:
        """Return the weights over the items, (lists, items), and the chances of each answer, (lists, 6)."""
        frozen = [Tensor(each.value, constant=True) for each in self._matrices]
        given = [Tensor(each, constant=True) for each in (lists.queries(), lists.items())]
        attended, raw = answer(*frozen, *given)
        return attended.weights.value[:, 0].copy(), raw.softmax().value[:, 0].copy()

    def inspect(self, lists: Lists, number: int = 0) -> Inspection:
        """Return the loss on one of some lists as the microscope looks at it, with copies of the matrices."""
        one = Lists(*(each[[number]] for each in (lists.who, lists.what, lists.asked, lists.place)))
        at = {each.name: each.value for each in self._matrices}
        given = dict(zip(("query", "items", "target"), _encoded(one), strict=True))
        return expression(loss_of_lists, at, given, focus="weights", title=f"Who has what: the {WHO[one.asked[0]]}")


def answer(wq: Tensor, wk: Tensor, wv: Tensor, wo: Tensor, query: Tensor, items: Tensor) -> tuple[Attended, Tensor]:
    """Return what is attended to, and the raw outputs of the answer, shape (lists, 1, 6)."""
    attended = attend((query @ wq).named("Q"), (items @ wk).named("K"), (items @ wv).named("V"))
    return attended, (attended.output @ wo).named("answer")


def loss_of_lists(
    wq: Tensor, wk: Tensor, wv: Tensor, wo: Tensor, query: Tensor, items: Tensor, target: Tensor
) -> Tensor:
    """Return the mean cross-entropy; `target` has a 1 for each right answer, shape (lists, 1, 6)."""
    _, raw = answer(wq, wk, wv, wo, query, items)
    return -(raw.log_softmax() * target).sum() / len(items)


def right(lists: Lists, chances: Array) -> float:
    """Return the share of lists whose likeliest answer is right."""
    return float(np.mean(chances.argmax(axis=1) == lists.answers()))


def _encoded(lists: Lists) -> tuple[Array, Array, Array]:
    return lists.queries(), lists.items(), np.eye(len(WHAT))[lists.answers()][:, None]
