"""A lesson as loaded: its pages, and by name the demos and questions that its text asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # listing the course must not load NumPy
    from lessons.kit.demo import Demo
    from lessons.kit.heading import Heading
    from lessons.kit.questions import Question


@dataclass(frozen=True)
class Page:
    """A page: prose and at most one live thing.

    Attributes:
        number: from 1.
        title: the `##` heading.
        prose: Markdown without the heading and without the block that names the live thing.
        demo: the demo on this page, or "".
        questions: the questions on this page, in order (a quiz), or none.
        line: where the heading stands in text.md, from 1.
        block: where the block that names the live thing opens, from 1, or 0 where there is none.
    """

    number: int
    title: str
    prose: str
    demo: str = ""
    questions: tuple[str, ...] = ()
    line: int = 1
    block: int = 0


@dataclass(frozen=True)
class Claim:
    """A sentence of the prose that a run can prove or disprove.

    Attributes:
        quote: words that stand in text.md as they are here (white space aside).
        holds: runs the experiment and says whether it is so.
    """

    quote: str
    holds: Callable[[], bool]


def claim(quote: str) -> Callable[[Callable[[], bool]], Claim]:
    """Make a claim of the function below it, which runs the experiment and says whether it is so."""
    return lambda holds: Claim(quote, holds)


@dataclass(frozen=True)
class Lesson:
    """A whole lesson.

    Attributes:
        heading: id, title, summary, sources, folder.
        pages: in order, at least one.
        demos: by name.
        questions: by name.
        claims: what the prose asserts about runs.
    """

    heading: Heading
    pages: tuple[Page, ...]
    demos: Mapping[str, Demo]
    questions: Mapping[str, Question]
    claims: Callable[[], Iterable[Claim]]

    @property
    def demo_names(self) -> list[str]:
        """The demos in the order of the pages that show them; those of a lesson that shows none, in its own order."""
        return list(dict.fromkeys(page.demo for page in self.pages if page.demo)) or list(self.demos)

    def page_of(self, *, question: str = "", demo: str = "") -> Page | None:
        """The page that asks this question or shows this demo."""
        for page in self.pages:
            if (question and question in page.questions) or (demo and demo == page.demo):
                return page
        return None
