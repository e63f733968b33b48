"""The words of the course: what each means, where it is taught, and how it is found."""

from __future__ import annotations

import pytest

from lessons.kit.course import ROOT, outline
from tutor.study.progress.terms import course_terms, term_named, terms_found, terms_in, unknown_word

TERMS = course_terms(ROOT, outline())


def test_every_word_names_the_scene_in_which_it_stands_first() -> None:
    softmax = term_named(TERMS, "Softmax")
    assert softmax is not None
    assert (softmax.lesson, softmax.page, softmax.page_title) == ("layers", 3, "Loud and sure")
    assert softmax.where == "“Input, hidden, output: who does what?”, scene 3: Loud and sure"
    outlier = term_named(TERMS, "outliers")
    assert outlier is not None and outlier.page is None and outlier.where == "the longer text of “Which loss?”"


def test_they_stand_in_the_order_of_the_alphabet_each_once() -> None:
    names = [term.name.casefold() for term in TERMS]
    assert names == sorted(names) and len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("loss", "loss"),
        ("hub", "Huber loss"),
        ("units hidden", "hidden unit"),
        ("RELU", "ReLU"),
        ("training", "training examples"),
    ],
)
def test_a_word_is_found_by_what_is_typed_the_best_first(typed: str, first: str) -> None:
    assert terms_found(TERMS, typed)[0].name == first


def test_nothing_typed_finds_all_and_nonsense_nothing() -> None:
    assert terms_found(TERMS, " ") == list(TERMS) and terms_found(TERMS, "qqq") == []
    assert unknown_word(TERMS, "sofmax") == "The course has no word “sofmax”. The nearest: softmax."
    assert unknown_word(TERMS, "qqq") == "The course has no word “qqq”."


def test_the_bold_words_of_a_page_are_terms_each_once() -> None:
    assert [term.name for term in terms_in(TERMS, ["Slopes", "nonsense", "slope", "Loss"])] == ["slope", "loss"]
