"""`nntutor bench`: every workload has its words and its figures, as a table and as JSON."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

from engine.bench import WORKLOADS, Timing
from tests.tutor.shell_support import said
from tutor.cli.bench import IN_WORDS, bench, meaning
from tutor.console.shell import Shell


def shown(*, as_json: bool) -> str:
    out = StringIO()
    assert bench(Shell(StringIO(), out, StringIO(), {}, Path()), SimpleNamespace(json=as_json), seconds=0.01) == 0
    return out.getvalue()


def test_every_workload_is_told_in_words_and_by_its_recipe() -> None:
    assert set(IN_WORDS) == {workload.name for workload in WORKLOADS}
    table = shown(as_json=False)
    assert all(words in table for pair in IN_WORDS.items() for words in pair)
    assert all(heading in table for heading in ("parameters", "NumPy", "µs an", "a second"))
    assert max(map(len, table.splitlines())) <= 79


def test_the_figures_are_the_engines_own() -> None:
    records = [json.loads(line) for line in shown(as_json=True).splitlines()]
    assert [record["workload"] for record in records] == [workload.name for workload in WORKLOADS]
    first = records[0]
    assert first["parameters"] == 2 * 8 + 8 + 8 * 8 + 8 + 8 + 1 and first["calls"] > 0
    assert first["microseconds"] > 0 and first["steps_per_second"] > 0


def test_a_sentence_says_what_the_table_means() -> None:
    rows = [Timing("toy", 10.0, 100_000.0, 24, 105), Timing("big", 2_000.0, 500.0, 21, 101_770)]
    words = meaning(rows)
    assert "100,000 times a second" in words and "500 times where 101,770 parameters" in words


def test_it_takes_no_lesson() -> None:
    answer = said(Path(), "bench", "gradient")
    assert answer.status == 2 and "does not take “gradient”" in answer.err
