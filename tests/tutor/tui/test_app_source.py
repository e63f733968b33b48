"""The code behind a demo, on the screen, in plain text and on the command line."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tutor.shell_support import ROOT, make_course, said
from tutor.text.folding import GOES_ON, folded, hanging
from tutor.tui.widgets.code_view import CodeView, highlighted

Sit = Callable[..., AbstractAsyncContextManager[Any]]
HERE = "tests/tutor/conftest.py"


async def open_code(hand: Any) -> None:
    """Press v at a demo that was stepped a little."""
    await hand.open("walking", 2)
    await hand.press("full_stop", "full_stop", "v")
    await hand.until(lambda: hand.reads("file 1 of"))


def number_of(line: str) -> int:
    """The line of this file's neighbour in which something stands."""
    lines = (ROOT / HERE).read_text(encoding="utf-8").splitlines()
    return lines.index(line) + 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_one_key_shows_the_demos_function_with_its_line_numbers(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as hand:
        await open_code(hand)
        first = number_of("def walk(rate: float, start: str, brake: Live[float], seed: int) -> Frames:") - 9
        assert hand.reads("conftest.py", f"walk, line {first}", f"{first} ▌ @demo(")
        assert hand.reads(f"{first + 1} ▌     prediction=Prediction(")


async def test_escape_leads_back_exactly_where_one_was(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        await hand.press("full_stop", "full_stop", "comma", "down")
        before, frame = hand.lines(), hand.player.view.frame
        for leave in ("escape", "v"):
            await hand.press("v", "j", "n", leave)
            assert hand.app.screen is hand.lesson and hand.player.view.frame is frame
            assert hand.lines() == before


async def test_the_files_are_paged_through_and_scrolled(sit: Sit) -> None:
    async with sit() as hand:
        await open_code(hand)
        view = hand.app.screen.query_one("#source")
        top = view.scroll_offset.y
        await hand.press("j", "j", "j", "k")
        assert view.scroll_offset.y == top + 2
        count = len(hand.app.screen._sources)
        for key in ("n", "tab", "right"):
            await hand.press(key)
        await hand.press("p", "left")
        assert hand.reads(f"file {1 + 1 % count} of {count}") or count == 1


async def test_f_goes_from_one_function_that_ran_to_the_next(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("drawing", 1)
        await hand.press("v")
        await hand.until(lambda: hand.reads("file 1 of"))
        names = [part.name for part in hand.app.screen.source.ran]
        assert names[0] == "sheet" and hand.reads("sheet, line")
        await hand.press(*["f"] * len(names))
        assert hand.reads("sheet, line")


async def test_a_demo_that_plays_is_paused(sit: Sit) -> None:
    async with sit() as hand:
        await hand.open("walking", 2)
        player = hand.player
        hand.strike("1")
        await hand.until(lambda: player.view.index >= 1)
        hand.strike("v")
        await hand.until(lambda: hand.reads("file 1 of"))
        assert not player.view.playing


async def test_code_whose_file_is_gone_is_said_in_a_sentence(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_text

    def gone(path: Path, *arguments: Any, **options: Any) -> str:
        if path.name == "conftest.py":
            raise FileNotFoundError(path)
        return read(path, *arguments, **options)

    async with sit() as hand:
        await hand.open("walking", 2)
        monkeypatch.setattr(Path, "read_text", gone)
        await hand.press("1", "v")
        await hand.until(lambda: hand.reads("file 1 of"))
        assert hand.reads("is not among the installed files")
        await hand.press("f", "n", "p", "escape")
        assert hand.app.screen is hand.lesson


def test_highlighting_changes_no_sign_of_the_code() -> None:
    lines = (ROOT / "engine" / "losses.py").read_text(encoding="utf-8").splitlines()
    shown = highlighted(lines)
    assert [line.plain for line in shown] == lines
    assert any(span.style for line in shown for span in line.spans)
    assert highlighted([]) == []


async def test_lines_that_are_too_long_go_on_in_the_next_row(sit: Sit) -> None:
    async with sit((60, 18)) as hand:
        await open_code(hand)
        view = hand.app.screen.query_one(CodeView)
        rows = view._rows(view.content_size.width)
        assert all(row.cell_length <= view.content_size.width for line in rows for row in line)
        together = ["".join(row.plain[7:] for row in line) for line in rows]
        assert [bare(text) for text in together] == [bare(line.plain) for line in view._code]
        numbers = [[row.plain[:5].strip() for row in line] for line in rows]
        assert numbers == [[str(i), *[GOES_ON] * (len(line) - 1)] for i, line in enumerate(rows, start=1)]
        broken = [line for line in rows if len(line) > 1]
        assert broken and any(span.style for line in broken for row in line[1:] for span in row[9:].spans)
        assert view.row_of(1) == 0 and view.row_of(len(rows)) == sum(map(len, rows[:-1]))


def bare(text: str) -> str:
    """Text without its spaces, which count for nothing where a line is broken."""
    return "".join(text.split())


@pytest.mark.parametrize(
    ("line", "room", "rows"),
    [
        ("", 20, [""]),
        ("short = 1", 20, ["short = 1"]),
        ("    weights = weights - learning_rate * slope", 34, ["    weights = weights -", "learning_rate * slope"]),
        ("result=function(argument,another_argument)", 30, ["result=function(argument,", "another_argument)"]),
        ("self.network.layers.activations.value", 20, ["self.network.layers", ".activations", ".value"]),
        ("a_single_name_that_has_no_end_at_all", 16, ["a_single_name_th", "at_has_no_en", "d_at_all"]),
        ('"中文中文中文"', 9, ['"中文中文', '中文"']),
    ],
)
def test_a_line_is_broken_between_words_or_else_between_signs(line: str, room: int, rows: list[str]) -> None:
    assert [line[start:end] for start, end in folded(line, room)] == rows


@given(st.text(alphabet="ab_ ().=,中", max_size=80), st.integers(2, 40))
def test_no_row_is_wider_than_its_room_and_no_sign_is_lost(line: str, room: int) -> None:
    parts = [line[start:end] for start, end in folded(line, room)]
    indents = [0, *[hanging(line, room)] * (len(parts) - 1)]
    assert bare("".join(parts)) == bare(line)
    assert all(indent + cell_len(part) <= room for indent, part in zip(indents, parts, strict=True))


def test_the_command_prints_the_functions_with_their_numbers(tmp_path: Path) -> None:
    answer = said(ROOT / "lessons", "source", "gradient/hike", environment={"COLUMNS": "120"})
    lines = (ROOT / "lessons/ten_questions/gradient/demo_hike.py").read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines, start=1) if line.startswith("def hike("))
    assert answer.status == 0 and f"{number:>4}  {lines[number - 1]}" in answer.out.splitlines()
    assert "engine/operations/arithmetic.py, lines" in answer.out and "These ran as well:" in answer.out
    small = said(make_course(tmp_path), "source", "hills", "--demo", "pad")
    assert small.status == 0 and "def pad(ink: Live[object], seed):" in small.out
    assert said(make_course(tmp_path / "two"), "source", "hills/nosuch").status == 2


def test_a_narrow_terminal_gets_long_lines_in_pieces_and_a_pipe_gets_them_whole(tmp_path: Path) -> None:
    root = make_course(tmp_path)
    narrow = said(root, "source", "hills", "--demo", "pad", environment={"COLUMNS": "40"}).out.splitlines()
    code = [line for line in narrow if line[:4].strip().isdecimal() or line.startswith(f"{GOES_ON:>4}  ")]
    assert any(line.startswith(f"{GOES_ON:>4}  ") for line in code) and max(map(len, code)) <= 40
    piped = said(root, "source", "hills", "--demo", "pad", environment={"COLUMNS": ""}).out.splitlines()
    assert not any(line.startswith(f"{GOES_ON:>4}  ") for line in piped) and max(map(len, piped)) > 40


def test_in_a_conversation_source_lists_the_files_and_shows_any(tmp_path: Path) -> None:
    root = make_course(tmp_path)
    home = {"NNTUTOR_HOME": str(tmp_path / "home")}
    answer = said(
        root, "--plain", "lesson", "hills", stdin="page 2\nsource\nsource 1\nsource 99\nq\n", environment=home
    )
    assert answer.status == 0 and answer.out.count("def walk(rate, start, seed):") == 2
    assert "so type source and a number from 1 to" in answer.out
