"""A list that can be paged through however early the key comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList

if TYPE_CHECKING:
    from textual._widget_navigation import Direction


class PagedList(OptionList, inherit_bindings=False):
    """Textual's list, which would break off if it were paged before it is laid out, or in a terminal without room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]

    def _move_page(self, direction: Direction) -> None:
        if self.highlighted in self._index_to_line:
            super()._move_page(direction)
