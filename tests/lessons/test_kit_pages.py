"""Reading text.md: pages, prose and live blocks, and for each kind of broken text the right line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.kit.errors import BrokenLesson
from lessons.kit.lesson import Page
from lessons.kit.pages import read_pages

FRONT = '+++\ntitle = "T"\nsummary = "S"\nsources = ["A, question 1"]\n+++\n'


def pages(tmp_path: Path, text: str) -> tuple[Page, ...]:
    path = tmp_path / "text.md"
    path.write_bytes(text.encode())
    return read_pages(path)


def test_a_page_is_a_heading_prose_and_one_live_thing(tmp_path: Path) -> None:
    first, second = pages(
        tmp_path,
        FRONT + "\n## One `x`\n\nBefore *it*.\n\n```text\ny = w·x\n```\n\n```demo\nhike\n```\n\n\nAfter it.\n\n"
        "## Two\n```quiz\n\na_question\n\nanother\n```\n",
    )
    assert (first.number, first.title, first.demo, first.questions) == (1, "One `x`", "hike", ())
    assert first.prose == "Before *it*.\n\n```text\ny = w·x\n```\n\nAfter it."
    assert (first.line, first.block) == (7, 15)
    assert (second.number, second.prose, second.questions) == (2, "", ("a_question", "another"))
    assert (second.line, second.block) == (22, 23)


def test_any_line_ends_and_a_byte_order_mark_will_do(tmp_path: Path) -> None:
    (page,) = pages(tmp_path, "\ufeff" + (FRONT + "## One\n\nProse,\nmore.\n\n    y = w·x\n").replace("\n", "\r\n"))
    assert (page.title, page.prose, page.line, page.block) == ("One", "Prose,\nmore.\n\n    y = w·x", 6, 0)


def test_everything_that_may_stand_in_prose_is_kept(tmp_path: Path) -> None:
    prose = "1. **one**\n2. *two*\n\n- a `b`\n  - c\n\n> a quotation,  \n> broken\n\n```\na < b\n```\n\na < b, 2 * 3"
    assert pages(tmp_path, f"{FRONT}## One\n{prose}\n")[0].prose == prose


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "starts with its front matter"),
        ("## One\n", 1, "starts with its front matter"),
        ("+++\ntitle = 'T'\n\n## One\n", 1, "opened here and never closed"),
        ("+++\ntitle = 'T'\nsummary = \n+++\n", 3, "The front matter is not TOML: Invalid value"),
        ("+++\ntitle = 'T'\ntitle = 'U'\n+++\n", 3, "Cannot overwrite a value"),
        ("+++\nsummary = 'S'\n+++\n## One\n", 1, "The lesson has no title"),
        ("+++\nsummary = 'S'\ntitle = '  '\n+++\n## One\n", 3, "The lesson has no title"),
        ("+++\nsummary = 'S'\ntitle = 3\n+++\n## One\n", 3, "title is one line of text"),
        ("+++\ntitle = 'T'\nsources = 'A'\n+++\n## One\n", 3, "sources is a list of texts"),
        ("+++\ntitle = 'T'\nsources = ['A', 4]\n+++\n## One\n", 3, "sources is a list of texts"),
        ("+++\ntitle = 'T'\n\nsumary = 'S'\n+++\n## One\n", 4, "“sumary” is not known here; use title"),
        (FRONT, 5, "There is no page yet"),
        (FRONT + "\nProse\n\n## One\n", 7, "Every word stands on a page"),
        (FRONT + "# One\n", 6, "A heading begins a page"),
        (FRONT + "## One\n\n### More\n", 8, "A heading begins a page"),
        (FRONT + "## One\n\nOops\n---\n", 8, "A heading begins a page"),
        (FRONT + "## One\n\n- ## Two\n", 8, "A heading begins a page"),
        (FRONT + "## One\n\n##\n", 8, "The page has no title"),
        (FRONT + "## One\n\n## See [here](x)\n", 8, "A lesson holds no link"),
        (FRONT + "## One\n\nSee\nwhat [stands](x) here\n", 9, "A lesson holds no link"),
        (FRONT + "## One\n\n<http://x.org>\n", 8, "A lesson holds no link"),
        (FRONT + "## One\n\n![a](b)\n", 8, "A lesson holds no picture"),
        (FRONT + "## One\n\n<b>bold</b>\n", 8, "A lesson holds no HTML"),
        (FRONT + "## One\n\n<div>\nbold\n", 8, "A lesson holds no HTML"),
        (FRONT + "## One\n\n***\n", 8, "A lesson holds no rule"),
        (FRONT + "## One\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", 8, "A lesson holds no table"),
        (FRONT + "## One\n\n```python\nx\n```\n", 8, "Nothing knows what a ```python block is"),
        (FRONT + "## One\n\n- ```demo\n  hike\n  ```\n", 8, "stands by itself"),
        (FRONT + "## One\n\n> ```demo\n> hike\n> ```\n", 8, "stands by itself"),
        (FRONT + "## One\n\n```demo\nhike\n```\n\n```demo\nwalk\n```\n", 12, "a ```demo block already, in line 8"),
        (FRONT + "## One\n\n```demo\nhike\n```\n\n```quiz\na\n```\n", 12, "holds one live thing"),
        (FRONT + "## One\n\n```demo\n\n```\n", 8, "This ```demo block names nothing"),
        (FRONT + "## One\n\n```quiz\n```\n", 8, "This ```quiz block names nothing"),
        (FRONT + "## One\n\n```demo\nhike\nwalk\n```\n", 8, "names one demo, and this one names 2"),
        (FRONT + "## One\n\n```quiz\na\nb c\n```\n", 10, "“b c” is no name"),
        (FRONT + "## One\n\n```quiz\na\nb\na\n```\n", 11, "“a” is asked twice"),
        (FRONT + "## One\n\n```quiz\na\n```\n## Two\n\n```quiz\na\n```\n", 14, "“a” is asked twice"),
        (FRONT + "## One\n\n```demo\nhike\n\n## Two\n", 8, "opened and never closed"),
        (FRONT + "## One\n\n```demo", 8, "opened and never closed"),
    ],
)  # fmt: skip
def test_broken_text_is_told_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(BrokenLesson) as told:
        pages(tmp_path, text)
    assert (says in told.value.problem, told.value.line) == (True, line), str(told.value)
    assert str(told.value).startswith(f"{tmp_path / 'text.md'}:{line}: ")


def test_a_text_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(BrokenLesson, match=r"text\.md:1: The lesson has no text"):
        read_pages(tmp_path / "text.md")
    (tmp_path / "text.md").mkdir()
    with pytest.raises(BrokenLesson, match="cannot be read"):
        read_pages(tmp_path / "text.md")
    (tmp_path / "odd.md").write_bytes(b"+++\n\n\xff\n+++\n")
    with pytest.raises(BrokenLesson, match=r"odd\.md:3: This is not UTF-8"):
        read_pages(tmp_path / "odd.md")
