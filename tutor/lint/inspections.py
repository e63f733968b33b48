"""Whether the microscope can look at what a lesson names: it computes, each node has its name, and nudging agrees."""

from __future__ import annotations

from lessons.kit.errors import LessonError
from lessons.kit.inspection import Inspection
from tutor.microscope.names import is_unnamed_array, shared_names
from tutor.microscope.walk import Walk


def inspection_problem(inspection: Inspection) -> str:
    """Return what is wrong with a computation that is to be looked at, or ""."""
    try:
        walk = Walk(inspection)
    except LessonError as problem:
        return f"the microscope cannot look at it: {problem}"
    if shared := shared_names(walk.slide.tensors):
        return f"two nodes under the microscope are called “{shared[0]}”: name one of them for what it is."
    if any(map(is_unnamed_array, walk.slide.tensors)):
        return "an array of constants has no name: write Tensor(values, 'targets', constant=True)."
    for node in walk.view.nodes:
        nudge = node.nudge
        if nudge is not None and not nudge.agrees and not nudge.why:
            return f"the gradient along {nudge.name} is {nudge.gradient:.6g}, by nudging {nudge.slope:.6g}."
    return ""
