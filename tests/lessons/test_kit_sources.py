"""The code behind a demo: what really ran, where it really stands."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lessons.kit.course import load
from lessons.kit.demo import Demo
from lessons.kit.sources import Source, sources
from tests.lessons.conftest import Course

ROOT = Path(__file__).parents[2]


def found(lesson: str, name: str, **knobs: float | str) -> dict[str, Source]:
    """The files behind a demo, by path."""
    demo = load(lesson).demos[name]
    return {source.path: source for source in sources(demo, 0, {**demo.starting_settings(), **knobs})}


def test_the_demos_own_function_comes_first_then_the_lesson_then_the_rule_and_the_loss() -> None:
    files = found("tired", "marathon")
    paths = list(files)
    assert paths[:3] == [f"lessons/ten_questions/tired/{name}.py" for name in ("demo_marathon", "model")] + [
        "engine/optimisers/sgd.py"
    ]
    assert files[paths[0]].ran[0].name == "marathon"
    assert {"SGD.write"} <= {part.name for part in files["engine/optimisers/sgd.py"].ran}
    assert "binary_cross_entropy" in {part.name for part in files["engine/losses.py"].ran}
    assert "mean_squared_error" not in {part.name for part in files["engine/losses.py"].ran}


def test_the_knobs_decide_which_functions_ran() -> None:
    losses = {part.name for part in found("tired", "marathon", task="a line")["engine/losses.py"].ran}
    assert "mean_squared_error" in losses and "binary_cross_entropy" not in losses


def test_every_function_stands_where_it_is_said_to() -> None:
    for path, source in found("layers", "digits").items():
        assert source.lines == tuple((ROOT / path).read_text(encoding="utf-8").splitlines())
        for part in source.ran:
            head = "\n".join(source.lines[part.first - 1 : part.last])
            assert f"def {part.name.rpartition('.')[2]}(" in head, (path, part)
            assert source.lines[part.last - 1].strip()


def test_watching_leaves_no_watcher_behind() -> None:
    found("gradient", "feel")
    assert sys.getprofile() is None


def hill(course: Course) -> Demo:
    """The demo of the small course."""
    return next(iter(course.load().demos.values()))


def test_a_lesson_anywhere_is_shown_and_one_whose_file_is_gone_says_so(course: Course) -> None:
    demo = hill(course)
    own = sources(demo, 0, demo.starting_settings())[0]
    assert own.path.endswith("ten_questions/hill/demo_roll.py") and own.ran[0].name == demo.name
    (course.folder / "demo_roll.py").unlink()
    gone = sources(demo, 0, demo.starting_settings())[0]
    assert gone.lines == () and "is not among the installed files" in gone.missing


def test_a_demo_that_fails_is_shown_all_the_same(course: Course) -> None:
    demo = hill(course)
    broken = Demo(demo.name, demo.title, demo.frames, {}, None)
    with pytest.raises(Exception, match=r"missing|required"):
        broken.run()
    assert sources(broken, 0, {})[0].ran[0].name == demo.name
