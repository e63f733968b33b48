"""The walk over Markdown: which passages there are, what they stand in, and what stands apart."""

from __future__ import annotations

from tutor.text.markdown_walk import Margin, passages
from tutor.text.plain_markdown import plain_lines
from tutor.tui.widgets.markup import blocks, lines

TEXT = "# One\n\nTwo\nthree.\n\n- a\n- b\n\n  > c\n\n3. d\n\n```\ne\n```\n"


def test_passages_come_in_order_with_their_margins() -> None:
    found = [(passage.kind, [margin.sign for margin in passage.margins]) for passage in passages(TEXT)]
    assert found == [
        ("heading", []), ("text", []), ("text", ["-"]), ("text", ["-"]), ("text", ["-", ""]), ("text", ["3."]),
        ("code", []),
    ]  # fmt: skip


def test_an_items_sign_is_carried_by_its_first_passage_alone() -> None:
    quoted = list(passages(TEXT))[4]
    assert quoted.margins == (Margin("-", fresh=False), Margin("", fresh=True))


def test_what_follows_another_item_is_told_from_what_begins_a_list() -> None:
    tight = list(passages("Before.\n\n- a\n- b\n- c\n\nAfter."))
    assert [passage.next_item for passage in tight] == [False, False, True, True, False]
    assert [passage.apart for passage in tight] == [False, True, False, False, True]


def test_both_renderings_keep_a_sign_before_a_list_within_a_list_and_count_from_where_it_says() -> None:
    for markdown, first in (("- 1. x", ["-", "1. x"]), ("0. x", ["0. x"])):
        plain, styled = plain_lines(markdown, 40), [line.plain for line in lines(blocks(markdown), 40)]
        assert plain == [" ".join(first)] and styled == [" ".join(first).replace("-", "•")]
