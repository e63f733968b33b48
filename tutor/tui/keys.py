"""Every key is carried out before the next one is looked at, however many arrive at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from tutor.tui.driver.abilities import comes_from_a_shell

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode

    class Base(App[None]):
        """The kind of class that `KeysInOrder` is mixed into."""
else:
    Base = object


@runtime_checkable
class NoticesKeys(Protocol):
    """A screen that any key means something to."""

    def key_pressed(self) -> None:
        """A key was pressed; what it does is still to be done."""


class KeysInOrder(Base):
    """Carries keys out in the order of typing.

    Textual sends a key to the focused widget's queue, and carries its binding out once it has come back from there.
    Of several keys in one packet, as slow lines deliver them, letters then overtake commands: `12`, backspace, `3`
    would come out as `12`, and Escape with a q after it would type the q. Here a key meets the focus as the key before
    left it; what changes the focus does so at once, with `take_keys`.
    """

    async def on_event(self, event: events.Event) -> None:
        """Handle keys and pastes at once; everything else as Textual has it."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._press(event)
        elif isinstance(event, events.Paste) and not event.is_forwarded and isinstance(self.focused, Input):
            event.text = first_line(event.text)
            with self.focused._context():
                self.focused._on_paste(event)
        else:
            await super().on_event(event)

    async def _press(self, event: events.Key) -> None:
        """Offer a key to what is being typed, which takes what it can use; bindings take the rest."""
        if self._exit or not self._screen_stack:
            return  # a key after q in the same packet opens no screen of an app that is being left
        line = self.focused
        if isinstance(self.screen, NoticesKeys):
            self.screen.key_pressed()
        if event.key == "ctrl+c" and self.screen.get_selected_text() is None:
            if self.screen.is_modal:
                self.workers.cancel_node(self.screen)  # a palette that still searches would look for its own list
            await self.action_quit()  # as q; Textual would copy a line's text, or say how else to leave
            return
        if event.key == "ctrl+z":
            if comes_from_a_shell():
                self.action_suspend_process()
            return
        if await self._check_bindings(event.key, priority=True):
            return
        if isinstance(line, Input) and line.check_consume_key(event.key, event.character):
            with line._context():
                await line._on_key(event)
        elif not await self._check_bindings(event.key) and is_shifted_letter(event.key):
            await self._check_bindings(event.key.lower())

    def _check_action_state(self, action: str, default_namespace: DOMNode) -> bool | None:
        """Let nothing be done with what is not on the screen yet, or no more: parts of it may be missing."""
        here = default_namespace
        if isinstance(here, Widget) and (here._pruning or not (here.is_mounted and here.is_attached)):
            return False
        return super()._check_action_state(action, here)


def first_line(text: str) -> str:
    """Return the first line with anything on it, for a field of one line; "" if there is none."""
    return next((line for line in text.splitlines() if line.strip()), "")


def is_shifted_letter(key: str) -> bool:
    """Whether a key is a capital: with Caps Lock on, every letter is one."""
    return len(key) == 1 and key.isupper()


def take_keys(widget: Widget) -> None:
    """Give a widget the keys, at once: `Widget.focus` would wait until other messages have been handled."""
    if widget.is_attached:
        widget.screen.set_focus(widget, scroll_visible=False)
