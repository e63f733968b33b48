"""Finding and loading lessons: the list is light, a broken lesson spoils no other, and says where it is broken."""

from __future__ import annotations

import importlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lessons.kit.course import PARTS, ROOT, find, load, outline
from lessons.kit.errors import BrokenLesson, UnknownLesson

if TYPE_CHECKING:
    from tests.lessons.conftest import Course

LIGHT = """
import sys
from lessons.kit.course import find, outline
headings = [heading for part in outline() for heading in part.lessons]
assert headings and find(headings[0].id) is not None
heavy = {"numpy", "markdown_it", "engine", "lessons.kit.questions", "lessons.kit.demo", "textual", "plotext"}
print(sorted(name for name in sys.modules if name in heavy or name.endswith(".lesson") and ".kit." not in name))
"""


def test_the_outline_loads_nothing_heavy(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT.parent)!r})\n{LIGHT}"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert (ran.stdout.strip(), ran.stderr) == ("[]", "")


def test_the_installed_course_is_listed_in_order() -> None:
    parts = outline()
    assert [part.id for part in parts] == [name.replace("_", "-") for name in PARTS]
    assert not any(part.problem for part in parts)
    for part, name in zip(parts, PARTS, strict=True):
        listed = importlib.import_module(f"lessons.{name}").LESSONS
        assert [heading.folder.name for heading in part.lessons] == list(listed)
    headings = [heading for part in parts for heading in part.lessons]
    assert len(headings) == len({heading.id for heading in headings}) >= 3
    assert all(find(heading.id) == heading for heading in headings if not heading.problem)


def test_a_lesson_is_loaded_with_all_that_its_text_names(course: Course) -> None:
    lesson = course.load()
    assert (lesson.heading.id, lesson.heading.title) == ("hill", "Which way is down?")
    assert list(lesson.demos) == ["roll"]
    assert list(lesson.questions) == [
        "slope_here", "slope_formula", "which_way", "steeper", "in_order", "where_it_goes",
    ]  # fmt: skip
    assert [(page.number, page.demo, len(page.questions)) for page in lesson.pages] == [
        (1, "roll", 0), (2, "roll", 0), (3, "roll", 0), (4, "", 6),
    ]  # fmt: skip
    assert [claim.holds() for claim in lesson.claims()] == [True]
    assert (page := lesson.page_of(question="which_way")) is not None and page.title == "Quiz"
    assert lesson.page_of(demo="none") is None


def test_a_lesson_may_have_no_claims_and_keep_code_in_other_files(course: Course) -> None:
    course.write("asking.py", course.read("quiz.py"))
    course.write("quiz.py", '"""All of it is next door."""\n\nfrom .asking import *\n')
    (course.folder / "claims.py").unlink()
    lesson = course.load()
    assert list(lesson.claims()) == []
    assert course.check(2) == []


@pytest.mark.parametrize("name", ["hill", "HILL", " hill "])
def test_a_lesson_is_found_however_it_is_written(course: Course, name: str) -> None:
    assert find(name, course.root).folder == course.folder


@pytest.mark.parametrize("wanted", ["nosuch", "hil", "hi", "", "h" * 10_000, "../hill"])
def test_an_unknown_lesson_names_the_nearest(course: Course, wanted: str) -> None:
    with pytest.raises(UnknownLesson) as told:
        find(wanted, course.root)
    assert told.value.nearest == ("hill",)
    assert "hill" in str(told.value) and len(str(told.value)) < 200


def test_threads_may_list_and_load_a_course_at_the_same_time(course: Course) -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(lambda _: outline(course.root), range(100)))
    finally:
        sys.setswitchinterval(usual)
    assert found == [found[0]] * 100 and found[0][0].problem is None


def test_a_folder_with_underscores_is_called_with_dashes(course: Course) -> None:
    course.folder.rename(course.folder.parent / "steep_hill")
    course.list_lessons("ten_questions", ("steep_hill",))
    assert load("steep-hill", course.root).heading.id == "steep-hill"
    assert find("Steep Hill", course.root) == find("steep_hill", course.root)


