"""The code behind a demo: the files of which something ran, its own first, then the engine's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from tutor.tui.bindings.command import bindings
from tutor.tui.bindings.source import SOURCE
from tutor.tui.screens.files import FilesScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lessons.kit.demo import Demo
    from lessons.kit.knobs import Setting
    from lessons.kit.sources import Source


class SourceScreen(FilesScreen):
    """Pages through the files that a demo runs."""

    HELP_GROUPS: ClassVar[tuple[str, ...]] = ("The code of a demo",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SOURCE)]

    def __init__(self, demo: Demo, seed: int, settings: Mapping[str, Setting]) -> None:
        super().__init__()
        self._demo, self._seed, self._settings = demo, seed, dict(settings)
        self._stretch = 0  # of its functions that ran, the one that stands at the top

    def heading(self) -> str:
        """Name the demo."""
        return f"The code of “{self._demo.title}”"

    def found(self) -> Sequence[Source]:
        """Find out which functions run: the demo is run a little for it."""
        from lessons.kit.sources import sources

        return sources(self._demo, self._seed, self._settings)

    def arrive(self, source: Source) -> None:
        """Tell which functions ran, and go to the most telling of them."""
        self._stretch = _most_telling(source) if self._number else 0  # the demo's own function stands first
        self._tell()
        self.call_after_refresh(self._go_to_stretch)

    def _tell(self) -> None:
        """Tell which functions ran, the one at the top first among them."""
        source = self.source
        if source is None or not source.ran:
            self._told.update(source.missing if source is not None else "")
            return
        names = [part.name for part in source.ran]
        at = source.ran[self._stretch]
        place = Content.styled(f"{at.name}, line {at.first}", "bold $accent")
        others = f"   ▌ ran: {', '.join(names)}"
        self._told.update(place + Content.styled(others, "$text-muted"))

    def _go_to_stretch(self) -> None:
        """Bring the function to the top."""
        source = self.source
        if source is not None and source.ran:
            row = self._code.row_of(source.ran[self._stretch].first)
            self._scroller.scroll_to(y=row, animate=False, immediate=True)

    def action_jump(self) -> None:
        """Go to the next function that ran."""
        if self.source is not None and self.source.ran:
            self._stretch = (self._stretch + 1) % len(self.source.ran)
            self._tell()
            self._go_to_stretch()


def _most_telling(source: Source) -> int:
    """Where to look first in a file: the longest function that does something, as against setting things up."""
    does = [i for i, part in enumerate(source.ran) if not part.name.endswith("__init__")]
    return max(does, key=lambda i: source.ran[i].last - source.ran[i].first, default=0)
