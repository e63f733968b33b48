"""What the home screen says: the network at its top, how a lesson stands, what waits for practice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from tutor.text.words import counted

if TYPE_CHECKING:
    from tutor.study.progress.standing import Standing

LOGO = (" ○─╮ ╭─○", " ○─┼─○─┼─○", " ○─╯ ╰─○")
"""A network; the more of the course is done, the more of its units are lit."""
SLOGAN = "How neural networks learn, shown while they learn."


def logo(done: float, practice: str) -> Content:
    """A small network, lit by the share of the course that is done, what this is, and what waits."""
    units = sum(line.count("○") for line in LOGO)
    lit = max(1, int(done * units))
    net = []
    for line in LOGO:
        here = min(lit, line.count("○"))
        lit -= here
        net.append(Content.styled(f"{line.replace('○', '●', here):<13}", "$primary"))
    words = [("nntutor", "bold $foreground"), (SLOGAN, "$text-muted"), (practice, "$accent")]
    return Content("\n").join(a + Content.styled(*b) for a, b in zip(net, words, strict=True))


def standing(known: Standing | None) -> str:
    """How far the learner is in a lesson."""
    if known is None or known.state == "new":
        return "Not begun yet." if known is not None else ""
    pages = f"{known.pages_seen} of {known.pages} pages read"
    return f"{pages}, {known.right} of {known.questions} questions right."


def practice(standings: Iterable[Standing]) -> str:
    """Tell how much waits for practice; "" while that is not known, and where nothing has been answered."""
    known = [each for each in standings if each.mastery is not None]
    waiting = sum(each.waiting for each in known)
    if waiting:
        return f"{counted(waiting, 'question')} {'waits' if waiting == 1 else 'wait'} for practice: press r."
    return "Nothing waits for practice today." if any(each.right for each in known) else ""


def answers(count: int) -> str:
    """How many answers a reset was about."""
    return counted(count, "answer")
