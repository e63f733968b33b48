"""Markdown as plain lines, and lines that no terminal obeys."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from tutor.console.printer import Printer, clean
from tutor.text.plain_markdown import plain_lines

EVERYTHING = """A network starts **wrong**, and *says so*: `w * x + b`, not w*x, is
what it has.

- First this, which is a rather long item that goes on until it has to be broken over two lines.
- Then *that*:
  1. inner
  2. innermost

7. seven
8. eight

> A quotation, with `code`.
>
> Twice.

```text
new = old − rate × slope
    kept **as it is**
```

The end.\\
Really."""


def test_marks_go_and_code_stays() -> None:
    assert plain_lines(EVERYTHING, 60) == [
        "A network starts wrong, and says so: w * x + b, not w*x, is",
        "what it has.",
        "",
        "- First this, which is a rather long item that goes on until",
        "  it has to be broken over two lines.",
        "- Then that:",
        "  1. inner",
        "  2. innermost",
        "",
        "7. seven",
        "8. eight",
        "",
        "    A quotation, with code.",
        "",
        "    Twice.",
        "",
        "    new = old − rate × slope",
        "        kept **as it is**",
        "",
        "The end.",
        "Really.",
    ]


def test_code_is_not_broken_between_two_lines() -> None:
    assert plain_lines("one two three `w * x + b` four", 20) == ["one two three", "w * x + b four"]


@given(st.text(max_size=400), st.integers(1, 120))
def test_any_text_at_any_width_gives_lines_without_ends(text: str, width: int) -> None:
    assert all("\n" not in line for line in plain_lines(text, width))


@given(st.text(alphabet="abc *_`\n->1.", max_size=200))
def test_words_are_neither_lost_nor_doubled(text: str) -> None:
    letters = "".join(sign for sign in text if sign in "abc")
    assert "".join(sign for line in plain_lines(text, 60) for sign in line if sign in "abc") == letters


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_printed(text: str) -> None:
    out = io.StringIO()
    Printer(out, {}).line(text)
    assert all(ord(sign) >= 32 and not 127 <= ord(sign) < 160 for sign in out.getvalue().replace("\n", ""))
    assert clean("\x1b[2Jx\ud800\x07") == "[2Jx"


def test_the_width_is_the_terminals_within_reason() -> None:
    for columns, width in (("120", 100), ("60", 60), ("3", 20), ("0", 80), ("wide", 80), ("", 80), ("9" * 40, 80)):
        assert Printer(io.StringIO(), {"COLUMNS": columns}).width == width
