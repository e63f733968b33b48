"""The help page: every key that does something on the screen beneath, made from the definitions of the commands."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen

from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.everywhere import DIALOGUE
from tutor.tui.bindings.groups import BY_ID, GROUPS
from tutor.tui.driver.abilities import comes_from_a_shell
from tutor.tui.host import Outing
from tutor.tui.screens.base import PAGES, TutorScreen
from tutor.tui.screens.leaving import LeavesOnce
from tutor.tui.widgets.key_bar import KeyBar
from tutor.tui.widgets.markup import Block
from tutor.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from tutor.tui.host import Host

KEYS_WIDTH = 11


class HelpScreen(LeavesOnce, ModalScreen[Outing | None]):
    """Shows the commands in their groups; scrolls with the arrows."""

    app: Host
    CSS_PATH = PAGES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DIALOGUE)]

    def __init__(self, beneath: Screen[object]) -> None:
        super().__init__()
        self._groups = beneath.help_groups() if isinstance(beneath, TutorScreen) else ("Everywhere",)
        self._note = beneath.HELP_NOTE if isinstance(beneath, TutorScreen) else ""
        self._working = working(beneath)

    def compose(self) -> ComposeResult:
        """List the groups of commands, one after the other."""
        with Vertical(classes="dialogue"):
            with VerticalScroll():
                blocks = rows(self._groups, self.app.markers, self._working)
                yield Prose([*blocks, *note(self._note), *said_before(self.app.store.notices)])
            yield KeyBar()

    def action_close(self) -> None:
        """Go back to the screen beneath."""
        self.dismiss()


def note(words: str) -> Iterable[Block]:
    """Give a paragraph of what a screen has to explain besides its keys, if it has."""
    if words:
        yield Block(Content(words), Content(), Content())


def said_before(notices: Iterable[str]) -> Iterable[Block]:
    """The notices so far, for whoever typed on before they had read one."""
    for i, notice in enumerate(notices):
        if not i:
            yield Block(Content.styled("Said before", "bold $primary"), Content(), Content())
        yield Block(Content(notice), Content(), Content())


def working(screen: Screen[object]) -> Container[str]:
    """Return the ids of the commands of which a key does something on a screen as it stands.

    A key that something else takes first, as Esc ends typing before it leaves, is among them: it is pressed again.
    So are commands without keys: what has the focus takes theirs, and a screen names their group only then.
    """
    active = {
        binding.id
        for node in (screen.focused or screen).ancestors_with_self
        for _, binding in node._bindings
        if binding.id and screen.app._check_action_state(binding.action, node)
    }
    without = {command.id for command in BY_ID.values() if not command.keys}
    return active | (without if comes_from_a_shell() else without - {"app.suspend"})


def rows(groups: Iterable[str], markers: str, working: Container[str]) -> Iterable[Block]:
    """A heading for each group in which something works, and a row for each command that does."""
    for group in groups:
        commands = [command for command in GROUPS[group] if command.id in working]
        if commands:
            yield Block(Content.styled(group, "bold $primary"), Content(), Content())
        for command in commands:
            keys = Content.styled(f"{command.written(markers):<{KEYS_WIDTH}}", "bold $accent")
            yield Block(Content(command.help), keys, Content(" " * KEYS_WIDTH), tight=True)
