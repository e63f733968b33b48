"""Export and import: nothing is lost, nothing counts twice, and any order of merging gives the same."""

from __future__ import annotations

import io
import itertools
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tutor.shell_support import ROOT, Said, nntutor, said
from tutor.store import Attempt, Bookmark, Event, KeptPrediction, Store, open_store
from tutor.store.lines import LONGEST

START = datetime(2026, 1, 1, tzinfo=UTC)
LESSONS = ("hills", "bogs")


def store_in(home: Path | str) -> Store:
    return open_store({"NNTUTOR_HOME": str(home)})


def lines_of(store: Store) -> list[str]:
    """What an export of it holds, without the header, which tells the time."""
    return sorted(itertools.islice(store.exported("1"), 1, None))


def put(store: Store, lines: Iterable[str]) -> None:
    merged = store.merge(io.BytesIO("".join(lines).encode()))
    assert merged.unread == merged.others == 0, merged.problems


def seen(store: Store) -> tuple[object, ...]:
    """All that the rest of the program can see of a store."""
    return (
        [[(made.id, made.reply, made.verdict) for made in store.attempts(lesson)] for lesson in LESSONS],
        [store.last_place(lesson) for lesson in (None, *LESSONS)],
        [store.pages_seen(lesson) for lesson in LESSONS],
        [store.left(lesson) for lesson in LESSONS],
        [(event.id, event.data) for kind in ("run", "prediction") for event in store.events(kind)],
        [store.prediction(lesson, "walk") for lesson in LESSONS],
    )


lessons = st.sampled_from(LESSONS)
clocks = st.integers(-5, 5)
QUESTIONS = ("double", "bigger")
happenings = st.one_of(
    st.tuples(st.just("record"), lessons, st.booleans(), clocks),
    st.tuples(st.just("visit"), lessons, st.integers(1, 2), st.text(max_size=3), st.sampled_from(QUESTIONS)),
    st.tuples(st.just("visit"), st.just("hills"), st.just(1), st.text(max_size=3), st.just("double")),
    st.tuples(st.just("run"), lessons, st.integers(), clocks),
    st.tuples(st.just("foretell"), lessons, st.text(max_size=3)),
    st.tuples(st.just("reset"), st.sampled_from((None, *LESSONS))),
    st.tuples(st.just("undo")),
)
histories = st.lists(happenings, max_size=8)


def live(store: Store, happened: Iterable[tuple[Any, ...]]) -> None:
    for happening in happened:
        match happening:
            case ("record", lesson, right, clock):
                when = START + timedelta(days=clock)
                store.record(Attempt(lesson, "double", 1, "x", "right" if right else "wrong", when=when))
            case ("visit", lesson, page, draft, question):
                store.visit(Bookmark(lesson, page, question, 1, draft))
            case ("run", lesson, number, clock):
                store.add_event(Event("run", lesson, {"i": number}, START + timedelta(days=clock)))
            case ("foretell", lesson, words):
                store.keep_prediction(KeptPrediction(lesson, "walk", words, "[0]"))
            case ("reset", lesson):
                store.reset(lesson)
            case _:
                store.undo_reset()


