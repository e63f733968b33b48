"""Screens that leave once, however often they are told to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.screen import Screen

    from tutor.tui.host import Outing

    class Base(Screen[Outing | None]):
        """The kind of class that this is mixed into."""
else:
    Base = object  # Textual follows one line of bases for styles; this must not stand in it


class LeavesOnce(Base):
    """A quick second Enter must not take the screen beneath along: Textual pops whichever is on top."""

    def dismiss(self, result: Outing | None = None) -> AwaitComplete:
        """Leave, unless another screen is on top by now (`is_current` does not count one that can be seen through)."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
