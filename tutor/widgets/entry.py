"""A line to type a knob's value on."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tutor.commands import ENTRY, Command, bindings


class EntryInput(Input):
    """The line itself."""

    BUILT_IN: ClassVar[tuple[Command, ...]] = tuple(c for c in ENTRY if not c.keys)


class Entry(Vertical):
    """Asks for a value; hidden until it is needed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ENTRY)]

    class Typed(Message):
        """Something was typed and sent."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The learner would rather not."""

    def compose(self) -> ComposeResult:
        """What is asked, the line, and why the last try was not taken."""
        yield Static(id="entry-asks", markup=False)
        yield EntryInput(id="entry-line", compact=True)
        yield Static(id="entry-refusal", markup=False)

    def on_mount(self) -> None:
        """Nothing is asked yet."""
        self.display = False

    def ask(self, what: str, shown: str) -> None:
        """Ask for a value; what stands there now is selected, so that typing replaces it."""
        self.display = True
        self.query_one("#entry-asks", Static).update(what)
        self.refuse("")
        line = self.query_one(EntryInput)
        line.value = shown
        line.focus()
        line.select_all()
        self.call_after_refresh(self.scroll_visible, animate=False)

    def refuse(self, why: str) -> None:
        """Say what is amiss; the line stays as typed."""
        refusal = self.query_one("#entry-refusal", Static)
        refusal.update(why)
        refusal.display = bool(why)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def action_leave(self) -> None:
        """Escape."""
        self.post_message(self.Left())