@settings(max_examples=40, deadline=None)
@given(histories, histories, histories, histories)
def test_whatever_is_merged_in_whichever_order_gives_the_same(
    before: list[tuple[Any, ...]], one: list[tuple[Any, ...]], two: list[tuple[Any, ...]], three: list[tuple[Any, ...]]
) -> None:
    """Three machines that once had one history, then each their own: any order, any grouping, any repetition."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        stores = [store_in(f"{folder}/{name}") for name in "abc"]
        live(stores[0], [*before, ("visit", "hills", 1, "0.", "double")])  # where all three may go on typing
        common = lines_of(stores[0])
        for store, history in zip(stores, (one, two, three), strict=True):
            put(store, common)
            live(store, history)
        a, b, c = (lines_of(store) for store in stores)
        ab, bc, reverse = (store_in(f"{folder}/{name}") for name in ("ab", "bc", "reverse"))
        put(ab, a + b)
        put(bc, b + c)
        put(stores[0], b)
        assert lines_of(stores[0]) == lines_of(ab)
        put(stores[0], lines_of(bc))
        put(stores[2], lines_of(ab))
        for part in (c, b, a, b, a + c):
            put(reverse, part)
        assert lines_of(stores[0]) == lines_of(stores[2]) == lines_of(reverse)
        assert seen(stores[0]) == seen(stores[2]) == seen(reverse)
        ids = {json.loads(line).get("id") for line in a + b + c if '"type": "hidden"' not in line}
        kept = {json.loads(line).get("id") for line in lines_of(reverse) if '"type": "hidden"' not in line}
        undos = {json.loads(line).get("id") for line in a + b + c if '"type": "undo"' in line}
        assert kept <= ids and ids - kept <= undos, "a record was lost"
        assert reverse.undo_reset() == stores[0].undo_reset()
        assert seen(reverse) == seen(stores[0])
        for store in (*stores, ab, bc, reverse):
            store.close()


@pytest.fixture
def home_a(tmp_path: Path) -> Path:
    """A home with something of everything in it: ten records, one of them a reset that hides two."""
    store = store_in(tmp_path / "a")
    store.visit(Bookmark("hills", 1))
    store.record(Attempt("hills", "double", 7, "−½ \x00\n “ok”", "wrong", "sign flipped", 2, START))
    store.reset("hills")
    store.visit(Bookmark("hills", 2, "double", 7, "0."))
    store.record(Attempt("hills", "double", 7, "14", "right", when=START - timedelta(days=9)))
    store.add_event(Event("run", "hills", {"code": "nntutor demo hills --rate 1.1", "rate": 1.1}))
    store.keep_prediction(KeptPrediction("hills", "walk", "Off the hill", "[0]"))
    store.set_setting("theme", "nntutor-light")
    store.close()
    return tmp_path / "a"


def command(tmp_path: Path, home: Path | str, *words: str, stdin: str = "") -> Said:
    return said(tmp_path, *words, stdin=stdin, environment={"NNTUTOR_HOME": str(home)})


def test_an_export_goes_to_another_machine_whole_and_a_second_time_adds_nothing(tmp_path: Path, home_a: Path) -> None:
    out, b = tmp_path / "progress.jsonl", tmp_path / "b"
    exported = command(tmp_path, home_a, "export", "--out", str(out))
    assert (exported.status, exported.out) == (0, "") and str(out) in exported.err
    first = command(tmp_path, b, "import", str(out))
    assert (first.status, first.err) == (0, "")
    assert first.out.splitlines() == [
        "9 of 9 records taken.",
        "New here: 2 answers, 2 page visits, 2 events and 1 reset.",
    ]
    again = command(tmp_path, b, "import", str(out))
    assert again.status == 0 and again.out.splitlines() == [
        "9 of 9 records taken.",
        "Nothing of it is new here.",
        "Here already: 9 records.",
    ]
    one, other = store_in(home_a), store_in(b)
    assert seen(one) == seen(other) and lines_of(one) == lines_of(other)
    assert other.setting("theme") is None, "settings stay with their machine"
    assert other.undo_reset() == 1 and other.attempts()[0].reply == "−½ ?  “ok”"


def test_an_export_is_json_lines_of_ascii_with_a_header(tmp_path: Path, home_a: Path) -> None:
    exported = command(tmp_path, home_a, "export")
    assert exported.status == 0 and exported.out.isascii() and exported.err == ""
    header, *records = exported.records
    assert header["type"] == "nntutor progress" and header["format"] == 1 and header["version"]
    assert [record["type"] for record in records] == [
        *("attempt", "attempt", "visit", "visit", "event", "event", "reset", "hidden", "hidden"),
    ]
    run = next(record for record in records if record.get("kind") == "run")
    assert run["data"] == {"code": "nntutor demo hills --rate 1.1", "rate": 1.1}


def test_the_place_after_a_merge_is_the_later_one_and_what_is_done_next_comes_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = store_in(tmp_path / "a"), store_in(tmp_path / "b")
    clock = iter(START + timedelta(days=days) for days in (1, 2, 3, -400))
    monkeypatch.setattr("tutor.store.store.now", lambda: next(clock))
    a.visit(Bookmark("hills", 1))
    b.visit(Bookmark("bogs", 2))
    a.visit(Bookmark("hills", 3))
    for one, other in ((a, lines_of(b)), (b, lines_of(a))):
        put(one, other)
        assert one.last_place() == Bookmark("hills", 3)
    b.visit(Bookmark("bogs", 1))  # by a clock that has run backwards
    assert b.last_place() == Bookmark("bogs", 1)
    put(a, lines_of(b))
    assert a.last_place() == Bookmark("bogs", 1)


def test_a_draft_that_grew_is_brought_up_to_date_and_an_older_one_changes_nothing(tmp_path: Path) -> None:
    a, b = store_in(tmp_path / "a"), store_in(tmp_path / "b")
    a.visit(Bookmark("hills", 1, "double", 1, "0."))
    early = lines_of(a)
    a.visit(Bookmark("hills", 1, "double", 1, "0.25"))
    for lines, newer in ((early, 0), (lines_of(a), 1), (early, 0)):
        assert b.merge(io.BytesIO("".join(lines).encode())).newer == newer
    assert b.last_place() == Bookmark("hills", 1, "double", 1, "0.25")
    assert b.pages_seen("hills") == {1}


def test_what_was_left_on_one_machine_is_found_on_the_other(tmp_path: Path) -> None:
    a, b = store_in(tmp_path / "a"), store_in(tmp_path / "b")
    a.visit(Bookmark("hills", 4, "double", 1, "0."))
    a.visit(Bookmark("hills", 4, "bigger", 2))
    b.visit(Bookmark("hills", 4, "bigger", 3, "1"))
    put(b, lines_of(a))
    assert b.left("hills") == {
        "double": Bookmark("hills", 4, "double", 1, "0."),
        "bigger": Bookmark("hills", 4, "bigger", 3, "1"),
    }


def test_a_reset_that_comes_with_an_import_is_told(tmp_path: Path) -> None:
    a, b = store_in(tmp_path / "a"), store_in(tmp_path / "b")
    a.record(Attempt("hills", "double", 1, "x", "right"))
    put(b, lines_of(a))
    a.reset()
    lines = "".join(a.exported("1"))
    told = command(tmp_path, tmp_path / "b", "import", "-", stdin=lines)
    assert told.status == 0 and "1 answer that you gave here now set aside" in " ".join(told.out.split())
    assert b.attempts() == [] and b.undo_reset() == 1


DAMAGE = {
    "not JSON": (b"{not json", "not JSON"),
    "a list": (b"[1, 2]", "no JSON object"),
    "a kind that is none": (b'{"type": "banana"}', "“banana” is no kind of record"),
    "no kind": (b'{"type": 7}', "no record"),
    "a field missing": (b'{"type": "hidden", "reset": "r"}', "“record” is missing"),
    "NaN": (b'{"type": "hidden", "reset": NaN, "record": "x"}', "NaN is not JSON"),
    "not UTF-8": (b'{"type": "hidden", "reset": "\xff", "record": "x"}', "not UTF-8"),
    "UTF-16": ('{"type": "hidden"}'.encode("utf-16-be"), "not"),
    "a control character": (b'{"type": "hidden", "reset": "\x07", "record": "x"}', "not JSON"),
    "nested": (b"[" * 200_000, "not JSON"),
    "a number of many digits": (b'{"type": ' + b"9" * 10_000 + b"}", "not JSON"),
    "huge": (b'{"type": "' + b"x" * LONGEST + b'"}', "longer than"),
    "an empty id": (b'{"type": "hidden", "reset": "", "record": "x"}', "“reset” is no id"),
}
FIELDS: dict[str, list[object]] = {
    "seed": ["seven", 1.5, True, None, 2**64],
    "at": ["yesterday", 7, "2026-01-01T00:00:00", "0001-01-01T00:00:00+23:00"],
    "tick": [-1, 2**62, "1"],
    "verdict": ["maybe", None],
    "reply": [7, ["x"], None],
    "id": ["", 7, "x" * 1000],
}


def an_attempt(**changes: object) -> bytes:
    fields: dict[str, object] = {"type": "attempt", "id": "one", "at": START.isoformat(), "tick": 5, "lesson": "hills"}
    fields |= {"question": "double", "seed": 1, "reply": "4", "verdict": "right", "misconception": None, "hints": 0}
    return json.dumps({**fields, **changes}).encode()


HEADER = b'{"type": "nntutor progress", "format": 1}'


@pytest.mark.parametrize("name", DAMAGE)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_a_damaged_line_is_named_and_the_rest_is_taken(tmp_path: Path, own_home: Path, name: str, end: bytes) -> None:
    line, reason = DAMAGE[name]
    file = tmp_path / "x.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + end.join([HEADER, an_attempt(), b"", line, an_attempt(id="two", more=1), b""]))
    told = command(tmp_path, own_home, "import", str(file))
    assert told.status == 1
    assert told.err.startswith("Line 4 could not be read (") and reason in told.err
    assert told.out.startswith("2 of 3 records taken.")
    assert [made.id for made in open_store().attempts()] == ["one", "two"]


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in FIELDS.items() for value in values])
def test_a_value_of_a_wrong_kind_is_named_with_its_field(own_home: Path, field: str, value: object) -> None:
    store = store_in(own_home)
    merged = store.merge(io.BytesIO(b"\n".join([HEADER, an_attempt(**{field: value}), an_attempt(id="two")])))
    ((number, reason),) = merged.problems
    assert number == 2 and reason.startswith(f"“{field}” ")
    assert [made.id for made in store.attempts()] == ["two"]


def test_an_event_whose_number_is_not_finite_is_named(own_home: Path) -> None:
    line = (
        b'{"type": "event", "id": "e", "at": "2026-01-01T00:00:00Z", "tick": 1, "kind": "run", "lesson": "", "data": '
    )
    merged = store_in(own_home).merge(io.BytesIO(line + b'{"x": 1e999}}\n' + line + b'{"x": 1e99}}'))
    assert merged.problems[0][0] == 1 and "not finite" in merged.problems[0][1]
    assert [event.data for event in open_store().events("run")] == [{"x": 1e99}]


def test_many_damaged_lines_are_named_up_to_twenty_and_then_counted(tmp_path: Path, own_home: Path) -> None:
    told = command(tmp_path, own_home, "import", "-", stdin="It was a dark and stormy night.\n" * 50)
    assert told.status == 1 and "0 of 50 records taken." in told.out
    assert told.err.count("could not be read") == 20 and "So could 30 more lines not." in told.err


def test_of_two_records_with_one_id_the_first_stays_and_it_is_said(tmp_path: Path, own_home: Path) -> None:
    lines = b"\n".join([HEADER, an_attempt(reply="first"), an_attempt(reply="second"), an_attempt(reply="first")])
    within = command(tmp_path, own_home, "import", "-", stdin=lines.decode())
    assert within.status == 1 and "Line 3" in within.err and "same id" in within.err
    assert "2 of 3 records taken." in within.out and "Here already: 1 record." in within.out
    other = command(tmp_path, own_home, "import", "-", stdin=an_attempt(reply="third").decode())
    assert other.status == 1 and "What was here stays." in other.err
    assert [made.reply for made in open_store().attempts()] == ["first"]


def test_a_file_of_a_newer_format_is_refused_whole_wherever_it_says_so(tmp_path: Path, own_home: Path) -> None:
    newer = HEADER.replace(b"1", b"2")
    for lines in ([newer, an_attempt()], [HEADER, an_attempt(), newer]):
        told = command(tmp_path, own_home, "import", "-", stdin=b"\n".join(lines).decode())
        assert told.status == 1 and "newer nntutor" in told.err and "Upgrade nntutor" in told.err and told.out == ""
        assert open_store().attempts() == []


def test_a_progress_file_itself_a_folder_and_no_file_are_told(tmp_path: Path, home_a: Path, own_home: Path) -> None:
    for name, reason in (
        (str(home_a / "progress.sqlite3"), "nntutor export"),
        (str(tmp_path), "directory"),
        (str(tmp_path / "no.jsonl"), "no such file"),
    ):
        told = command(tmp_path, own_home, "import", name)
        assert told.status == 1 and reason in told.err and "could not be read" in told.err, told
    assert command(tmp_path, own_home, "import").status == 2


def test_what_exists_is_not_written_over_unless_forced(tmp_path: Path, home_a: Path) -> None:
    out = tmp_path / "x.jsonl"
    out.write_text("precious")
    refused = command(tmp_path, home_a, "export", "--out", str(out))
    assert refused.status == 1 and "exists already" in refused.err and out.read_text() == "precious"
    assert command(tmp_path, home_a, "export", "--out", str(out), "--force").status == 0
    assert len(out.read_text().splitlines()) == 10
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "x.jsonl"]


@pytest.mark.parametrize(
    ("name", "reason"), [("", "is a folder"), ("no/x", "no folder"), ("x" * 300, "too long"), ("pipe", "no ordinary")]
)
def test_an_output_that_cannot_be_is_told_and_leaves_nothing(
    tmp_path: Path, home_a: Path, name: str, reason: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    told = command(tmp_path, home_a, "export", "--force", "--out", str(tmp_path / name))
    assert told.status == 1 and reason in told.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "pipe"]


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """As on a full disk."""
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, former)


def test_a_full_disk_leaves_neither_half_a_file_nor_half_an_import(tmp_path: Path, home_a: Path) -> None:
    b = tmp_path / "b"
    store_in(b).close()
    size = (b / "progress.sqlite3").stat().st_size
    lines = b"\n".join(an_attempt(id=f"id{i}", reply="x" * 500) for i in range(300)).decode()
    with no_file_larger_than(100):
        told = command(tmp_path, home_a, "export", "--out", str(tmp_path / "x.jsonl"))
    assert told.status == 1 and "could not be written" in told.err and not (tmp_path / "x.jsonl").exists()
    with no_file_larger_than(size):
        told = command(tmp_path, b, "import", "-", stdin=lines)
    assert told.status == 1 and "nothing was imported" in told.err
    assert store_in(b).attempts() == [] and store_in(b).notices == ()
    assert command(tmp_path, b, "import", "-", stdin=lines).status == 0 and len(store_in(b).attempts()) == 300


def test_where_nothing_can_be_kept_or_read_nothing_is_imported_and_nothing_exported(tmp_path: Path) -> None:
    for words in (["export"], ["import", "-"]):
        told = command(tmp_path, "/dev/null/x", *words, stdin=an_attempt().decode())
        assert told.status == 1 and told.out == "" and "NNTUTOR_HOME" in told.err


def test_of_a_newer_progress_file_nothing_is_exported_and_no_good_export_written_over(
    tmp_path: Path, home_a: Path
) -> None:
    raw = sqlite3.connect(home_a / "progress.sqlite3")
    raw.execute("UPDATE schema_version SET version = 9")
    raw.commit()
    raw.close()
    out = tmp_path / "x.jsonl"
    out.write_text("precious")
    for words in (["export", "--out", str(out), "--force"], ["import", "-"]):
        told = command(tmp_path, home_a, *words)
        assert told.status == 1 and "newer nntutor" in told.err and "Upgrade nntutor" in told.err
    assert out.read_text() == "precious"


def test_an_import_that_is_killed_has_taken_all_or_nothing(tmp_path: Path) -> None:
    open_store().close()
    file = tmp_path / "x.jsonl"
    file.write_bytes(b"\n".join(an_attempt(id=f"id{i}") for i in range(300)))
    script = """
