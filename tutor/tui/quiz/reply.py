"""How a question is answered: a line to type on, a list to pick from or to put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from lessons.kit.tokens import continues_number
from tutor.tui.bindings.command import Command, bindings
from tutor.tui.bindings.everywhere import EVERYWHERE
from tutor.tui.bindings.lesson import LESSON
from tutor.tui.bindings.quiz import OPTIONS, QUIZ, REPLY
from tutor.tui.bindings.round import ROUND
from tutor.tui.widgets.line import Line
from tutor.tui.widgets.markup import Block, blocks, lines
from tutor.tui.widgets.prose import Prose

BOUND = frozenset(key for command in (*QUIZ, *LESSON, *ROUND, *EVERYWHERE) for key in command.keys)
"""Keys that mean something beside a question."""


class Asker(Protocol):
    """Who asked, and takes replies; called at once, so that keys that follow find everything done."""

    def reply(self, text: str) -> None:
        """The learner wants a reply marked."""

    async def move(self, by: int) -> None:
        """The learner wants another question."""

    def half_replied(self) -> None:
        """Something is typed or picked that is not to be marked yet."""

    def stop_typing(self) -> None:
        """The learner wants letters to be keys again."""

    def next_hint(self) -> str:
        """The name of the next hint, "" where there is none."""


class ReplyLine(Line):
    """A number, a formula or an order to type. Whatever comes gets a sentence.

    Attributes:
        kind: what kind of question it is, "" before the first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(REPLY)]
    BUILT_IN: ClassVar[tuple[Command, ...]] = tuple(c for c in REPLY if not c.keys)

    def __init__(self, asker: Asker) -> None:
        super().__init__(placeholder="type your answer here", id="reply-line", select_on_focus=False)
        self._asker = asker
        self.kind = ""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take no letter that is bound to a key, unless a number that is wanted goes on with it."""
        if character is None or not character.isalpha() or self.kind not in ("number", "order"):
            return super().check_consume_key(key, character)
        if self.kind == "number" and continues_number(self.value[: min(self.selection)], character):
            return True
        return key.casefold() not in BOUND  # what means nothing else is typed, and gets its sentence

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no hint after the last one."""
        return bool(self._asker.next_hint()) if action == "hint" else super().check_action(action, parameters)

    def word_for(self, command: Command) -> str | None:
        """Return the key bar's word for a command: hints count."""
        return self._asker.next_hint() if command.id == "reply.hint" else command.word

    async def action_submit(self) -> None:
        """Send the reply (Enter); what is typed from now on is another one."""
        self._asker.reply(self.value)
        self.select_all()

    def action_leave(self) -> None:
        """Leave the line (Escape)."""
        self._asker.stop_typing()

    async def action_previous(self) -> None:
        """Go to the question before."""
        await self._asker.move(-1)

    async def action_next(self) -> None:
        """Go to the question after."""
        await self._asker.move(1)


class OptionsList(Prose, can_focus=True):
    """Things numbered from 1: to pick from by number, arrows or mouse (Enter has the picked one marked), or to read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(OPTIONS)]

    class Pointed(Message):
        """The mouse was clicked on something that is not to be picked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, asker: Asker) -> None:
        super().__init__(id="options")
        self._asker = asker
        self._options: Sequence[str] = ()
        self.picked: int | None = None
        self._outcome = ""

    def ask(self, options: Sequence[str], *, to_pick: bool) -> None:
        """Show other things; none is picked yet, and only some are there to be picked."""
        self._options, self.picked, self._outcome = options, None, ""
        self.can_focus = to_pick
        self._refill()

    @property
    def half_picked(self) -> str:
        """The number of what is picked and has not been marked, "" where nothing is."""
        return "" if self.picked is None or self._outcome else str(self.picked + 1)

    def mark(self, picked: int | None, outcome: str) -> None:
        """Show which was picked, and how that came out."""
        self.picked, self._outcome = picked, outcome
        self._refill()

    def action_pick(self, number: int) -> None:
        """Pick an option by its number."""
        if number <= len(self._options):
            self._pick(number - 1)

    def _pick(self, index: int) -> None:
        self.mark(index, "")
        self._asker.half_replied()

    def action_move(self, by: int) -> None:
        """Pick the option below or above."""
        count = len(self._options)
        start = -1 if by > 0 else count
        now = start if self.picked is None else self.picked
        self._pick(min(max(now + by, 0), count - 1))

    def action_check(self) -> None:
        """Have the picked option marked; nothing picked is a reply too, and gets its sentence."""
        self._asker.reply("" if self.picked is None else str(self.picked + 1))

    def on_click(self, event: events.Click) -> None:
        """Pick an option by mouse."""
        y = event.get_content_offset_capture(self).y
        for i, block in enumerate(self._blocks()):
            y -= len(lines([block], self.content_size.width))
            if y < 0:
                if self.can_focus:
                    self._pick(i)
                else:
                    self.post_message(self.Pointed(i + 1))
                return

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let only numbers be picked that are there."""
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
