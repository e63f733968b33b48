"""The rules for demos: for each, a demo that breaks it is caught, at its line in the lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.lessons.conftest import Course

CAPTION = 'f"After {number} updates the ball lies at {w:.3f}, seen {zoom:g} times as large."'
SHOWN = "picture(number, w, zoom())"
DEMO_RULES = [
    ('    """A ball rolls down a curve."""\n', "", "its docstring begins with its title"),
    ("A ball rolls down a curve", "A ball " * 12, "its docstring begins with its title"),
    (
        '    rate=Knob(0.01, 1.2, start=0.1, scale="log"),\n    start=Choices("near", "far"),\n',
        "",
        "it has 1 knobs; a demo has 2 to 5",
    ),
    ("float, start: str,", "float, begin: str,", "its function takes rate, begin, zoom, seed"),
    ('"Where does it end?"', '""', "a prompt and two"),
    ('("thrown out", "in the valley")', '("thrown out", "in the valley", "")', "two or more different options"),
    (
        "yield from still(lambda: picture(5, w, zoom()))",
        "yield picture(5, w, zoom())",
        "the live knob zoom is not answer",
    ),
    ("seed).uniform", "None).uniform", "two runs with the same seed and settings differ"),
    ("    for number", "    if seed > 0:\n        return\n    for number", "with seed 1, it gives no frame"),
    ('{"near": 1.0, "far": 2.0}', '{"near": 1.0, "far": 1.0}', "its knob start changes nothing"),
    ('{"near": 1.0, "far": 2.0}', '{"near": 1.0}', "KeyError: 'far'"),
    ('w -= rate * curve(w).slope("w")', "w = 1 / (w - w) + rate", "ZeroDivisionError"),
    (SHOWN, "picture(number, w, 1 / (3 - zoom()))", "ZeroDivisionError"),
    (
        f"        yield {SHOWN}",
        f"        with np.errstate(all='ignore'):\n            yield {SHOWN}",
        "a different Context",
    ),
    (SHOWN, "1", "gave int where a Frame was due"),
]
FRAME_RULES = [
    ("int(not lost) if", "2 if", "its prediction came out as 2"),
    ("int(not lost) if number >= 5", "0 if number > 9", "still open after"),
    ('        inspect=curve(w).inspect("w"),\n', "", "a frame has no `inspect`"),
    (CAPTION, '"A ball."', "is the same all"),
    (CAPTION, '" "', "has no caption"),
    ('charts=(Lines("The ball", (Series("curve", along, along**2),)),)', "charts=()", "has no chart"),
    ("along, along**2)", "along, along[:3])", "both are (n,)"),
    ('readings={"update": number, "loss": w * w}', "readings={}", "has no readings"),
    ('"loss": w * w}', '"loss": float("nan")}', "reads loss = nan"),
    ("seen {zoom:g} times", "seen {np.nan:g} times", "with a number that is none"),
    ("        number,\n        charts", "        5 - number,\n        charts", "never falls"),
    ("        number,\n        charts", "        -number,\n        charts", "count updates in whole numbers"),
    ('{"rate": 0.1}) if', "{}) if", "needs a name, a why and a fix"),
    ('{"rate": 0.1}) if', '{"rate": 9.0}) if', "turns a knob beyond its ends"),
    ('{"rate": 0.1}) if', '{"haste": 0.1}) if', "has no knob haste"),
    ('{"rate": 0.1}) if', '{"rate": 1.2}) if', "does not mend it"),
]
RULES = [*(("demo_roll.py", *rule) for rule in DEMO_RULES), *(("model.py", *rule) for rule in FRAME_RULES)]


@pytest.mark.parametrize(("name", "old", "new", "says"), RULES)
def test_rules_for_demos(course: Course, name: str, old: str, new: str, says: str) -> None:
    for turned in ("rate = 1.2\n", "start = far\n"):  # the scenes turn no knob that an edit may take away
        course.edit("text.md", turned, "")
    course.edit(name, old, new)
    problems = [problem for problem in course.check(1) if problem.text.startswith("The demo")]
    assert any(says in problem.text for problem in problems), [str(problem) for problem in problems]
    assert {(problem.path.name, problem.line) for problem in problems} == {
        ("demo_roll.py", course.line_of("demo_roll.py", "@demo"))
    }
