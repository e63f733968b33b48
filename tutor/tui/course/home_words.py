"""What the home screen says: the network at its top, what waits for practice, what a reset did."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from tutor.study.progress.standing_words import set_aside, with_sign
from tutor.text.words import counted

if TYPE_CHECKING:
    from lessons.kit.heading import Heading
    from tutor.study.progress.standing import Standing

LOGO = (" ○─╮ ╭─○", " ○─┼─○─┼─○", " ○─╯ ╰─○")
"""A network; the more of the course is done, the more of its units are lit."""
NOT_FOUND = "No lesson and no scene is called that. Fewer letters find more; Esc lists the whole course again."
SLOGAN = "How neural networks learn, shown while they learn."


def head(done: int, of: int, practice: str, following: str) -> Content:
    """Return the lines at the top: what this is, how far the whole course is and what waits, and what comes next.

    Beside them stands a small network, lit by the share of the course that is done.
    """
    units = sum(line.count("○") for line in LOGO)
    lit = max(1, done * units // max(1, of))
    net = []
    for line in LOGO:
        here = min(lit, line.count("○"))
        lit -= here
        net.append(Content.styled(f"{line.replace('○', '●', here):<11}", "$primary"))
    name = Content.assemble(("nntutor", "bold $foreground"), "  ", (SLOGAN, "$text-muted"))
    lines = (name, *head_lines(done, of, practice, following))
    return Content("\n").join(a + b for a, b in zip(net, lines, strict=True))


def head_lines(done: int, of: int, practice: str, following: str) -> tuple[Content, Content]:
    """Return the head of a terminal that is low: how far the whole course is and what waits; what comes next."""
    whole = Content.assemble((f"{done} of {of} lessons done.", "$text-muted"), (f" {practice}", "$accent"))
    if not following:
        return whole, Content("Everything is done." if of else "")
    return whole, Content.assemble(("Next (n): ", "$text-muted"), (following, "bold $foreground"))


def practice(standings: Iterable[Standing]) -> str:
    """Tell how much waits for practice; "" while that is not known, and where nothing has been answered."""
    known = [each for each in standings if each.mastery is not None]
    waiting = sum(each.waiting for each in known)
    if waiting:
        return f"{counted(waiting, 'question')} {'waits' if waiting == 1 else 'wait'} for practice: press r."
    return "Nothing waits for practice today." if any(each.right for each in known) else ""


def about(heading: Heading, standing: Standing | None, *, titled: bool) -> Content:
    """Tell what a lesson is about and how far the learner is in it, if that is known; its title above, if wanted."""
    how_far = Content.styled(with_sign(standing) if standing is not None else "", "$text-muted")
    title = [Content.styled(heading.title, "bold")] if titled else []
    return Content("\n").join([*title, Content(heading.summary), how_far])


def begun_afresh(title: str, count: int) -> str:
    """Tell how many answers a reset set aside."""
    return f"“{title}” starts afresh; {set_aside(count)}. u brings everything back."


def brought_back(count: int | None) -> str:
    """Tell how many answers came back with a reset that was undone; `None` where there was none."""
    if count is None:
        return "There is nothing to bring back."
    return f"Everything is back: {counted(count, 'answer')}." if count else "Everything is back."