def test_a_broken_lesson_spoils_no_other(course: Course) -> None:
    course.list_lessons("ten_questions", ("dale", "hill"))
    dale, hill = outline(course.root)[0].lessons
    assert (dale.id, dale.title, hill.problem) == ("dale", "dale", None)
    assert dale.problem and "there is no folder" in dale.problem.problem
    assert (dale.problem.path, dale.problem.line) == (course.root / "ten_questions" / "__init__.py", 4)
    with pytest.raises(BrokenLesson, match="there is no folder"):
        load("dale", course.root)
    assert load("hill", course.root)


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        ("TITLE = 'A'\nLESSONS = (", "SyntaxError"),
        ("TITLE = ''\nLESSONS = ()", "The part has no title"),
        ("TITLE = 'A'", "does not list its lessons"),
        ("TITLE = 'A'\nLESSONS = ('hill')", "does not list its lessons"),
        ("TITLE = 'A'\nLESSONS = ('../hill',)", "does not list its lessons"),
        ("import nowhere", "ModuleNotFoundError"),
    ],
)
def test_a_broken_part_spoils_no_other(course: Course, contents: str, says: str) -> None:
    (course.root / "ten_questions" / "__init__.py").write_text(contents, encoding="utf-8")
    course.list_lessons("inside_the_network", ("dale",))
    broken, other, *_ = outline(course.root)
    assert broken.lessons == () and broken.problem and says in broken.problem.problem
    assert [heading.id for heading in other.lessons] == ["dale"]


def test_a_part_that_is_not_there_is_told(course: Course) -> None:
    (course.root / "inside_the_network" / "__init__.py").unlink()
    problem = outline(course.root)[1].problem
    assert problem and problem.problem == "This file is missing."


@pytest.mark.parametrize(
    ("name", "old", "new", "where", "says"),
    [
        ("demo_roll.py", "rate=Knob(", "rate=Knub(", "rate=", "NameError: name 'Knub' is not defined"),
        ("quiz.py", "def which_way(", "def which way(", "def which way", "SyntaxError"),
        ("model.py", "import Computation", "import Computer", "import Computer", "cannot import name 'Computer'"),
        ("demo_roll.py", "Knob(0.01, 1.2", "Knob(2, 1.2", "Knob(2", "A knob goes up from low to high"),
        (
            "quiz.py",
            "@question\ndef which_way",
            "twin = slope_here\n\n\n@question\ndef which_way",
            "twin = slope_here",
            "“slope_here” goes by another name here, twin",
        ),
    ],
)
def test_a_lesson_that_cannot_be_imported_says_where(
    course: Course, name: str, old: str, new: str, where: str, says: str
) -> None:
    course.edit(name, old, new)
    with pytest.raises(BrokenLesson) as told:
        course.load()
    assert says in told.value.problem
    assert told.value.path == course.folder / name
    assert where in "\n".join(course.read(name).split("\n")[told.value.line - 1 : told.value.line + 2])


def test_an_error_in_a_file_beside_the_lesson_is_found_there(course: Course) -> None:
    course.write("beside.py", "x = 1\ny = 1 / 0\n")
    course.edit("model.py", "import numpy as np", "import numpy as np\n\nfrom . import beside")
    with pytest.raises(BrokenLesson) as told:
        course.load()
    assert (told.value.path, told.value.line) == (course.folder / "beside.py", 2)


def test_a_lesson_without_its_demo_is_told(course: Course) -> None:
    (course.folder / "demo_roll.py").unlink()
    with pytest.raises(
        BrokenLesson, match=r"text\.md:15: .* no demo called “roll”. There is none yet: write demo_roll.py."
    ):
        course.load()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("\nroll\n-", "\nrolls\n-", "no demo called “rolls”. Is it roll?"),
        ("\nroll\n-", "\nslope_here\n-", "no demo called “slope_here”. There is roll."),
        ("in_order\n", "in_orders\n", "no question called “in_orders”. Is it in_order?"),
    ],
)
def test_what_the_text_names_must_be_there(course: Course, old: str, new: str, says: str) -> None:
    course.edit("text.md", old, new)
    with pytest.raises(BrokenLesson) as told:
        course.load()
    assert says in told.value.problem
    assert course.read("text.md").split("\n")[told.value.line - 1] in ("```demo", "```quiz")
