"""A small course on disk, made of kit objects only, and ways to run the command on it: what the shell's tests share."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessons.kit.course import PARTS
from tutor.cli.command import run
from tutor.console.shell import Shell

ROOT = Path(__file__).parents[2]
HILLS = """+++
title = "Which way is down?"
summary = "A hill, and feet."
sources = ["A, question 6"]
+++

## The ground

The slope is **what your feet** report, says `w * x + b` and *nobody else*.

- one foot
- the other *foot*

> A quoted hill.

```text
new = old - rate * slope
## not a heading
```

## Walk

Now walk.

```demo
walk
```

## Sketch

Draw.

```demo
pad
```

## Quiz

Two and one.

```quiz
double
bigger
held
```
"""

WALK = '''"""The walk."""

import numpy as np

from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Prediction, Trouble, demo
from lessons.kit.knobs import Choices, Knob


@demo(
    Prediction("Will the walker get down?", ("Down to the valley", "Off the hill")),
    rate=Knob(0.01, 1.2, start=0.1, scale="log"),
    start=Choices("cliff", "meadow"),
)
def walk(rate, start, seed):
    """A walk into the valley."""
    place = 4.0 if start == "cliff" else 1.0
    places = [place]
    for step in range(41):
        chart = Lines("The hill", (Series("path", np.arange(len(places)), np.array(places)),), "step", "place")
        gone = not np.isfinite(place) or abs(place) > 1e6
        height = float("inf") if gone else place * place
        trouble = Trouble("It ran away", "Each step overshoots.", {"rate": 0.1}) if gone else None
        yield Frame(
            step,
            (chart,),
            f"After {step} steps the walker stands at {place:.3g}.",
            {"update": step, "height": height, "start": start},
            finished=step == 40 or gone,
            trouble=trouble,
            outcome=int(height > 1) if step == 40 or gone else None,
        )
        if gone:
            return
        place -= rate * 2 * place
        places.append(place)
'''

PAD = '''"""The drawing pad."""

from lessons.kit.demo import Frame, demo
from lessons.kit.knobs import Sketch
from lessons.kit.live import Live, still


@demo(ink=Sketch(3, 4))
def pad(ink: Live[object], seed):
    """A drawing pad."""
    yield from still(lambda: inked(float(ink().sum())))


def inked(ink):
    return Frame(1, (), f"{ink:g} pixels of ink.", {"ink": ink}, finished=True)
'''

QUIZ = '''"""Three questions."""

import numpy as np

from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame
from lessons.kit.questions import Choice, Number, Outcome, Predict, option, question


@question
def double(draw):
    w = draw.whole(2, 90)
    return Number(
        value=lambda: 2.0 * w,
        again=lambda: float(w + w),
        tolerance=0.01,
        mistakes={"sign flipped": lambda: -2.0 * w, "once only": lambda: 1.0 * w},
        figures={"w": w},
    )


@question
def bigger(draw):
    a, b = draw.shuffled((3, 8))
    return Choice(
        options=(option("smaller", many=a, fruit="apples"), option("smaller", many=b, fruit="pears")),
        decide=lambda: int(b > a),
        again=lambda: int(not a > b),
        figures={"most": lambda: max(a, b)},
    )


@question
def held(draw):
    up = draw.whole(0, 1)
    frame = Frame(1, (), "It was seen.", {"up": up})
    return Predict(
        experiment=lambda: Outcome(1 - up, frame),
        again=lambda: int(up == 0),
        options=(option("down"), option("up")),
        figures={"up": up},
    )
'''

WORDS = """# The words of the questions

## double
What is twice **{w}**?

- sign flipped: You flipped the sign.
- once only: That is once.
1. Look again.
2. Multiply by two.
3. It is {answer}.
> Because {w} + {w} = {answer}.

## bigger
Which is bigger?

- {many} {fruit} | smaller: That is the smaller.
1. Look again.
2. Multiply by two.
3. It is {most}.
> Eight is more.

## held
Up or down?

- Up it goes | down: It went down.
- Down it goes | up: It went up.
1. Look again.
2. Multiply by two.
3. It is {up}.
> So it went.
"""

LESSON = {"text.md": HILLS, "demo_walk.py": WALK, "demo_pad.py": PAD, "quiz.py": QUIZ, "quiz.md": WORDS}
"""The files of the lesson "hills"."""


def make_course(root: Path) -> Path:
    """A course of one lesson, "hills", and a broken one, "bogs", laid out as the real one."""
    for part in PARTS:
        lessons = ("hills", "bogs") if part == "ten_questions" else ()
        title = part.capitalize().replace("_", " ")
        (root / part).mkdir(parents=True)
        _write(root / part / "__init__.py", f'"""A part."""\n\nTITLE = "{title}"\nLESSONS = {lessons!r}\n')
    write_lesson(root / "ten_questions" / "hills", LESSON)
    bogs = '+++\ntitle = "Bogs?"\nsummary = "Wet."\nsources = []\n+++\n\n## Wet\n\n```demo\nnone\n```\n'
    write_lesson(root / "ten_questions" / "bogs", {"text.md": bogs})
    return root


def write_lesson(folder: Path, files: Mapping[str, str]) -> None:
    """Write a lesson's files, by name; none that was there before stays."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.*"):
        old.unlink()
    for name, text in {"__init__.py": '"""A lesson."""\n', **files}.items():
        _write(folder / name, text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def nntutor(
    *arguments: str,
    home: Path | str,
    stdin: str | bytes = "",
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the real command in a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tutor", *arguments],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, "NNTUTOR_HOME": str(home), "PYTHONPATH": str(ROOT), **(environment or {})},
    )


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Its output as JSON, an object a line; anything else, NaN included, fails."""
        return [json.loads(line, parse_constant=_refuse) for line in self.out.splitlines()]


def said(root: Path, *words: str, stdin: str = "", environment: Mapping[str, str] | None = None) -> Said:
    """Run the command within this process, on a course of the test's own."""
    out, err = io.StringIO(), io.StringIO()
    shell = Shell(io.StringIO(stdin), out, err, {**os.environ, "COLUMNS": "80", **(environment or {})}, root)
    return Said(run(words, shell), out.getvalue(), err.getvalue())


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not JSON")
