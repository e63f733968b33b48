"""The text of a page is all there, whatever was on the screen before it."""

from __future__ import annotations

import re

import pytest

from tutor.tui.widgets import markup

PLAIN_LINES = (
    "After 3 steps the walker stands at w = −1.25, where the loss is 1.562: better than before.",
    "A loss of 0.5 (half a bit) - and - so on; it’s “good”, 97% of it.",
    "Élan: 1. not a list + nor - this.  ",
)
MARKED_LINES = ("- an item", "1. first", "# Title", "a *b* c", "a `b` c", "a &amp; c", "two\nlines", "a\\*b", "  a", "")


@pytest.mark.parametrize("text", [*PLAIN_LINES, *MARKED_LINES])
def test_a_plain_line_is_the_block_that_markdown_would_make_of_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bool(markup.PLAIN.fullmatch(text)) == (text in PLAIN_LINES)
    shortly = markup.blocks.__wrapped__(text)
    monkeypatch.setattr(markup, "PLAIN", re.compile(r"(?!)"))
    parsed = markup.blocks.__wrapped__(text)
    assert [part.tight for part in shortly] == [part.tight for part in parsed]
    for width in (10, 40):
        assert markup.lines(shortly, width) == markup.lines(parsed, width)
        assert [line.spans for line in markup.lines(shortly, width)] == [
            line.spans for line in markup.lines(parsed, width)
        ]
