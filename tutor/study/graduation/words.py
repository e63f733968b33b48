"""What is said of a graduation, in Markdown: before it, in the middle, and at its end."""

from __future__ import annotations

from collections.abc import Iterable

from tutor.study.graduation.outlook import Outlook
from tutor.study.graduation.records import Graduation
from tutor.study.graduation.sizes import WHOLE_COURSE, GraduationSize, size_of
from tutor.study.progress.standing import Standing
from tutor.study.progress.standing_words import SIGNS, how_far
from tutor.text.words import counted, date

AT_STAKE = "Nothing is at stake but pride: a round that goes wrong may be followed by another, drawn anew."
IN_CONFETTI = "Hooray! Here confetti would fall."
"""For those who want nothing to move."""


MOST = 12
"""Lessons still to be done that are named; of the whole course there may be many."""


def title(outlook: Outlook) -> str:
    """Return the title that stands above a graduation's page."""
    return "Final graduation" if outlook.part.id == WHOLE_COURSE else f"Graduation from part {outlook.number}"


def rules(size: GraduationSize) -> str:
    """Say what it takes."""
    return (
        f"{size.in_words.capitalize()} questions, mixed from {size.mixed_from}; {size.enough_in_words} right graduate. "
        "There are no hints, and the first reply to each question stands. One that cannot be read costs nothing. There "
        "is no clock: leave whenever you like, and the same questions wait for you."
    )


def rehearsal(part: str, seed: int) -> str:
    """Say what a round comes to of which somebody gave the seed."""
    return (
        f"A rehearsal: these are the {size_of(part).in_words} questions that seed {seed} draws, which anyone may try. "
        "The replies count for practice like all others; a graduation is only what nobody chose the seed of."
    )


def offer(outlook: Outlook) -> str:
    """A sentence for whoever did not ask; "" where there is nothing to offer."""
    if not outlook.offered:
        return ""
    if outlook.state == "begun":
        answered = f"{outlook.answered} of {outlook.size.questions} questions are answered"
        return f"Your graduation from “{outlook.part.title}” waits: {answered}."
    questions = f"{outlook.size.in_words} questions, mixed from all of it"
    return f"All of “{outlook.part.title}” is done. You may graduate from it: {questions}."


def offers(outlooks: Iterable[Outlook]) -> str:
    """Return the sentences that offer the graduation of several parts; "" where there is nothing to offer."""
    return " ".join(filter(None, map(offer, outlooks)))


def in_short(outlook: Outlook) -> str:
    """Return how a graduation stands, in a few words for the end of a line; "" where there is nothing to say."""
    if outlook.offered:
        return "graduation begun: g" if outlook.state == "begun" else "done: g graduates"
    return "✓ graduated" if outlook.won else ""


def standing(outlook: Outlook) -> str:
    """Where the learner stands, and what can be done about it."""
    return {"growing": _growing, "missing": _missing, "open": _open, "begun": _begun}[outlook.state](outlook)


def _growing(outlook: Outlook) -> str:
    here = counted(len(outlook.part.lessons), "lesson")
    return (
        f"“{outlook.part.title}” is still growing: it has {here} so far, and more are to come. "
        "Its graduation comes with the last of them."
    )


def _missing(outlook: Outlook) -> str:
    lessons = [f"- *{heading.title}* ({_to_do(standing)})" for heading, standing in outlook.missing]
    still = "One lesson is" if len(lessons) == 1 else f"{len(lessons)} lessons are"
    more = [f"- and {counted(len(lessons) - MOST, 'more lesson')}"] if len(lessons) > MOST else []
    lines = "\n".join([*lessons[:MOST], *more])
    return (
        f"{rules(outlook.size)}\n\nIt waits at the end of “{outlook.part.title}”. {still} still to be done:\n\n{lines}"
    )


def _to_do(standing: Standing) -> str:
    return f"{SIGNS[standing.state]} {how_far(standing)}" if standing.pages else "it cannot be opened just now"


def _open(outlook: Outlook) -> str:
    done = counted(len(outlook.part.lessons), "lesson")
    praise = f"“{outlook.part.title}”: {done} done, every question answered right once. Well learnt."
    return f"{praise}\n\n{rules(outlook.size)}\n\n{AT_STAKE}"


def _begun(outlook: Outlook) -> str:
    where = f"You are in the middle of your graduation from “{outlook.part.title}”"
    size = outlook.size
    if outlook.answered == size.questions:
        return f"{where}: all {size.in_words} questions are answered, and only their end has not been looked at yet."
    answered = f"{outlook.answered} of {size.questions} questions are answered"
    return f"{where}: {answered}; the others are as you left them.\n\n{rules(size)}"


def rounds_passed(outlook: Outlook) -> str:
    """The best round and the latest, in a sentence; "" where none was passed."""
    if outlook.best is None:
        return ""
    best, latest, of = outlook.best, outlook.won[-1], outlook.size.questions
    if best is latest:
        return f"Passed on {date(best.when)}: {best.score} of {of} right."
    return (
        f"Your best: {best.score} of {of}, on {date(best.when)}. Your latest: {latest.score}, on {date(latest.when)}."
    )


def still_open(number: int, size: GraduationSize) -> str:
    """Say that the end was looked at before all was answered."""
    if number == 1:
        return f"One question is still open. Go back to it: the round counts once all {size.in_words} are answered."
    once = f"the round counts once all {size.in_words} are answered"
    return f"{number} questions are still open. Go back to them: {once}."


def passed(won: Graduation) -> str:
    """Say that the round is over, and enough was right."""
    every = "Every single one. " if won.score == size_of(won.part).questions else ""
    return f"**Graduated!** {every}You have graduated from “{won.title}”. Your certificate waits behind this page."


def failed(score: int, size: GraduationSize, look_again: str) -> str:
    """Say that the round is over, and not enough was right."""
    near = "So near. " if score == size.enough - 1 else ""
    again = f"\n\nWhat to look at again:\n\n{look_again}" if look_again else ""
    return (
        f"{near}{size.enough_in_words.capitalize()} right graduate. Nothing is lost: what you know by now you know, "
        f"and another round, drawn anew, may be had whenever you like.{again}"
    )
