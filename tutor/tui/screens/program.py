"""A run of the playground as a whole program: with NumPy alone, with PyTorch, with the engine, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.source import PROGRAM
from tutor.tui.screens.files import FilesScreen

if TYPE_CHECKING:
    from lessons.kit.script import Script
    from lessons.kit.sources import Source
    from lessons.playground.bench import Bench

TOLD = "c copies it; nntutor play … --code {kind} prints it"


class ProgramScreen(FilesScreen):
    """Pages through the programs of one run."""

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("A run as a program",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PROGRAM)]

    def __init__(self, bench: Bench, script: Script) -> None:
        super().__init__()
        self._bench, self._script = bench, script

    def heading(self) -> str:
        """Say what this is."""
        return "This run as a program"

    def found(self) -> Sequence[Source]:
        """Write the programs."""
        from lessons.kit.errors import Unreadable
        from lessons.kit.sources import Source
        from lessons.playground.program.written import PROGRAMS, program_of

        try:
            programs = {kind: program_of(kind, self._bench, self._script) for kind in PROGRAMS}
        except Unreadable as problem:
            return (Source(self.heading(), (), (), str(problem)),)
        return tuple(Source(kind, tuple(text.splitlines()), ()) for kind, text in programs.items())

    def arrive(self, source: Source) -> None:
        """Tell what can be done with the program, and begin at its beginning."""
        self._told.update(Content.styled(source.missing or TOLD.format(kind=source.path), "$text-muted"))
        self._scroller.scroll_home(animate=False, immediate=True)

    def action_copy(self) -> None:
        """Copy the program; a terminal that does not allow it says nothing."""
        if self.source is not None and self.source.lines:
            self.app.copy_to_clipboard("\n".join([*self.source.lines, ""]))
            self._told.update(Content.styled("Copied, if your terminal allows it.", "$text-muted"))
