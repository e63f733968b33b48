"""What the doctor has to say about one thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["fine", "note", "trouble"]


@dataclass(frozen=True)
class Finding:
    """A thing that was looked at. Our words are ASCII, for they must be readable where nothing else is.

    Attributes:
        name: what was looked at, a word or two.
        found: what was found, a clause.
        verdict: "fine"; "note", it could be better; "trouble", something will not work.
        advice: what to do about it, a sentence; "" if there is nothing to do.
        facts: the same for programs, by name.
    """

    name: str
    found: str
    verdict: Severity = "fine"
    advice: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
