"""The phrases of the quiz: a surface, a moment of a walk, and why a walk did not linger."""

from __future__ import annotations

from lessons.how_the_error_flows_back.descent.demo_level import Foothold, told
from lessons.kit.figures import figure


def formula(w: int, v: int, cross: int) -> str:
    """Write a surface, its first term without a plus."""
    terms = [(w, "w²"), (v, "v²"), (cross, "w·v")]
    written = " ".join(f"{'−' if factor < 0 else '+'} {abs(factor)}·{name}" for factor, name in terms if factor)
    return written.removeprefix("+ ") if written.startswith("+") else written.replace("− ", "−", 1)


def moment(foothold: Foothold) -> str:
    """Write one moment of a walk."""
    return f"loss {told(foothold.loss)}, slope {figure(foothold.slope)}"


def reason(off: float, limit: float) -> str:
    """Tell why a walk that starts so far off the crest and stops below a limit does not linger and go on."""
    if not off:
        return "On the crest itself, where w = −v, nothing leads to the sides: it stayed."
    if off > 0.1:
        return "It went on down, but hardly slowed: so far off the crest it keeps clear of the level place."
    return f"It would have, but its rule stopped it: on the way the slope fell below {limit:g}."
