"""What an operation computes, in a few signs, from the labels that the engine gave its steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.node import Node

KNOWN = {
    "where chosen": "{0} or {1}",
    "total = ln total": "log softmax of {0}",
    "softplus = ln(1 + exp({0}))": "cross-entropy of {0}",
    "largest = max {0}": "cross-entropy of {0}",
    "weighted = w × error": "squared miss of {0}",
    "weighted = w × sign": "miss of {0}",
    "weighted = w × clipped": "Huber's miss of {0}",
    "running mean += fresh": "batch norm of {0}",
}
"""Operations of several steps, by a label that only they have."""


def formula(node: Node) -> str:
    """Such as "{0} × {1}", to be filled in with names or with numbers; "" for what was not computed."""
    labels = [do.label for do in node.steps]
    if not labels:
        return ""
    if len(labels) > 1:
        for known, told in KNOWN.items():
            if any(known in label for label in labels):
                return told
        if "[part 0]" in labels[0]:
            return ", ".join(f"{{{n}}}" for n in range(len(labels)))
    return _last(labels)


def _last(labels: Sequence[str]) -> str:
    """Return what the last step computes; where it goes on from a step before, with that step put in."""
    told = ""
    for label in labels:
        named = re.search(r"\((\w+) of (.+)\)$", label)
        said = f"{named[1]}({named[2]})" if named else label.partition(" = ")[2].strip()
        told = said.replace("{out}", told) if told else said
    return told
