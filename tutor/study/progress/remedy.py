"""Finds, for a known mistake, the page that its lesson names, or else the one that has most to say about it.

Where nobody has named one, the words of the mistake, and of the question in which it was made, are looked for
on the pages that come before the question. A word that few of those pages use weighs more (Spärck Jones, "A statistical
interpretation of term specificity", 1972).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from lessons.kit.asking import told
from lessons.kit.everyday_slips import EVERYDAY
from lessons.kit.lesson import Lesson, Page
from lessons.kit.questions import Body

NAMED_IN_FULL = 3
"""How much a word of the mistake's own name and explanation weighs beside one of the question's."""
_SHORTEST = 4
"""Letters; shorter words are "the" and "and"."""


def because(body: Body, mistake: str) -> str:
    """The one line about a mistake, as a question tells it to whoever makes it; "" if it knows no such mistake."""
    known = getattr(body, "misconceptions", ()) or getattr(body, "options", ())
    lines = [(slip.name, slip.because) for slip in (*known, *EVERYDAY)]
    return next((told(words) for name, words in lines if name == mistake), "")


def named_page(lesson: Lesson, body: Body, mistake: str) -> Page | None:
    """Return the page that the lesson itself names as the one that mends a mistake, or None where it names none."""
    known = getattr(body, "misconceptions", ()) or getattr(body, "options", ())
    title = next((slip.page for slip in known if slip.name == mistake), "")
    return next((page for page in lesson.pages if page.title == title), None)


def mending_page(lesson: Lesson, question: str, mistake: str, told: str, prompt: str) -> Page | None:
    """The page to read again.

    Args:
        lesson: where the mistake was made.
        question: the question's name in it.
        mistake: the mistake's name.
        told: the one line about it.
        prompt: what the question asks.

    Returns:
        A page before the question; of those that have nothing to say about it, the nearest with a demo; None if the
        lesson no longer asks the question.
    """
    asking = lesson.page_of(question=question)
    if asking is None:
        return None
    before = [page for page in lesson.pages[: asking.number] if not page.questions] or [asking]
    wanted = Counter(dict.fromkeys(_words(prompt), 1))
    wanted.update(dict.fromkeys(_words(f"{mistake} {told}"), NAMED_IN_FULL))
    told_of = [Counter(_words(f"{page.title} {page.prose}")) for page in before]
    scores = [_score(wanted, words, told_of) for words in told_of]
    ranks = [(score, bool(page.demo), page.number) for score, page in zip(scores, before, strict=True)]
    return before[ranks.index(max(ranks))]


def _score(wanted: Counter[str], words: Counter[str], pages: Sequence[Counter[str]]) -> float:
    """How much of what is wanted a page has: rare words weigh more, and a word said often only a little more."""
    rarity = {word: math.log(len(pages) / sum(word in page for page in pages)) for word in wanted if word in words}
    return sum(weight * wanted[word] * (1 + math.log(words[word])) for word, weight in rarity.items())


def _words(text: str) -> list[str]:
    """The words of a text, without the commonest endings."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return [re.sub(r"(ing|ed|es|s)$", "", word) for word in words if len(word) >= _SHORTEST]
