"""The help page: every key of the screen beneath, made from the definitions of the commands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen

from tutor.tui.bindings import DIALOGUE, GROUPS, bindings
from tutor.tui.host import Visit
from tutor.tui.screens.base import TutorScreen
from tutor.tui.screens.leaving import LeavesOnce
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.markup import Block
from tutor.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from tutor.tui.host import Host

KEYS_WIDTH = 11


class HelpScreen(LeavesOnce, ModalScreen[Visit | None]):
    """Shows the commands in their groups; scrolls with the arrows."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DIALOGUE)]

    def __init__(self, beneath: Screen[object]) -> None:
        super().__init__()
        self._groups = beneath.help_groups() if isinstance(beneath, TutorScreen) else ("Everywhere",)
        self._note = beneath.HELP_NOTE if isinstance(beneath, TutorScreen) else ""

    def compose(self) -> ComposeResult:
        """List the groups of commands, one after the other."""
        with Vertical(classes="dialogue"):
            with VerticalScroll():
                yield Prose([*rows(self._groups, self.app.markers), *note(self._note)])
            yield KeyBar()

    def action_close(self) -> None:
        """Go back to the screen beneath."""
        self.dismiss()


def note(words: str) -> Iterable[Block]:
    """Give a paragraph of what a screen has to explain besides its keys, if it has."""
    if words:
        yield Block(Content(words), Content(), Content())


def rows(groups: Iterable[str], markers: str) -> Iterable[Block]:
    """A heading for each group and a row for each of its commands."""
    for group in groups:
        yield Block(Content.styled(group, "bold $primary"), Content(), Content())
        for command in GROUPS[group]:
            keys = Content.styled(f"{command.written(markers):<{KEYS_WIDTH}}", "bold $accent")
            yield Block(Content(command.help), keys, Content(" " * KEYS_WIDTH), tight=True)