import os, sys
from tutor.store import exchange, open_store
from tutor.store.merging import taken_over

def interrupted(*all):
    yield from taken_over(*all)
    os.kill(os.getpid(), 9)  # all rows are in, and nothing is committed

exchange.taken_over = interrupted
open_store().merge(open(sys.argv[1], "rb"))
"""
    done = subprocess.run([sys.executable, "-c", script, str(file)], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    store = open_store()
    assert store.attempts() == [] and store.notices == () and store.kept
    with file.open("rb") as source:
        assert store.merge(source).new["attempt"] == 300
    assert len(store.attempts()) == 300


def test_a_pipe_from_one_process_to_another_works_and_a_reader_that_leaves_does_no_harm(
    home_a: Path, own_home: Path
) -> None:
    exported = nntutor("export", home=home_a)
    assert exported.returncode == 0
    imported = nntutor("import", "-", home=own_home, stdin=exported.stdout)
    assert imported.returncode == 0 and b"9 of 9 records taken." in imported.stdout, imported.stderr


def test_reading_an_export_slowly_keeps_nobody_waiting(home_a: Path) -> None:
    slow, other = store_in(home_a), open_store({"NNTUTOR_HOME": str(home_a)}, patience=0.01)
    lines = slow.exported("1")
    next(lines)
    next(lines)
    assert other.record(Attempt("bogs", "x", 1, "x", "right")) is None and other.kept
    assert len(list(lines)) == 8


def test_memory_stays_bounded_whatever_the_size_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "large.jsonl"
    with file.open("wb") as out:
        for i in range(8_000):
            out.write(an_attempt(id=f"id{i}", reply="x" * 10_000) + b"\n")
    script = """
