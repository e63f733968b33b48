"""A lesson as loaded: its pages, and by name the demos and questions that its text asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # listing the course must not load NumPy
    from lessons.kit.demo import Demo
    from lessons.kit.heading import Heading
    from lessons.kit.questions import Question
    from lessons.kit.scene import Scene
    from lessons.kit.scene_words import SceneWords

SET_APART = ("", "text")
"""Fences in a lesson's prose that show a formula or a few lines as they stand."""


@dataclass(frozen=True)
class Page:
    """A stop on the way through a lesson: a scene, a quiz, or words alone.

    Attributes:
        number: from 1.
        title: the `##` heading.
        before: Markdown that stands above the block that names the live thing; of a page without one, all of it.
        demo: the demo of a scene, or "".
        questions: the questions of a quiz, in order, or none.
        line: where the heading stands in text.md, from 1.
        block: where the block that names the live thing opens, from 1, or 0 where there is none.
        after: Markdown below that block: what is told when the run is over.
        words: what a scene's block says; None on other pages.
        key: what a scene is called in the learner's records: its demo's name, with a number from its second scene on.
    """

    number: int
    title: str
    before: str
    demo: str = ""
    questions: tuple[str, ...] = ()
    line: int = 1
    block: int = 0
    after: str = ""
    words: SceneWords | None = None
    key: str = ""

    @property
    def prose(self) -> str:
        """All of its words."""
        return "\n\n".join(filter(None, (self.before, self.after)))


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

    def scene(self, page: Page) -> Scene:
        """Return the scene of a page that shows a demo.

        Raises:
            BrokenLesson: the page sets a knob or names an option that its demo does not have.
        """
        from lessons.kit.scene import Scene, made_scene

        demo = self.demos[page.demo]
        return Scene(demo, page.key or page.demo) if page.words is None else made_scene(page.words, demo, page.key)

    def scene_page(self, key: str) -> Page | None:
        """The page of the scene with that key."""
        return next((page for page in self.pages if page.demo and key in (page.key, page.demo)), None)
