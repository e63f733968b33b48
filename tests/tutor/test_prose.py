"""The text of a page: as tall as it needs to be, also when it was changed while hidden."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll

from tutor.widgets.prose import Prose

SHORT, LONG = "A line.", "\n\n".join(f"Paragraph {number}." for number in range(9))


class Reader(App[None]):
    CSS = "Prose { height: auto; }"

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Prose(SHORT)


async def test_a_text_that_changes_while_hidden_is_whole_when_it_is_shown_again() -> None:
    app = Reader()
    async with app.run_test(size=(80, 24)) as pilot:
        prose, around = app.query_one(Prose), app.query_one(VerticalScroll)
        assert prose.size.height == 1
        around.display = False
        await pilot.pause()
        prose.show(LONG)
        await pilot.pause()
        around.display = True
        await pilot.pause()
        assert prose.size.height == 17
