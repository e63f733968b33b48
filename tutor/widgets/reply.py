"""How a question is answered: a line for a number, a list to pick from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from tutor.commands import OPTIONS, REPLY, Command, bindings
from tutor.widgets.markup import Block, blocks, lines
from tutor.widgets.prose import Prose


class Replied(Message):
    """The learner wants a reply marked."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class ReplyLine(Input):
    """A number to type. Letters can be typed too: whatever comes gets a sentence; only ? asks for help."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(REPLY)]
    BUILT_IN: ClassVar[tuple[Command, ...]] = tuple(c for c in REPLY if not c.keys)

    class Left(Message):
        """The learner wants letters to be keys again."""

    class Moved(Message):
        """The learner wants another question."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self) -> None:
        super().__init__(placeholder="type your answer here", id="reply-line", select_on_focus=False)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """A question mark is never part of a number: it opens the help."""
        return key != "question_mark" and super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "question_mark":
            event.prevent_default()  # the screen's binding takes it
        elif not await self._act(event):
            await super()._on_key(event)

    async def _act(self, event: events.Key) -> bool:
        """Carry out a key of this line's own at once.

        Left to Textual it would travel up to the app first, and letters of the same packet would overtake it: over a
        slow line `12`, backspace, `3` would come out as `12`.
        """
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return True
        return False

    async def action_submit(self) -> None:
        """Enter; sent as directly as `Moved`, so that an arrow pressed right afterwards does not overtake it."""
        self.post_message(Replied(self.value))

    def action_leave(self) -> None:
        """Escape."""
        self.post_message(self.Left())

    def action_previous(self) -> None:
        """The question before."""
        self.post_message(self.Moved(-1))

    def action_next(self) -> None:
        """The question after."""
        self.post_message(self.Moved(1))


class OptionsList(Prose, can_focus=True):
    """Options to pick from by number, arrows or mouse; Enter has the picked one marked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(OPTIONS)]

    def __init__(self) -> None:
        super().__init__(id="options")
        self._options: Sequence[str] = ()
        self.picked: int | None = None
        self._outcome = ""

    def ask(self, options: Sequence[str]) -> None:
        """Offer other options; none is picked yet."""
        self._options, self.picked, self._outcome = options, None, ""
        self._refill()

    def mark(self, picked: int | None, outcome: str) -> None:
        """Show which was picked, and how that came out."""
        self.picked, self._outcome = picked, outcome
        self._refill()

    def action_pick(self, number: int) -> None:
        """Pick by number."""
        if number <= len(self._options):
            self.mark(number - 1, "")

    def action_move(self, by: int) -> None:
        """Pick the one below or above."""
        count = len(self._options)
        start = -1 if by > 0 else count
        now = start if self.picked is None else self.picked
        self.mark(min(max(now + by, 0), count - 1), "")

    def action_check(self) -> None:
        """Have it marked; nothing picked is a reply too, and gets its sentence."""
        self.post_message(Replied("" if self.picked is None else str(self.picked + 1)))

    def on_click(self, event: events.Click) -> None:
        """Pick by mouse."""
        y = event.get_content_offset_capture(self).y
        for i, block in enumerate(self._blocks()):
            y -= len(lines([block], self.content_size.width))
            if y < 0:
                self.mark(i, "")
                return

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only numbers that are there can be picked."""
        return action != "pick" or int(str(parameters[0])) <= len(self._options)

    def _refill(self) -> None:
        self.show(list(self._option_blocks()))

    def _option_blocks(self) -> Iterable[Block]:
        for i, option in enumerate(self._options):
            is_picked = i == self.picked
            sign = ({"right": "✓", "wrong": "✗"}.get(self._outcome, "▸")) if is_picked else " "
            first = Content.assemble(
                (f"{sign} ", "bold $accent"), (f"{i + 1}. ", "bold $accent" if is_picked else "$text-muted")
            )
            text = next(iter(blocks(option)), Block(Content(option), Content(), Content())).content
            shown = text.stylize("bold") if is_picked else text
            yield Block(shown, first, Content(" " * first.cell_length), tight=True)
