"""What all screens share: a title, a body, the bar of keys, and a word to a terminal that is too small."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from tutor.tui.driver import FrugalScreen
from tutor.tui.host import Host, Outing
from tutor.tui.screens.leaving import LeavesOnce
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.notice_line import NoticeLine

if TYPE_CHECKING:
    from tutor.tui.widgets.title_bar import TitleBar

PAGES = Path(__file__).parents[1] / "pages.tcss"
"""The styles of all screens but the first; the app reads them after it has painted, or a screen that comes sooner."""
SMALLEST = (38, 11)
"""Columns and rows under which no screen can be read; 40×12 works."""
WIDE = 100
"""Columns from which text and live part stand side by side."""
NARROW = 60
"""Columns under which only the most needed is said."""
LOW = 20
"""Rows under which the layout closes up."""
APP_ACTIONS = frozenset({"quit", "help", "command_palette", "next_theme", "simulate_key"})


class TutorScreen(LeavesOnce, FrugalScreen[Outing | None]):
    """A screen with a title and keys that gives way to a sentence where the terminal is too small."""

    CSS_PATH: ClassVar[Path | None] = PAGES
    HAS_TITLE: ClassVar[bool] = True
    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("Everywhere",)
    HELP_NOTE: ClassVar[str] = ""
    app: Host

    def compose(self) -> ComposeResult:
        """Put the frame around `compose_body`, which fills it."""
        if self.HAS_TITLE:
            yield self.title_bar
        yield from self.compose_body()
        yield self._notice
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """Put the screen's own widgets between the title and the keys."""
        yield from ()

    def remember(self) -> None:
        """Keep where the learner is, before the app ends."""

    def read_here(self) -> str:
        """Return the Markdown that is read on this screen, of which the bold words can be looked up; or ""."""
        return ""

    def leave(self) -> None:
        """Leave this screen with everything kept, for another place of the course."""
        self.remember()
        self.dismiss()

    async def turn_to(self, lesson_id: str, page: int | None) -> bool:  # noqa: ARG002
        """Turn to a page of a lesson, if that is what this screen shows; False otherwise."""
        return False

    def help_groups(self) -> tuple[str, ...]:
        """The groups of commands that the help page shows for this screen as it stands."""
        return (*self.HELP_GROUPS, "Everywhere")

    @cached_property
    def title_bar(self) -> TitleBar:
        """The first line; whoever comes late, when the screen has been left, finds it, too."""
        from tutor.tui.widgets.title_bar import TitleBar  # the first picture has none

        return TitleBar()

    @cached_property
    def _notice(self) -> NoticeLine:
        return NoticeLine()

    @cached_property
    def _too_small_sign(self) -> Static:
        """The request to make the terminal larger; few ever see it."""
        return Static(classes="cover", markup=False)

    def tell(self, notice: str) -> bool:
        """Say something above the keys until the next one; False where that cannot be, or something stands there."""
        if not self._notice.is_attached or self._notice.display or self.too_small:
            return False
        self._notice.say(notice)
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)
        return True

    def key_pressed(self) -> None:
        """Any key takes the notice away, and does what it does; what else there is to say comes after."""
        if self._notice.display and not self.too_small:
            self._notice.say("")
            self.call_after_refresh(self.app.tell_notices)

    def on_screen_suspend(self) -> None:
        """A notice goes with the screen."""
        self._notice.say("")

    async def on_screen_resume(self) -> None:
        """Say here what could not be said elsewhere."""
        self.call_after_refresh(self.app.tell_notices)

    @property
    def too_small(self) -> bool:
        """Whether the terminal is too small to show anything but a request."""
        return self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]

    @property
    def wide(self) -> bool:
        """Whether text and live part stand side by side."""
        return self.size.width >= WIDE

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the new size."""
        self.set_class(self.wide, "-wide")
        self.set_class(event.size.height < LOW, "-low")
        self.set_class(event.size.width < NARROW, "-narrow")
        self._cover_if_too_small(event.size.width, event.size.height)

    def _cover_if_too_small(self, width: int, height: int) -> None:
        covered = self.has_class("-too-small")
        if self.too_small == covered:
            return
        self.set_class(self.too_small, "-too-small")
        if self.too_small:
            words = f"Please make the terminal larger: {width}×{height} is too small, 40×12 is enough. Nothing is lost."
            if not self._too_small_sign.is_attached:
                self.mount(self._too_small_sign)
            self._too_small_sign.update(words)
            self._focus_before: Widget | None = self.focused
            self.set_focus(None)
        else:
            self.call_after_refresh(self.app.tell_notices)
            if self._focus_before is not None:
                self.set_focus(self._focus_before)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Let nothing of the screen be pressed while nothing can be seen."""
        return not self.has_class("-too-small") or action in APP_ACTIONS
