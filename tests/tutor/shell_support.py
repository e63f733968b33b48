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

LESSON = '''"""Hills."""

import numpy as np

from lessons.kit.charts import Lines, Series
from lessons.kit.demo import Frame, Frames, Prediction, Trouble, demo
from lessons.kit.knobs import Choices, Knob, Sketch
from lessons.kit.questions import Choice, Hints, Misconception, Number, Option, Outcome, Predict, question


def _settle(frame):
    return None if not frame.finished else int(frame.readings["height"] > 1)


@demo(
    Prediction("Will the walker get down?", ("Down to the valley", "Off the hill"), _settle),
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
        trouble = Trouble("It ran away", "Each step overshoots.", {"rate": 0.1}) if gone else None
        yield Frame(
            step,
            (chart,),
            f"After {step} steps the walker stands at {place:.3g}.",
            {"update": step, "height": float("inf") if gone else place * place, "start": start},
            finished=step == 40 or gone,
            trouble=trouble,
        )
        if gone:
            return
        place -= rate * 2 * place
        places.append(place)


@demo(ink=Sketch(3, 4))
def pad(ink, seed):
    """A drawing pad."""
    while True:
        turned = yield Frame(1, (), f"{ink.sum():g} pixels of ink.", {"ink": float(ink.sum())}, finished=True)
        if turned:
            ink = turned["ink"]


def _hints(answer):
    return Hints("Look again.", "Multiply by two.", lambda: f"It is {answer():g}.")


@question
def double(draw):
    w = draw.whole(2, 90)
    return Number(
        prompt=f"What is twice **{w}**?",
        value=lambda: 2.0 * w,
        again=lambda: float(w + w),
        tolerance=0.01,
        misconceptions=(
            Misconception("sign flipped", lambda: -2.0 * w, "You flipped the sign."),
            Misconception("once only", lambda: 1.0 * w, "That is once."),
        ),
        hints=_hints(lambda: 2.0 * w),
        explain=lambda: f"Because {w} + {w} = {2 * w}.",
    )


@question
def bigger(draw):
    a, b = draw.shuffled((3, 8))
    return Choice(
        prompt="Which is bigger?",
        options=(
            Option(f"{a} apples", "smaller", "That is the smaller."),
            Option(f"{b} pears", "smaller", "That is the smaller."),
        ),
        decide=lambda: int(b > a),
        again=lambda: int(not a > b),
        hints=_hints(lambda: max(a, b)),
        explain=lambda: "Eight is more.",
    )


@question
def held(draw):
    from lessons.kit.demo import Frame

    up = draw.whole(0, 1)
    frame = Frame(1, (), "It was seen.", {"up": up})
    return Predict(
        prompt="Up or down?",
        options=(Option("Up it goes", "down", "It went down."), Option("Down it goes", "up", "It went up.")),
        decide=lambda: 1 - up,
        again=lambda: int(up == 0),
        hints=_hints(lambda: up),
        explain=lambda: "So it went.",
        experiment=lambda: Outcome(1 - up, frame),
    )
'''


def make_course(root: Path) -> Path:
    """A course of one lesson, "hills", and a broken one, "bogs", laid out as the real one."""
    hills = root / "ten_questions" / "hills"
    hills.mkdir(parents=True)
    (root / "inside_the_network").mkdir()
    _write(
        root / "ten_questions" / "__init__.py", '"""Ten."""\n\nTITLE = "Ten questions"\nLESSONS = ("hills", "bogs")\n'
    )
    _write(root / "inside_the_network" / "__init__.py", '"""Inside."""\n\nTITLE = "Inside"\nLESSONS = ()\n')
    _write(hills / "__init__.py", '"""Hills."""\n')
    _write(hills / "text.md", HILLS)
    _write(hills / "lesson.py", LESSON)
    bogs = root / "ten_questions" / "bogs"
    bogs.mkdir()
    _write(bogs / "__init__.py", '"""Bogs."""\n')
    _write(
        bogs / "text.md", '+++\ntitle = "Bogs?"\nsummary = "Wet."\nsources = []\n+++\n\n## Wet\n\n```demo\nnone\n```\n'
    )
    _write(bogs / "lesson.py", '"""Nothing."""\n')
    return root


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
