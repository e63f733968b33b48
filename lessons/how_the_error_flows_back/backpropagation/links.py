"""The links of the way back, each with the share that it carries and the slips that people make there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lessons.how_the_error_flows_back.backpropagation.model import Cookies
from lessons.kit.figures import exact, signed

BatchNumber = Callable[[Cookies], float]
_SAME = 1e-6


@dataclass(frozen=True)
class Link:
    """A link of the way back.

    Attributes:
        name: what its share is called.
        share: the share, from the engine's figures.
        worked: the share as a learner works it out.
        slips: the shares that known slips lead to, each under what is told then; the first that fits is told.
    """

    name: str
    share: BatchNumber
    worked: Callable[[Cookies], str]
    slips: Mapping[str, BatchNumber] = field(default_factory=dict)


def _of(name: str) -> BatchNumber:
    return lambda batch: batch.values[name]


def _product(first: str, second: str) -> Callable[[Cookies], str]:
    return lambda batch: f"{exact(batch.values[first])} × {signed(batch.values[second])}"


def way(leg: str, factor: str) -> BatchNumber:
    """Return the share that reaches the sugar by one way: what arrives at the leg, times its factor."""
    return lambda batch: batch.values[f"d{leg}"] * batch.values[factor]


BY_P, BY_Q = way("p", "u"), way("q", "v")


def _leg(leg: str, factor: str) -> Link:
    """Return the link from a leg back to the sugar."""
    share, arrives, slope = way(leg, factor), _of(f"d{leg}"), _of(factor)
    slips: dict[str, BatchNumber] = {
        f"that is what arrives at {leg}, not yet × {factor}": arrives,
        f"that is {factor}, not yet × what arrives": slope,
        "the right size, but a sign is lost": lambda batch: -share(batch),
        f"you added; what arrives is multiplied by {factor}": lambda batch: arrives(batch) + slope(batch),
    }
    return Link(f"h by {leg}", share, _product(f"d{leg}", factor), slips)


_SUGAR = Link(
    "h",
    _of("dh"),
    lambda batch: f"{exact(BY_P(batch))} + {signed(BY_Q(batch))}",
    {
        "that is the way by p alone": BY_P,
        "that is the way by q alone": BY_Q,
        "the ways add up with their signs": lambda batch: BY_P(batch) - BY_Q(batch),
        "along a way one multiplies, but two ways add up": lambda batch: BY_P(batch) * BY_Q(batch),
    },
)
_SPOONS = Link(
    "w",
    _of("dw"),
    _product("dh", "x"),
    {
        "that is what arrives at h, not yet × x": _of("dh"),
        "that is the way by p alone, × x": lambda batch: BY_P(batch) * batch.x,
        "that is the way by q alone, × x": lambda batch: BY_Q(batch) * batch.x,
        "the right size, but a sign is lost": lambda batch: -batch.values["dw"],
    },
)
TASTE = Link("y", _of("dy"), lambda batch: f"2 × {signed(batch.values['miss'])}")
LINKS = (
    TASTE,
    _leg("p", "u"),
    _leg("q", "v"),
    _SUGAR,
    _SPOONS,
    Link("u", _of("du"), _product("dp", "h")),
    Link("v", _of("dv"), _product("dq", "h")),
)
"""All links, from the taste back to the weights."""
FILLED_IN = ("h by p", "h by q", "h", "w")
"""The links whose shares a learner may fill in."""


def diagnosis(link: Link, batch: Cookies, typed: Mapping[str, float]) -> str:
    """Return what is told of a share that was filled in: "right", or which slip leads to it, or that it follows.

    Args:
        link: which, one of those that may be filled in.
        batch: whose.
        typed: what was filled in, by the name of the link.
    """
    mine = typed[link.name]
    if abs(mine - link.share(batch)) < _SAME:
        return "right"
    if abs(mine - _following(link, batch, typed)) < _SAME:
        return "it follows from yours before; the slip lies there"
    told = (why for why, share in link.slips.items() if abs(mine - share(batch)) < _SAME)
    return next(told, "no known slip; take what arrives × the slope on the spot, and add up the ways")


def _following(link: Link, batch: Cookies, typed: Mapping[str, float]) -> float:
    """Return the share that is right if what was filled in before is; nan where nothing was."""
    nothing = float("nan")
    if link.name == "h":
        return typed.get("h by p", nothing) + typed.get("h by q", nothing)
    return typed.get("h", nothing) * batch.x if link.name == "w" else nothing
