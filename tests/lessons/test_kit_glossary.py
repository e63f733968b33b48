"""Terms: what is bold is defined, once, under the lesson that has it in bold; and what is bold is found as read."""

from __future__ import annotations

from pathlib import Path

import pytest

from lessons.kit.check import check_course
from lessons.kit.check_glossary import check_glossary, homeless
from lessons.kit.course import ROOT, outline
from lessons.kit.errors import BrokenLesson
from lessons.kit.glossary import GLOSSARY, bold_among, bold_in, read_glossary, term_key
from tests.lessons.conftest import Course

HEAD = "term | also | definition\n--|--|--\n"
ROW = "slope | steepness | How steep it is under the feet.\n"


def table(course: Course, rows: str, lesson: str = "hill") -> Course:
    (course.root / GLOSSARY).write_text(f"## {lesson}\n\n{HEAD}{rows}", encoding="utf-8")
    return course


def told(course: Course) -> list[str]:
    return [f"{problem.path.name}:{problem.line}: {problem.text}" for problem in check_glossary(course.load())]


def bolden(course: Course, words: str, written: str) -> int:
    """Write words of the text in bold; gives the line."""
    text = course.read("text.md")
    assert words in text
    course.write("text.md", text.replace(words, written, 1))
    return text[: text.index(words)].count("\n") + 1


def test_a_course_without_a_table_is_not_asked(course: Course) -> None:
    assert told(course) == []


def test_a_term_that_is_bold_at_its_home_is_fine_in_every_spelling(course: Course) -> None:
    word = course.read("text.md").split("## ", 1)[1].split("\n\n")[1].split()[1]
    bolden(course, f" {word} ", f" **{word}** ")
    assert told(table(course, f"{word} | | It is what it is.\n")) == []
    assert told(table(course, f"{word.upper()}S | | It is what it is.\n")) == []
    assert told(table(course, f"thing | {word} | It is what it is.\n")) == []


def test_check_says_which_row_to_add_by_line(course: Course) -> None:
    word = course.read("text.md").split("## ", 1)[1].split("\n\n")[1].split()[1]
    line = bolden(course, f" {word} ", f" **{word}** ")
    row = f"`{word} | | what it means, in a sentence.` to the table “term | also | definition” below `## hill`"
    only = f"“{word}” is bold and not in glossary.md: add the row {row}. If it is only stressed, write *{word}*."
    assert told(table(course, "")) == [f"text.md:{line}: {only}"]
    assert any("is bold and not in glossary.md" in problem.text for problem in course.check(2)), "`check` asks it"


def test_check_says_which_row_has_no_bold_word_at_its_home(course: Course) -> None:
    table(course, ROW)
    assert told(course) == [
        "glossary.md:5: “slope” is nowhere bold in “hill”: write **slope** where it is taught, or move the row."
    ]
    assert told(table(course, ROW, "dale")) == [], "another lesson's"
    assert [problem.text for problem in homeless(course.root, {"hill"})] == [
        "“slope” stands under “dale”, which is no lesson of the course."
    ]
    assert any("“dale”, which is no lesson" in problem.text for problem in check_course(course.root))


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("slope | | Steep.\nSlopes | | Steep again.\n", "“Slopes” means what “slope” in line 5 means already"),
        ("slope | | Steep.\nrise | slope | Up.\n", "“rise” means what “slope” in line 5 means already"),
        ("slope | | Steep\n", "“slope” is defined in whole sentences"),
        ("slope | | " + "so " * 90 + "steep.\n", "“slope” has 276 characters; up to 240 fit."),
        (" | | Steep.\n", "This row names no term."),
        ("slope | Steep.\n", "This row has 2 cells"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_by_line(course: Course, rows: str, wrong: str) -> None:
    with pytest.raises(BrokenLesson) as problem:
        read_glossary(table(course, rows).root)
    assert wrong in str(problem.value)
    assert wrong in " ".join(told(course)), "and `check` says it"


def test_bold_is_found_across_lines_and_in_the_words_of_a_demo_but_not_in_code() -> None:
    text = """## One

`w**2` and `b**2`, and a **mean
squared error**, of `2 ** 3 ** 4`.

```text
a**2 + b**2
```

```demo
walk
- left: It was a **saddle**.
```

## Two

**Slopes** again."""
    found = [(bold.words, bold.line, bold.page) for bold in bold_among(text.split("\n"))]
    assert found == [("mean squared error", 3, 1), ("saddle", 12, 1), ("Slopes", 17, 2)]
    assert list(bold_in(Path("nowhere/text.md"))) == []


def test_a_capital_a_plural_and_a_full_stop_make_no_other_term() -> None:
    assert term_key("Hidden  Units") == term_key("hidden unit") and term_key("Loss.") == term_key("loss") == "loss"
    assert term_key("weight") != term_key("weighted")


def test_the_course_defines_every_term_under_a_lesson_that_exists() -> None:
    terms = read_glossary(ROOT)
    assert len(terms) >= 70
    assert {term.lesson for term in terms} <= {heading.id for part in outline() for heading in part.lessons}
    assert all("*" not in term.definition for term in terms)
