"""Whether the microscope can look at what a lesson names: it computes, begins where it says, and nudging agrees."""

from __future__ import annotations

from lessons.kit.errors import LessonError
from lessons.kit.inspection import Inspection
from tutor.microscope.walk import Walk


def inspection_problem(inspection: Inspection) -> str:
    """Return what is wrong with a computation that is to be looked at, or ""."""
    try:
        walk = Walk(inspection)
    except LessonError as problem:
        return f"the microscope cannot look at it: {problem}"
    for node in walk.view.nodes:
        nudge = node.nudge
        if nudge is not None and not nudge.agrees and not nudge.why:
            return f"the gradient along {nudge.name} is {nudge.gradient:.6g}, by nudging {nudge.slope:.6g}."
    return ""
