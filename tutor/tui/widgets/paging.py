"""Lists that are drawn in however few cells, and can be paged through however early the key comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.widgets import OptionList

if TYPE_CHECKING:
    from textual._widget_navigation import Direction

    Base = OptionList
else:
    Base = object  # of two widgets, Textual's styles and queries would know only one


class Fitting(Base):
    """Keeps a list whole where no cell is left for words: Textual cannot break them into lines then."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """No rows where there is no room."""
        return super().get_content_height(container, viewport, width) if self._has_room(width) else 0

    def _update_lines(self) -> None:
        if self._has_room(self.scrollable_content_region.width):
            super()._update_lines()

    def _has_room(self, width: int) -> bool:
        return width > self.get_component_styles("option-list--option").padding.width


class PagedList(Fitting, OptionList, inherit_bindings=False):
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
