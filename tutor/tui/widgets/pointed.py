"""A list whose lines are written anew as the cursor moves: a pointer goes with it, for those who see no colours."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.content import Content

from tutor.tui.widgets.paging import PagedList


class PointedList(PagedList):
    """Keeps its lines as `written` has them, and the chosen one in sight."""

    def written(self) -> Iterable[Content]:
        """Return the lines as they are to stand now, one for each option."""
        raise NotImplementedError

    def rewrite(self) -> None:
        """Bring the lines up to date; nothing moves."""
        for place, (option, line) in enumerate(zip(self._options, self.written(), strict=False)):
            if line.plain != str(option.prompt):
                self.replace_option_prompt_at_index(place, line)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the pointer with the cursor."""
        super().watch_highlighted(highlighted)
        self.rewrite()

    def on_resize(self, _: events.Resize) -> None:
        """Move the words at the right edge with it, and keep the chosen line in sight."""
        self.rewrite()
        self.scroll_to_highlight()
