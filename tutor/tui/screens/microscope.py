"""The microscope on the screen: the diagram of a computation, and in words what happens and what the cursor is on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.microscope import MICROSCOPE
from tutor.tui.keys import take_keys
from tutor.tui.screens.base import TutorScreen
from tutor.tui.widgets.diagram import Diagram
from tutor.tui.widgets.entry import FollowEntry
from tutor.tui.widgets.markup import Block
from tutor.tui.widgets.newest import Newest
from tutor.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from lessons.kit.inspection import Inspection
    from tutor.microscope.following import Followed
    from tutor.microscope.walk import Walk

OF_THE_WALK = frozenset({"walk", "forward", "backward", "move", "closer", "farther", "other", "type"})
"""Actions that need something to be seen."""


class MicroscopeScreen(TutorScreen):
    """Walks through one computation. Everything is computed in a thread; the keys only step through what is there."""

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("The microscope",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MICROSCOPE)]

    def __init__(self, inspection: Inspection) -> None:
        super().__init__()
        self.walk: Walk | None = None
        self._inspection = inspection
        self._newest = Newest(self)
        self._diagram, self._words = Diagram(id="diagram"), Prose(id="scope-words")
        self._text = VerticalScroll(self._words, id="scope-text", can_focus=False)
        self._entry = FollowEntry(self._take, self._keys_back)

    def compose_body(self) -> ComposeResult:
        """Put the diagram above the words."""
        with Vertical(id="scope"):
            yield self._diagram
            yield self._text
            yield self._entry

    def on_mount(self) -> None:
        """Compute what is to be seen."""
        self.title_bar.show("The microscope", "one moment …")
        take_keys(self._diagram)
        self.run_worker(self._open())

    async def _open(self) -> None:
        from lessons.kit.errors import LessonError

        wanted, trouble = self._newest.ask(), ""
        try:
            walk = await asyncio.to_thread(_begun, self._inspection)
        except LessonError as problem:
            trouble = str(problem)
        if not wanted():
            return
        if trouble:
            self.title_bar.show("The microscope")
            self._words.show([_line(Content(f"{trouble} Esc leads back."))])
            return
        self.walk = walk
        self._show()

    def _show(self) -> None:
        """Draw the walk as it stands."""
        walk = self.walk
        if walk is None or not self.is_attached:
            return
        view = walk.view
        self.title_bar.show(view.title or "The microscope", f"{view.name} · {view.phase(walk.at)}")
        self._diagram.show(walk)
        self._words.show(list(_words(walk)))
        self._text.scroll_home(animate=False)
        self.refresh_bindings()

    def action_walk(self, by: int) -> None:
        """Go a moment on, or back."""
        if self.walk is not None and self.walk.step(by):
            self._show()

    def action_forward(self) -> None:
        """Go to the first value that is computed."""
        if self.walk is not None:
            self.walk.go_to(1)
            self._show()

    def action_backward(self) -> None:
        """Go to where the way back begins."""
        if self.walk is not None:
            self.walk.go_to(self.walk.view.turn)
            self._show()

    def action_move(self, across: int, down: int) -> None:
        """Look at another node."""
        if self.walk is not None and self.walk.move(across, down):
            self._show()

    def on_diagram_picked(self, event: Diagram.Picked) -> None:
        """A node was clicked."""
        if self.walk is not None:
            self.walk.cursor = event.node
            self._show()

    def action_closer(self) -> None:
        """Look at what the cursor is on for itself."""
        if self.walk is not None and (followed := self.walk.closer()) is not None:
            self._follow(followed)

    def action_farther(self) -> None:
        """Look at what surrounds the thing that is followed."""
        if self.walk is not None and (followed := self.walk.farther()) is not None:
            self._follow(followed)

    def action_other(self, by: int) -> None:
        """Look at the next thing of the kind that is followed, or the one before."""
        if self.walk is not None and (followed := self.walk.neighbour(by)) is not None:
            self._follow(followed)

    def action_type(self) -> None:
        """Type what to follow."""
        from tutor.microscope.following import examples

        if self.walk is not None:
            self._entry.ask(f"Follow: {examples(self.walk.slide)}", self.walk.view.name)

    def _take(self, text: str) -> str:
        """Follow what was typed, or give the reason why not."""
        from lessons.kit.errors import Unreadable

        assert self.walk is not None
        try:
            self._follow(*self.walk.read(text))
        except Unreadable as problem:
            return str(problem)
        return ""

    def _follow(self, followed: Followed, tensor: int = -1) -> None:
        self.run_worker(self._see(followed, tensor))

    async def _see(self, followed: Followed, tensor: int) -> None:
        """Compute another view, and show it."""
        from tutor.microscope.viewing import view_of

        assert self.walk is not None
        wanted = self._newest.ask()
        view = await asyncio.to_thread(view_of, self.walk.slide, followed)
        if wanted():
            self.walk.show(view, tensor)
            self._show()

    def _keys_back(self) -> None:
        take_keys(self._diagram)

    def action_scroll(self, by: int) -> None:
        """Scroll the words."""
        self._text.scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Go back to where the learner was."""
        self.dismiss()

    def help_groups(self) -> tuple[str, ...]:
        """Name the groups for the help: while it is typed what to follow, the keys of that before all else."""
        return (*(("Typing what to follow",) if self._entry.typing else ()), *super().help_groups())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what leads somewhere."""
        walk = self.walk
        if action in OF_THE_WALK:
            if walk is None:
                return False
            if action == "walk":
                return 0 <= walk.at + int(str(parameters[0])) < len(walk.view.moments)
            leads: dict[str, Callable[[], Followed | None]] = {
                "closer": walk.closer,
                "farther": walk.farther,
                "other": partial(walk.neighbour, 1),
            }
            return action not in leads or leads[action]() is not None
        return super().check_action(action, parameters)


def _begun(inspection: Inspection) -> Walk:
    """Load and compute all that is heavy, in a thread: the modules, the computation and the first view."""
    from tutor.microscope import drawing, pixels, sentences  # noqa: F401 - loaded here, so that drawing need not wait for them
    from tutor.microscope.walk import Walk

    return Walk(inspection)


def _words(walk: Walk) -> list[Block]:
    """Tell what happens, the multiplication, and what there is to say of the cursor's node."""
    from tutor.microscope import sentences

    view = walk.view
    lines = [*_picture(walk), _line(Content(sentences.moment(view, walk.at)))]
    if walk.moment.share >= 0:
        product = sentences.product(view, view.shares[walk.moment.share])
        lines.append(_line(Content.styled(product, "$accent"), tight=True))
    first = True
    for text in sentences.about(view, walk.cursor, walk.at):
        style = {"✓": "$success", "✗": "$error"}.get(text[0], "bold" if first else "$text-muted")
        lines.append(_line(Content.styled(text, style), tight=not first))
        first = False
    return lines


def _picture(walk: Walk) -> list[Block]:
    """Draw the cursor's node if it is a picture: before all words, so that all of it is on the screen."""
    from tutor.microscope.pixels import in_shades

    node = walk.node
    if not node.picture:
        return []
    rows = in_shades(node.value, node.picture)
    return [_line(Content(f"{node.name}:")), *(_line(Content(row), tight=True) for row in rows)]


def _line(content: Content, *, tight: bool = False) -> Block:
    return Block(content, Content(), Content(), tight=tight)
