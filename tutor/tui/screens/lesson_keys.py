"""The keys of a lesson: what each is called just now, when it does something, and the simple ones among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll

from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.lesson import LESSON
from tutor.tui.course.graduation_offer import GraduationOffer
from tutor.tui.keys import take_keys
from tutor.tui.screens.base import TutorScreen
from tutor.tui.screens.live_part import LivePart
from tutor.tui.widgets.reading import ReadingPane

if TYPE_CHECKING:
    from lessons.kit.heading import Heading
    from lessons.kit.lesson import Lesson, Page


class LessonKeys(TutorScreen):
    """A screen with the keys of a lesson.

    Attributes:
        lesson: what is gone through; None until it is loaded.
        number: of the page on the screen; 0 before the first, one beyond the last where it is looked back on.
        has_longer: whether there is a longer text.
        onward: the lesson to go on with, once it is looked back on.
    """

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("Pages",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LESSON)]

    def __init__(self, lesson_id: str) -> None:
        super().__init__()
        self.lesson: Lesson | None = None
        self.number = 0
        self.has_longer = False
        self.onward: Heading | None = None
        self._reading, self._live = ReadingPane(id="reading"), LivePart(id="live")
        self._offer = GraduationOffer(lesson_id)

    @property
    def page(self) -> Page | None:
        """The page on the screen; None before the first, and where the lesson is looked back on."""
        here = self.lesson is not None and 0 < self.number <= len(self.lesson.pages)
        return self.lesson.pages[self.number - 1] if here and self.lesson is not None else None

    @property
    def at_the_end(self) -> bool:
        """Whether the page that looks back is shown."""
        return self.lesson is not None and self.number > len(self.lesson.pages)

    @property
    def tells(self) -> bool:
        """Whether something is told when the run of this page is over."""
        return self.page is not None and bool(self.page.after)

    def action_graduate(self) -> None:
        """Go to the graduation of this part."""
        self.app.open_graduation(self._offer.part)

    def action_switch(self) -> None:
        """Give the keys to the words, to scroll them, or back to the picture."""
        take_keys(self._reading if self.focused is not self._reading else self._live.demo or self._reading)
        self.refresh_bindings()

    def action_scroll(self, by: int) -> None:
        """Scroll whatever is read."""
        reading: VerticalScroll = self._reading
        panel = self._live.panel
        target = panel if self.has_class("-quiz") or not reading.max_scroll_y else reading
        (target or reading).scroll_relative(y=by, animate=False)

    def action_longer(self) -> None:
        """Open the lesson's longer text."""
        if self.lesson is not None:
            self._live.pause()
            self.app.open_longer_text(self.lesson)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to switch only where there are two sides; there is no page before the first."""
        if action == "graduate":
            return self._offer.display and super().check_action(action, parameters)
        if action == "switch":
            return self.has_class("-demo") and super().check_action(action, parameters)
        if action == "open":
            numbered = int(str(parameters[0])) if parameters else 1
            return self.at_the_end and self.lesson is not None and numbered <= len(self.lesson.pages)
        if action == "contents" and (self.lesson is None or self.at_the_end):
            return False
        if action == "longer":
            return self.has_longer and super().check_action(action, parameters)
        if action == "previous" and self.number <= 1 and not self.has_class("-quiz"):
            return False
        return super().check_action(action, parameters)

    def word_for(self, command: Command) -> str | None:
        """Return the key bar's word for a command, such as where next leads."""
        if command.id == "lesson.next" and self.lesson is not None:
            if self.at_the_end:
                return "next lesson" if self.onward is not None else "course"
            if self.has_class("-demo") and not self.has_class("-told") and self.tells:
                return "tell me"
            last = self.number == len(self.lesson.pages) and not self._live.more_questions
            return "finish" if last else "next"
        if command.id == "lesson.switch":
            return "to the picture" if self.focused is self._reading else "to the words"
        return command.word

    def help_groups(self) -> tuple[str, ...]:
        """Name the groups for the help: the pages' keys, and those of the live part."""
        return (*self._live.help_groups(), "Pages", "Everywhere")
