"""A class's archive: a million records imported, then looked at. `python -m tests.benchmarks.archive` prints both.

Each command runs in a process of its own, whose peak of memory is its own. The aims on two cores: 15 s and 150 MB to
import, 1 s and 100 MB to look.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from lessons.kit.course import outline
from tutor.store.lines import FORMAT, HEADER
from tutor.store.rows import microseconds
from tutor.study.progress.standing import contents

RECORDS = 1_000_000
START = datetime(2026, 1, 1, tzinfo=UTC)


def archive(records: int) -> Iterator[str]:
    """An export of as many records: eight in ten are answers, the others visits, and a run for every hundred."""
    dice = Random(7)
    asked = [
        (heading.id, name)
        for part in outline()
        for heading in part.lessons
        for name in contents(heading.folder / "text.md")[1]
    ]
    yield json.dumps({"type": HEADER, "format": FORMAT, "version": "1", "at": START.isoformat()}) + "\n"
    for place in range(records):
        when = START + timedelta(seconds=20 * place)
        lesson, question = dice.choice(asked)
        stamp = {"id": f"{dice.getrandbits(128):032x}", "at": when.isoformat(), "tick": microseconds(when)}
        yield json.dumps(_record(dice, place, lesson, question, stamp)) + "\n"


def _record(dice: Random, place: int, lesson: str, question: str, stamp: dict[str, object]) -> dict[str, object]:
    seed = dice.randrange(1_000_000)
    if place % 100 == 0:
        return {
            "type": "event",
            **stamp,
            "kind": "run",
            "lesson": lesson,
            "data": {"title": "A run", "code": "nntutor"},
        }
    if place % 5 == 0:
        asks = {"page": dice.randint(1, 6), "question": question, "seed": seed, "draft": "0."}
        return {"type": "visit", **stamp, "lesson": lesson, **asks}
    verdict, mistake = ("right", None) if dice.random() < 0.7 else ("wrong", "sign flipped")
    marked = {"seed": seed, "reply": "0.25", "verdict": verdict, "misconception": mistake, "hints": 0}
    return {"type": "attempt", **stamp, "lesson": lesson, "question": question, **marked}


def measured(home: Path, *words: str) -> tuple[float, float]:
    """Seconds and megabytes (of 10⁶ bytes) that a command takes, from its start to its end."""
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.environ["NNTUTOR_HOME"] = str(home)
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "tutor", *words])
    _, status, used = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"nntutor {' '.join(words)} failed; its own words stand above.")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - began, used.ru_maxrss * unit / 1e6


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        file, home = Path(folder) / "archive.jsonl", Path(folder) / "home"
        with file.open("w", encoding="ascii") as out:
            out.writelines(archive(RECORDS))
        sys.stderr.write(f"{RECORDS:,} records, {file.stat().st_size / 1e6:,.0f} MB\n")
        for words in (["import", str(file)], ["import", str(file)], ["progress"], ["progress", "--json"]):
            seconds, megabytes = measured(home, *words)
            sys.stderr.write(f"nntutor {words[0]:10} {seconds:6.2f} s {megabytes:6.0f} MB\n")


if __name__ == "__main__":
    main()
