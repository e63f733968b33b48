"""The rules for demos: for each, a demo that breaks it is caught, at its line in the lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.lessons.conftest import Course

CAPTION = 'f"After {number} updates the ball lies at {w:.3f}, seen {zoom:g} times as large."'
ZOOM = '        zoom = float(str((turned or {}).get("zoom", zoom)))'
DEMO_RULES = [
    ('    """A ball rolls down a curve."""\n', "", "its docstring begins with its title"),
    ("A ball rolls down a curve", "A ball " * 12, "its docstring begins with its title"),
    (
        '    rate=Knob(0.01, 1.2, start=0.1, scale="log"),\n    start=Choices("near", "far"),\n',
        "",
        "it has 1 knobs; a demo has 2 to 5",
    ),
    (
        "def roll(rate: float, start: str,",
        "def roll(rate: float, begin: str,",
        "its function takes rate, begin, zoom, seed",
    ),
    (
        'Prediction("Where does it end?", ("thrown out", "in the valley")',
        'Prediction("", ("a", "b")',
        "a prompt and two",
    ),
    ('("thrown out", "in the valley")', '("the same", "the same")', "two or more different options"),
    ("int(frame.trouble is None) if", "2 if", "its prediction came out as 2"),
    ("int(frame.trouble is None) if frame.finished else", "0 if frame.number > 9 else", "still open after"),
    ("        inspect=inside(w),\n", "", "a frame has no `inspect`"),
    (CAPTION, '"A ball."', "is the same all"),
    (CAPTION, '" "', "has no caption"),
    ('charts=(Lines("The ball", (Series("curve", curve, curve**2),)),)', "charts=()", "has no chart"),
    ("curve, curve**2)", "curve, curve[:3])", "both are (n,)"),
    ('readings={"update": number, "loss": w * w}', "readings={}", "has no readings"),
    ('"loss": w * w}', '"loss": float("nan")}', "reads loss = nan"),
    ("seen {zoom:g} times", "seen {np.nan:g} times", "with a number that is none"),
    ("        number,\n        charts", "        5 - number,\n        charts", "never falls"),
    ("        number,\n        charts", "        -number,\n        charts", "count updates in whole numbers"),
    (ZOOM, "        if number == 5:\n            return\n" + ZOOM, "turning the live knob zoom is not answered"),
    ("seed).uniform", "None).uniform", "two runs with the same seed and settings differ"),
    ("    number = 0\n", "    number = 0\n    if seed > 0:\n        return\n", "with seed 1, it gives no frame"),
    ('{"near": 1.0, "far": 2.0}', '{"near": 1.0, "far": 1.0}', "its knob start changes nothing"),
    ('{"near": 1.0, "far": 2.0}', '{"near": 1.0}', "KeyError: 'far'"),
    ("w - rate * slope(w)", "1 / (w - w) + rate", "ZeroDivisionError"),
    (ZOOM, '        zoom = 1 / (3 - float(str((turned or {}).get("zoom", 1))))\n' + ZOOM, "ZeroDivisionError"),
    ("turned = yield picture(number, w, zoom)", "turned = yield 1", "gave int where a Frame was due"),
    ('{"rate": 0.1}) if', "{}) if", "needs a name, a why and a fix"),
    ('{"rate": 0.1}) if', '{"rate": 9.0}) if', "turns a knob beyond its ends"),
    ('{"rate": 0.1}) if', '{"haste": 0.1}) if', "has no knob haste"),
    ('{"rate": 0.1}) if', '{"rate": 1.2}) if', "does not mend it"),
]


@pytest.mark.parametrize(("old", "new", "says"), DEMO_RULES)
def test_rules_for_demos(course: Course, old: str, new: str, says: str) -> None:
    course.edit("lesson.py", old, new)
    problems = [problem for problem in course.check(1) if "The demo" in problem.text]
    assert any(says in problem.text for problem in problems), [str(problem) for problem in problems]
    assert {(problem.path.name, problem.line) for problem in problems} == {
        ("lesson.py", course.line_of("lesson.py", "@demo"))
    }
