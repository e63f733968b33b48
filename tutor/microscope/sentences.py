"""What the microscope says of a moment, of a share and of a node: plain sentences, for a reader without calculus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tutor.microscope.figures import FEW, all_of, factor, norm, shown, size_of
from tutor.text.words import listed

if TYPE_CHECKING:
    from engine.arrays import Array
    from tutor.microscope.view import Share, ShownNode, View, WalkMoment


def moment(view: View, at: int) -> str:
    """Tell what happens at a moment, in a sentence or two."""
    now = view.moments[at]
    node = view.nodes[now.node]
    if now.kind == "given":
        return _given(view)
    if now.kind == "forward":
        last = f" That is {_aim(view)}. From here the blame travels back." if at == view.turn - 1 else ""
        return f"{computed(node)}{last}"
    if now.kind == "start":
        return (
            f"Now backward. The blame of a number says how much {node.name} grows when that number grows by a little. "
            f"For {node.name} itself that is 1."
        )
    return _passed(view, at, now)


def _given(view: View) -> str:
    users = {
        i: min((result for operand, result in view.wires if operand == i), default=0) for i in range(len(view.nodes))
    }
    given = sorted((i for i, node in enumerate(view.nodes) if node.given), key=lambda i: (users[i], i))
    names = [view.nodes[i].name for i in given]
    told = listed(names) if len(names) <= 5 else f"{len(names)} values"
    return f"Given: {told}. Forward, every node computes its value from those to its left, until {_aim(view)} is there."


def _aim(view: View) -> str:
    """Return the name of what is computed in the end: the loss mostly, but it may be a score."""
    name = view.nodes[-1].name
    return "the loss" if name == "loss" else name


def computed(node: ShownNode) -> str:
    """How a node's value comes about: "z = w × x = 0.7 × 3 = 2.1."."""
    if node.worked and node.worked != shown(float(node.value[0])):
        return f"{node.name} = {node.formula} = {node.worked} = {shown(float(node.value[0]))}."
    return f"{node.name} = {node.formula} = {value_of(node)}."


def value_of(node: ShownNode) -> str:
    """Return a node's value; of many numbers how many they are, their norm, and the largest; of a picture its size."""
    if node.picture:
        return f"a picture of {size_of(node.picture)} pixels"
    return numbers(node, node.value)


def numbers(node: ShownNode, values: Array) -> str:
    """The numbers that belong to a node; a large array is summed up: shape, norm, largest entry and where."""
    if values.size <= FEW:
        return all_of(values)
    largest = int(np.argmax(np.abs(np.nan_to_num(values))))
    size = size_of(node.shape)
    shape = f" ({size})" if "×" in size else ""
    where = node.called(int(node.picks[largest]))
    return (
        f"{values.size} numbers{shape}, norm {shown(norm(values))}; largest: {shown(float(values[largest]))}, {where}"
    )


def product(view: View, share: Share) -> str:
    """The multiplication: what arrives × the local slope = what goes on."""
    result, operand = view.nodes[share.result], view.nodes[share.operand]
    begin = f"blame of {operand.name} = blame of {result.name} × local slope"
    if _is_number(share.incoming) and _is_number(share.local) and _is_number(share.product):
        assert share.local is not None
        left, right = (factor(float(each[0])) for each in (share.incoming, share.local))
        return f"{begin} = {left} × {right} = {shown(float(share.product[0]))}"
    if share.local is not None and _is_number(share.product):
        return f"blame of {operand.name} = {terms(share.incoming, share.local)} = {shown(float(share.product[0]))}"
    return f"on the engine's tape: d{operand.name} = {share.label}"


def terms(incoming: Array, local: Array) -> str:
    """A sum of products: the largest one by one, the others together."""
    with np.errstate(all="ignore"):
        products = incoming * local
        first = sorted(np.argsort(-np.abs(products), kind="stable")[:FEW].tolist())
        rest = float(products.sum() - products[first].sum())
    told = [f"{factor(float(incoming[i]))} × {factor(float(local[i]))}" for i in first]
    if len(products) > len(first):
        told.append(f"{factor(rest)} from {len(products) - len(first)} more")
    return " + ".join(told)


def listed_moment(view: View, at: int) -> str:
    """A moment as a line of a list: the multiplication, the sum so far where there is one, and the nudge at its end."""
    now = view.moments[at]
    node = view.nodes[now.node]
    if now.kind == "forward":
        return computed(node)
    if now.kind == "start":
        return f"blame of {node.name} = 1, where all blame begins."
    so_far, gradient = view.arrived(now.node, at), view.gradient(now.node, at)
    told = f"{product(view, view.shares[now.share])}."
    told = f"{told} {view.shares[now.share].why}".rstrip()
    if view.shares[now.share].product.size > 1:
        told = f"{told} That is {numbers(node, view.shares[now.share].product)}."
    if len(so_far) > 1 and gradient is not None:
        told = f"{told} With what came before: {numbers(node, gradient)}{_more(view, now.node, at)}."
    if _whole(view, now.node, at):
        return f"{told} {nudged(node, short=True)}."
    more = _more(view, now.node, at)
    return f"{told} That is{more}." if more.startswith(" along") else told


