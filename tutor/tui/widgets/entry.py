"""A line to type something short on: a knob's value, a name, what the microscope is to follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.demo import ENTRY
from tutor.tui.bindings.everywhere import HELP_IN_PROSE
from tutor.tui.bindings.graduation import NAMING
from tutor.tui.bindings.microscope import FOLLOWING
from tutor.tui.keys import take_keys
from tutor.tui.widgets.line import Line


class EntryInput(Line):
    """The line itself."""

    def __init__(self, send: Callable[[str], None], commands: Iterable[Command]) -> None:
        super().__init__(id="entry-line", compact=True)
        self._send = send
        self._built_in = tuple(command for command in commands if not command.keys)
        self.expect(prose=False)

    def expect(self, *, prose: bool) -> None:
        """Get ready for a value, or for prose."""
        self.takes_prose = prose
        self.BUILT_IN = (*self._built_in, HELP_IN_PROSE) if prose else self._built_in

    async def action_submit(self) -> None:
        """Enter, at once: letters that follow are keys again."""
        self._send(self.value)


class Entry(Vertical):
    """Asks for a knob's value; hidden until it is needed."""

    COMMANDS: ClassVar[tuple[Command, ...]] = ENTRY
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ENTRY)]

    def __init__(self, take: Callable[[str], str], leave: Callable[[], None]) -> None:
        """`take` sets what was typed, or gives the reason why not; `leave` gives the keys back, at once."""
        super().__init__()
        self._take, self._leave = take, leave
        self._asks, self._refusal = Static(id="entry-asks", markup=False), Static(id="entry-refusal", markup=False)
        self._line = EntryInput(self.send, self.COMMANDS)

    def compose(self) -> ComposeResult:
        """Put the question above the line, and below it why the last try was not taken."""
        yield self._asks
        yield self._line
        yield self._refusal

    def on_mount(self) -> None:
        """Hide the line: nothing is asked yet."""
        self.display = False

    @property
    def typing(self) -> bool:
        """Whether the line has the keys."""
        return self.is_attached and self.display and self.screen.focused is self._line

    def close(self) -> None:
        """Ask no more; whoever calls this says where the keys go."""
        self.display = False

    def ask(self, what: str, shown: str, *, prose: bool = False) -> None:
        """Ask for a value; what stands there now is selected, so that typing replaces it.

        Args:
            what: the question.
            shown: what stands there.
            prose: whether words are wanted, among which there may be a question mark.
        """
        self.display = True
        self._asks.update(what)
        self.refuse("")
        line = self._line
        line.value = shown
        line.expect(prose=prose)
        take_keys(line)
        line.select_all()
        self.call_after_refresh(self.scroll_visible, animate=False)

    def refuse(self, why: str) -> None:
        """Say what is amiss; the line stays as typed."""
        self._refusal.update(why)
        self._refusal.display = bool(why)
        if why:  # where rows are few it lies below the edge
            self.call_after_refresh(self._refusal.scroll_visible, animate=False)

    def send(self, text: str) -> None:
        """Hand the typed line on (Enter), unless what was typed cannot be."""
        why = self._take(text)
        self.refuse(why)
        if not why:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave the line (Escape)."""
        self.close()
        self._leave()


class NameEntry(Entry):
    """Asks for the name on a certificate."""

    COMMANDS: ClassVar[tuple[Command, ...]] = NAMING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(NAMING)]


class FollowEntry(Entry):
    """Asks for what the microscope is to follow."""

    COMMANDS: ClassVar[tuple[Command, ...]] = FOLLOWING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FOLLOWING)]
