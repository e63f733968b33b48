"""The microscope as a conversation: a computation as a numbered list, forward and then backward, and what to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lessons.kit.errors import Unreadable
from tutor.plain.talk import Destination, Talk, Way, way_of

if TYPE_CHECKING:
    from lessons.kit.inspection import Inspection
    from tutor.microscope.view import ShownNode, View
    from tutor.microscope.walk import Walk

WORDS = ("microscope", "m")
"""Words that open the microscope."""

BACKWARD = (
    "Backward. The blame of a number (d before its name) is how much the loss grows when that number grows by a "
    "little; nudged, by a hair and with everything run again, it comes out the same:"
)


def look_inside(talk: Talk, inspection: Inspection) -> Destination | None:
    """List the computation, and whatever of it the learner wants to follow.

    Returns:
        None to go back to where it was opened, or whatever was typed that leads elsewhere.

    Raises:
        LessonError: it cannot be computed.
    """
    from tutor.microscope.following import examples
    from tutor.microscope.walk import Walk

    walk = Walk(inspection)
    talk.line(f"The microscope. {walk.view.title}".rstrip())
    list_view(talk, walk.view)
    while True:
        text = talk.ask("Follow something else, or Enter goes back, ? helps > ").strip()
        if not text or text.casefold() in ("back", "b"):
            return None
        if text.casefold() in ("?", "help"):
            talk.line(f"Type what to follow: {examples(walk.slide)}. Enter goes back.")
        elif isinstance(way := way_of(text), int | Way):
            return way
        else:
            _follow(talk, walk, text)


def _follow(talk: Talk, walk: Walk, text: str) -> None:
    try:
        walk.follow(*walk.read(text))
    except Unreadable as problem:
        talk.line(str(problem))
        return
    list_view(talk, walk.view)


def list_view(talk: Talk, view: View) -> None:
    """Write everything there is to see: what is given, each value, each share of the blame beside its nudge."""
    from tutor.microscope import sentences

    talk.line(f"Followed: {view.name}. Given:")
    for node in view.nodes:
        if node.given:
            note = f" ({node.note})" if node.note else ""
            talk.item("-", f"{node.name} = {sentences.value_of(node)}{note}")
            _list_picture(talk, node)
    for at, moment in enumerate(view.moments):
        if at == 1:
            talk.line("Forward:")
        if moment.kind == "start":
            talk.line(BACKWARD)
        if at:
            talk.item(f"{at:>2}", sentences.listed_moment(view, at))


def _list_picture(talk: Talk, node: ShownNode) -> None:
    """Write a picture's rows in figures, if the node is one."""
    from tutor.microscope.pixels import in_digits

    if node.picture:
        talk.line("Its rows from the top, 0 for no ink and 9 for most:")
        for row in in_digits(node.value, node.picture):
            talk.item(" ", row)
