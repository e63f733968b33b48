"""Sentences with figures: how each is written, what is refused and where, and that figures are computed when told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lessons.kit.errors import BrokenLesson
from lessons.kit.sentences import Figures, Sentence

FIGURES: Figures = {
    "w": -2.0,
    "third": 1 / 3,
    "sure": 0.99998,
    "certain": 1.0,
    "big": 1234567.0,
    "lost": np.float64(-1e-17),
    "name": "sigmoid",
    "slopes": np.array([0.5, -1.0]),
    "names": ("up", "down"),
    "low": True,
    "high": np.bool_(False),
    "slope along w": 3,
    "late": lambda: 7.0,
}


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("no figure", "no figure"),
        ("{w}", "−2"),
        ("1 − {w:()}, 1 − {late:()}", "1 − (−2), 1 − 7"),
        ("{third}, {third:~}, {third:.2f}, {third:.0%}, {third:.1%}", "0.333333, 0.333, 0.33, 33%, 33.3%"),
        ("{third:%}, {sure:%}, {certain:%}", "33.3%, over 99.9%, 100%"),
        ("{big:,.0f} {big:~}", "1,234,567 1.23e+06"),
        ("{lost} {lost:~} {lost:.1f} {w:.1f}", "0 0 0.0 −2.0"),
        ("`{name}({w})`", "`sigmoid(−2)`"),
        ("{slopes}; {slopes:()}; {slopes:.1f}; {names}", "0.5, −1; 0.5, (−1); 0.5, −1.0; up, down"),
        ("{low?too low|too high}, {high?yes|no}{high?, late}{low?, early}", "too low, no, early"),
        ("{slope along w}", "3"),
    ],
)
def test_a_figure_is_written_as_its_place_says(text: str, reads: str) -> None:
    assert Sentence(text).filled(FIGURES) == reads


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a { b", "A brace stands alone"),
        ("{{w}}", "A brace stands alone"),
        ("{}", "names no figure"),
        ("{w.real}", "names no figure"),
        ("{w[0]}", "names no figure"),
        ("{w!r}", "names no figure"),
        ("{w:d}", "“:d” is no way to write w"),
        ("{w:>99999999}", "is no way to write w"),
    ],
)
def test_what_cannot_be_read_is_refused_at_once_with_its_line(text: str, says: str) -> None:
    with pytest.raises(BrokenLesson, match=says.replace("{", r"\{")) as refused:
        Sentence(text, Path("quiz.md"), 7)
    assert (refused.value.path, refused.value.line) == (Path("quiz.md"), 7)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{slop}", "No figure is called “slop” here. There is w, third"),
        ("{name:~}", "name is of type str"),
        ("{low}", "low is of type bool"),
        ("{names:()}", "names is of type tuple"),
    ],
)
def test_what_cannot_be_filled_is_refused(text: str, says: str) -> None:
    with pytest.raises(BrokenLesson, match=says):
        Sentence(text).filled(FIGURES)


def test_a_figure_is_computed_when_a_sentence_that_names_it_is_told() -> None:
    computed: list[str] = []

    def dear_figure() -> float:
        computed.append("dear")
        return 1.0

    figures: Figures = {"dear": dear_figure, "cheap": 2.0}
    dear, cheap = Sentence("{dear}"), Sentence("{cheap}")
    dear.refuse_unknown(figures)
    assert (cheap.filled(figures), computed) == ("2", [])
    assert (dear.filled(figures), computed) == ("1", ["dear"])