def _passed(view: View, at: int, now: WalkMoment) -> str:
    """One share on its way, and the sum where several meet."""
    share = view.shares[now.share]
    operand, result = view.nodes[share.operand], view.nodes[share.result]
    told = f"{_passage(share, operand, result)} {share.why}".rstrip()
    so_far = view.arrived(now.node, at)
    if len(so_far) < 2:
        return told
    if _is_number(share.product):
        summed = " + ".join(factor(float(each.product[0])) for each in so_far)
        total = shown(sum(float(each.product[0]) for each in so_far))
        return f"{told} With what came before, {operand.name} has {summed} = {total}."
    return f"{told} It is added to what came before."


def _passage(share: Share, operand: ShownNode, result: ShownNode) -> str:
    if _is_number(share.incoming) and _is_number(share.local) and _is_number(share.product):
        assert share.local is not None
        incoming, local, product = (shown(float(each[0])) for each in (share.incoming, share.local, share.product))
        if incoming == "0":
            return f"Nothing arrives at {result.name}, its blame is 0. So nothing goes on to {operand.name}."
        if local == "0":
            return (
                f"The local slope is 0: a small change of {operand.name} does not move {result.name} at all. So of the "
                f"{incoming} that arrives here, no blame goes on to {operand.name}."
            )
        return (
            f"What arrives at {result.name}, {incoming}, times the local slope, {local}, is {product}: "
            f"that much of the blame goes on to {operand.name}."
        )
    if _is_number(share.product) and share.local is not None:
        return (
            f"Each of the {len(share.incoming)} numbers of {result.name} sends back what arrived there times its own "
            f"slope, 0 where {operand.name} had no hand in it, and the sum is {shown(float(share.product[0]))}."
        )
    passed = all_of(share.product)
    if _is_number(share.incoming):
        slopes = f" ({all_of(share.local)})" if share.local is not None else ""
        return (
            f"What arrives at {result.name}, {shown(float(share.incoming[0]))}, is multiplied by the slope of each "
            f"number of {operand.name}{slopes}; what goes on is {passed}."
        )
    if share.local is not None:
        return (
            f"Number by number: what arrives at {result.name} ({all_of(share.incoming)}) times the local slope "
            f"({all_of(share.local)}); what goes on to {operand.name} is {passed}."
        )
    return (
        f"What arrives at {result.name} ({all_of(share.incoming)}) goes back the ways on which its numbers came from "
        f"{operand.name}, each with its own slope, and {operand.name} gets {passed}."
    )


def _is_number(each: Array | None) -> bool:
    return each is not None and each.size == 1


def about(view: View, number: int, at: int) -> list[str]:
    """Tell of a node at a moment: what it is, its value, its gradient, and whether nudging agrees."""
    node = view.nodes[number]
    lines = [f"{node.name}: {node.note or node.formula or 'given'}"]
    if view.has_value(number, at):
        lines.append(f"value {value_of(node)}")
    if node.gradient is None:
        lines.append("fixed: no blame is asked for")
        return lines
    gradient = view.gradient(number, at)
    if gradient is None:
        return lines
    lines.append(f"blame (gradient) {numbers(node, gradient)}{_more(view, number, at)}")
    if _whole(view, number, at):
        lines.append(nudged(node))
    return lines


def _whole(view: View, number: int, at: int) -> bool:
    """Whether a node has all of its gradient."""
    node, gradient = view.nodes[number], view.gradient(number, at)
    if gradient is None or node.gradient is None:
        return False
    arrived = len(view.arrived(number, at)) == len(view.shares_to(number))
    return arrived and bool(np.allclose(gradient, node.gradient, rtol=1e-9, atol=1e-12, equal_nan=True))


def _more(view: View, number: int, at: int) -> str:
    """Tell what a gradient still lacks."""
    coming = len(view.shares_to(number)) - len(view.arrived(number, at))
    if number == len(view.nodes) - 1:
        return ""
    if coming:
        return ", and more is to come"
    node = view.nodes[number]
    if node.gradient is not None and not _whole(view, number, at):
        return f" along this way; along all ways {numbers(node, node.gradient)}"
    return ""


def nudged(node: ShownNode, *, short: bool = False) -> str:
    """The finite difference beside the gradient, and whether they agree."""
    nudge = node.nudge
    if nudge is None:
        return ""
    name = "" if nudge.name == node.name else f"{nudge.name} has {_six(nudge.gradient)}; "
    felt = f"nudged by a hair and run again: {_six(nudge.slope)}"
    if nudge.agrees and short:
        return f"✓ {name}nudged: {_six(nudge.slope)}"
    if nudge.agrees:
        return f"✓ {name}{felt}. They agree"
    if nudge.why:
        return f"✗ {name}{felt}. {nudge.why}"
    return f"✗ {name}{felt}. They should agree and do not: please report this"


def _six(number: float) -> str:
    """Six digits: enough to see that two numbers are the same."""
    return f"{0.0 if abs(number) < 1e-9 else number:.6g}".replace("-", "−")