import resource, sys
from tutor.store import open_store
store = open_store()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open(sys.argv[1], "rb") as source:
    assert store.merge(source).new["attempt"] == 8_000
assert sum(1 for _ in store.exported("1")) == 8_001
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print((after - before) // 1024)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    unit = 1024 if sys.platform == "darwin" else 1
    assert int(done.stdout) // unit < 40, f"{done.stdout} MiB for a file of 80"


def test_two_machines_that_went_on_from_one_version_1_file_merge_without_a_contradiction(tmp_path: Path) -> None:
    dump = (Path(__file__).parent / "recorded" / "progress_version_1.sql").read_text(encoding="utf-8")
    insert = "INSERT INTO visits VALUES(?, ?, ?, 'hills', ?, '', NULL, '')"
    for name, page in (("a", 1), ("b", 2)):
        (tmp_path / name).mkdir()
        raw = sqlite3.connect(tmp_path / name / "progress.sqlite3")
        raw.executescript(dump)
        raw.execute(insert, (99, f"visit {name}", f"2027-01-0{page}T00:00:00+00:00", page))
        raw.commit()
        raw.close()
    a, b = store_in(tmp_path / "a"), store_in(tmp_path / "b")
    put(a, lines_of(b))
    put(b, lines_of(a))
    assert lines_of(a) == lines_of(b) and seen(a) == seen(b)
    assert a.last_place() == Bookmark("hills", 2)


def test_a_reset_that_two_machines_took_back_is_taken_back_once(tmp_path: Path) -> None:
    a, b = store_in(tmp_path / "a"), store_in(tmp_path / "b")
    a.record(Attempt("hills", "double", 1, "x", "right"))
    a.reset()
    put(b, lines_of(a))
    assert a.undo_reset() == b.undo_reset() == 1
    ours, theirs = lines_of(a), lines_of(b)
    put(a, theirs)
    put(b, ours)
    assert lines_of(a) == lines_of(b) and seen(a) == seen(b) and len(a.attempts()) == 1
    assert a.undo_reset() is None
