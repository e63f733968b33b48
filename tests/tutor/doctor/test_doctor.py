"""What the doctor hears from a terminal, what it makes of that, and how it reports it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from tutor.console.settings import Settings
from tutor.doctor import colours, hearing, line, signs, terminal
from tutor.doctor.examination import of_terminal, safely
from tutor.doctor.finding import Finding
from tutor.doctor.hearing import SAMPLES, Heard, hear
from tutor.doctor.report import as_record, conclusion, in_words
from tutor.doctor.surroundings import Surroundings
from tutor.doctor.talk import CURSOR

UTF_8 = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
AS_THEY_SHOULD = dict.fromkeys(SAMPLES, 1)


def around(**environment: str) -> Surroundings:
    return Surroundings({**UTF_8, **environment})


class Teller:
    """A terminal that answers questions with what it is told to; the clock goes on with each answer."""

    def __init__(self, answers: Mapping[str, str], widths: list[int], seconds: float = 0.04) -> None:
        self.answers, self.widths, self.seconds = answers, widths, seconds
        self.now, self.asked = 0.0, list[str]()

    def clock(self) -> float:
        return self.now

    def ask(self, text: str, patience: float) -> str:
        self.asked.append(text)
        self.now += min(self.seconds, patience)
        if self.seconds > patience:
            return ""
        if text.count(CURSOR) == len(self.widths):
            return "".join(f"\x1b[3;{width + 1}R" for width in self.widths)
        return "".join(answer for question, answer in self.answers.items() if question in text) + "\x1b[3;1R"

    def read_until(self, enough: Callable[[str], bool], patience: float) -> str:
        self.now += patience
        return "" if not enough("") else "?"


XTERM = {
    hearing.MODES: "\x1b[?1006;2$y",
    hearing.NAME: "\x1bP>|XTerm(388)\x1b\\",
    hearing.BACKGROUND: "\x1b]11;rgb:ffff/ffff/dddd\x1b\\",
    hearing.TRUE_COLOUR: "\x1bP1$r0;48:2::1:2:3m\x1b\\",
}


def test_all_that_a_terminal_says_is_understood() -> None:
    teller = Teller(XTERM, [1, 1, 1, 1, 1])
    heard = hear(teller, teller.clock)
    assert heard.round_trip == pytest.approx(0.04) and len(heard.round_trips) == 5
    assert heard.widths == AS_THEY_SHOULD and heard.mouse and heard.true_colour
    assert heard.name == "XTerm(388)" and heard.background == pytest.approx((1, 1, 0xDD / 0xFF), abs=0.01)


def test_a_slow_terminal_is_not_asked_five_times() -> None:
    teller = Teller(XTERM, [1, 1, 1, 1, 1], seconds=0.6)
    assert len(hear(teller, teller.clock).round_trips) == 2


def test_a_terminal_that_does_not_answer_is_asked_once() -> None:
    teller = Teller(XTERM, [], seconds=1000)
    assert hear(teller, teller.clock) == Heard() and teller.asked == [CURSOR] and teller.now < 1


@pytest.mark.parametrize(
    ("said", "can"),
    [
        ("\x1bP1$r0;48;2;1;2;3m\x1b\\", True),
        ("\x1bP1$r48:2:1:2:3m\x1b\\", True),
        ("\x1bP1$r0;48:2:0:1:2:3m\x1b\\", True),
        ("\x1bP1$r0;48;5;16m\x1b\\", False),
        ("\x1bP1$r0;40m\x1b\\", False),
        ("\x1bP1$r0;48;2;1;2;30m\x1b\\", False),
        ("\x1bP0$r\x1b\\", None),
        ("", None),
    ],
)
def test_whether_true_colour_is_kept(said: str, can: bool | None) -> None:
    assert hearing.true_colour_in(said) is can


@pytest.mark.parametrize(("state", "known"), [("0", False), ("1", True), ("2", True), ("3", True), ("4", False)])
def test_whether_the_mouse_can_be_reported(state: str, known: bool) -> None:
    assert hearing.mouse_in(f"\x1b[?1006;{state}$y") is known
    assert hearing.mouse_in("\x1b[?2026;2$y") is None


def test_missing_answers_say_nothing_about_widths() -> None:
    assert hearing.widths_in("\x1b[1;2R\x1b[1;2R") == {}


def test_a_healthy_terminal_has_nothing_but_fine_findings() -> None:
    heard = Heard((0.02,) * 5, AS_THEY_SHOULD, None, None, True, "XTerm(388)")
    found = list(of_terminal(around(), heard, Settings()))
    assert {finding.verdict for finding in found} == {"fine"}
    assert [f.name for f in found] == ["terminal", "size", "colours", "Unicode", "signs", "answers", "mouse"]


@pytest.mark.parametrize(
    ("size", "verdict", "told"),
    [
        ((80, 24), "fine", "80 columns and 24 rows"),
        ((60, 18), "fine", "tight"),
        ((39, 12), "trouble", "too small"),
        ((20, 5), "trouble", "too small"),
        ((0, 0), "note", "80 x 24 is assumed"),
        (None, "fine", "not known"),
    ],
)
def test_size(size: tuple[int, int] | None, verdict: str, told: str) -> None:
    finding = terminal.size(replace(around(), size=size))
    assert finding.verdict == verdict and told in finding.found


def test_columns_that_overrule_the_terminal_are_told() -> None:
    finding = terminal.size(around(COLUMNS="200"))
    assert finding.verdict == "note" and "unset COLUMNS" in finding.advice


@pytest.mark.parametrize(
    ("environment", "can", "settings", "verdict", "told"),
    [
        ({}, None, Settings(), "fine", "256 are sent, going by TERM"),
        ({"COLORTERM": "truecolor"}, True, Settings(), "fine", "all 16 million are sent, as COLORTERM says"),
        ({}, True, Settings(), "note", "nntutor settings colours truecolor"),
        ({"SSH_CONNECTION": "a b c d"}, True, Settings(), "note", "SendEnv COLORTERM"),
        ({}, None, Settings(colours="truecolor"), "fine", "as you have set it"),
        ({}, False, Settings(colours="truecolor"), "note", "nntutor settings colours 256"),
        ({"NO_COLOR": "1"}, True, Settings(colours="truecolor"), "fine", "because NO_COLOR is set"),
        ({"TERM": "linux"}, None, Settings(), "fine", "16 are sent"),
    ],
)
def test_colours(environment: dict[str, str], can: bool | None, settings: Settings, verdict: str, told: str) -> None:
    finding = colours.colours(around(**environment), Heard((0.1,), true_colour=can), settings)
    assert finding.verdict == verdict and told in finding.found + finding.advice


def test_a_light_terminal_is_offered_the_light_theme() -> None:
    light = Heard((0.1,), background=(1.0, 1.0, 0.9))
    assert "theme light" in colours.colours(around(), light, Settings()).advice
    assert colours.colours(around(), light, Settings(theme="nntutor-light")).advice == ""
    assert colours.colours(around(), replace(light, background=(0.1, 0.1, 0.1)), Settings()).advice == ""


@pytest.mark.parametrize(
    ("wrong", "settings", "verdict", "told"),
    [
        ({}, Settings(), "fine", "as they should"),
        ({"braille dots": 2}, Settings(), "trouble", "settings markers blocks"),
        ({"braille dots": 2}, Settings(markers="blocks"), "note", "accents"),
        ({"boxes": 2, "half blocks": 2}, Settings(), "trouble", "ambiguous"),
        ({"boxes": 2}, Settings(markers="ascii"), "fine", "nothing but ASCII is sent"),
        ({"combining accents": 2}, Settings(), "note", "accents"),
        ({"braille dots": 3, "accents": 2}, Settings(), "trouble", "does not speak UTF-8"),
    ],
)
def test_signs(wrong: dict[str, int], settings: Settings, verdict: str, told: str) -> None:
    finding = signs.signs(around(), Heard((0.1,), {**AS_THEY_SHOULD, **wrong}), settings)
    assert finding.verdict == verdict and told in finding.found + finding.advice


def test_a_locale_without_unicode_on_a_terminal_with_it() -> None:
    finding = signs.signs(around(LC_ALL="C"), Heard((0.1,), AS_THEY_SHOULD), Settings())
    assert finding.verdict == "fine" and "whatever the locale says" in finding.found
    finding = signs.unicode(around(LC_ALL="C"), Settings())
    assert finding.verdict == "note" and "LANG=C.UTF-8" in finding.advice
    assert signs.unicode(around(LC_ALL="C"), Settings(markers="ascii")).verdict == "fine"
    assert "braille" in signs.unicode(around(), Settings()).found


def test_the_way_to_the_terminal() -> None:
    assert line.answers(Heard((0.5,))).verdict == "note" and "ssh -C" in line.answers(Heard((0.5,))).advice
    assert line.answers(Heard((0.0421,))).found.startswith("after 42 ms") and line.answers(Heard()).verdict == "note"
    assert [f.name for f in line.between(around(TMUX="x", SSH_CONNECTION="a b c d"))] == ["tmux", "SSH"]
    assert not list(line.between(around()))


def test_a_look_that_breaks_is_a_finding() -> None:
    def breaks() -> list[Finding]:
        raise OSError("out of order")

    (finding,) = safely("mouse", breaks)
    assert finding.name == "mouse" and finding.verdict == "note" and "out of order" in finding.found


@pytest.mark.parametrize("width", [79, 39, 19])
def test_lines_fit_and_orders_to_the_terminal_are_taken_out(width: int) -> None:
    finding = Finding("progress", "kept in a folder \x1b[2J called café, and that is a long story", "note", "Do it.")
    lines = list(in_words(finding, width, ascii_only=True))
    assert all(line.isascii() and line.isprintable() and len(line) <= max(width, 24) for line in lines)
    assert "caf?" in " ".join(lines) and "café" in " ".join(in_words(finding, width, ascii_only=False))


def test_the_conclusion_counts() -> None:
    fine, note, trouble = Finding("a", ""), Finding("b", "", "note"), Finding("c", "", "trouble")
    assert conclusion([fine]) == "Everything will work here."
    assert conclusion([fine, note]) == "Everything will work here. 1 note says what could be better."
    assert conclusion([note, note, trouble]).startswith("Something will not work: look at c. 2 notes say")
    record: Any = as_record([fine, trouble])
    assert record["works"] is False and [f["verdict"] for f in record["findings"]] == ["fine", "trouble"]
