"""What comes from outside is checked at the door: whatever a record says, nothing that is printed or drawn suffers."""

from __future__ import annotations

import io
import itertools
import json
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor.store import Attempt, Bookmark, Event, Store, open_store
from tutor.store.database import Database
from tutor.store.merged import Merged
from tutor.store.rows import LATEST, clean, microseconds
from tutor.store.spool import TOGETHER
from tutor.study.graduation.certificate import FORMATS
from tutor.study.graduation.records import graduations
from tutor.study.notes.notes import notes
from tutor.study.progress.mistakes import mistakes
from tutor.text.words import ago, date

pytestmark = pytest.mark.usefixtures("own_home")
NOW = datetime(2026, 1, 2, tzinfo=UTC)
HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil\u2066\r\n\x00\u2028 ✓"
TEN = [{"lesson": "hills", "question": f"q{i}", "seed": i, "right": True} for i in range(10)]


def attempt(**changes: object) -> dict[str, object]:
    fields: dict[str, object] = {"type": "attempt", "id": "one", "at": NOW.isoformat(), "tick": 5, "lesson": "hills"}
    fields |= {"question": "double", "seed": 1, "reply": "4", "verdict": "right", "misconception": None, "hints": 0}
    return {**fields, **changes}


def graduation(**changes: object) -> dict[str, object]:
    data = {"part": "one", "seed": 7, "questions": TEN, "title": "The part", "version": "1.0", **changes}
    return {
        "type": "event",
        "id": "g",
        "at": NOW.isoformat(),
        "tick": 9,
        "kind": "graduation",
        "lesson": "",
        "data": data,
    }


def merged(store: Store, *records: dict[str, object]) -> Merged:
    return store.merge(io.BytesIO("\n".join(map(json.dumps, records)).encode()))


def written(store: Store) -> Iterator[str]:
    """All that is made of what is kept."""
    from lessons.kit.errors import LessonError

    def load(_: str) -> object:
        raise LessonError("it is not here")

    yield from notes(store, [], load)  # type: ignore[arg-type]
    for mistake in mistakes(store.attempts()):
        yield f"{mistake.name} {mistake.lesson} {ago(mistake.when, NOW)} {date(mistake.when)}\n"
    for won in graduations(store):
        for name, form in FORMATS.items():
            text = form.write(won, "Zoë")
            yield text
            if name == "svg":
                ElementTree.fromstring(text)
    yield from (f"{made.reply}\n" for made in store.attempts())


def is_harmless(text: str) -> bool:
    return not any(
        sign != "\n" and (unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") or sign in "\u202e\u2066")
        for sign in text
    )


def test_nothing_hostile_in_a_record_reaches_what_is_written() -> None:
    store = open_store()
    came = merged(
        store,
        attempt(reply=HOSTILE, verdict="wrong", misconception=HOSTILE),
        graduation(title=HOSTILE, version=HOSTILE),
        {**graduation(), "id": "r", "kind": "run", "lesson": "hills", "data": {"title": HOSTILE, "code": HOSTILE}},
        {
            **graduation(),
            "id": "p",
            "kind": "prediction",
            "data": {"demo": HOSTILE, "said": HOSTILE, "made_for": HOSTILE},
        },
    )
    assert came.taken == 4 and len(graduations(store)) == 1
    assert all(map(is_harmless, written(store)))
    assert "evil" in "".join(written(store)), "the rest of it stays readable"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"])
@pytest.mark.parametrize(
    "at",
    ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00", "1969-12-31T00:00:00Z", "9999-01-01T00:00:00-12:00"],
)
def test_times_that_are_no_date_everywhere_are_named(at: str, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    store = open_store()
    came = merged(store, attempt(at=at), attempt(id="two", at="9998-12-31T23:59:59-12:00", tick=6), graduation())
    ((line, reason),) = came.problems
    assert line == 1 and "“at” is no time from 1970 to 9998" in reason
    assert [made.id for made in store.attempts()] == ["two"]
    assert all(map(is_harmless, written(store)))


def test_what_an_earlier_version_let_in_is_made_harmless_when_it_is_read() -> None:
    store = open_store()
    merged(store, attempt(), graduation())
    database = store._keeper._database
    database.write([("UPDATE attempts SET at = '0001-01-01T00:00:00+00:00', reply = ?", (HOSTILE,))])
    hostile = json.dumps({**graduation(title=HOSTILE)["data"]})  # type: ignore[dict-item]
    database.write([("UPDATE events SET at = '9999-12-31T23:59:59+00:00', data = ?", (hostile,))])
    assert len(store.attempts()) == len(graduations(store)) == 1
    assert all(map(is_harmless, written(store)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lesson", "hills; rm -rf ~"), ("lesson", "\x1b[31m"), ("question", "a b"), ("question", "q" * 101),
        ("id", "a\x1bb"), ("id", "a\nb"), ("hints", -1), ("hints", 10**7), ("seed", True), ("tick", 2**61),
    ],
)  # fmt: skip
def test_what_cannot_be_so_is_named_with_its_field(field: str, value: object) -> None:
    ((_, reason),) = merged(open_store(), attempt(**{field: value})).problems
    assert reason.startswith(f"“{field}” is no")


@pytest.mark.parametrize("tick", [4 * 10**17, 2**60, microseconds(LATEST)])
@pytest.mark.parametrize("kind", ["attempt", "event", "visit", "reset"])
def test_a_tick_from_outside_never_sets_the_clock_here(tmp_path: Path, kind: str, tick: int) -> None:
    a, b = (open_store({"NNTUTOR_HOME": str(tmp_path / name)}) for name in "ab")
    stamp = {"type": kind, "id": "far", "at": NOW.isoformat(), "tick": tick, "lesson": "bogs"}
    rest = {
        "attempt": attempt(),
        "event": graduation(),
        "visit": {"page": 1, "question": "", "seed": None, "draft": ""},
    }
    assert merged(a, {**rest.get(kind, {}), **stamp}).taken == 1
    a.record(Attempt("hills", "double", 1, "x", "right"))
    a.add_event(Event("run", "hills", {}))
    a.visit(Bookmark("hills", 1))
    a.reset("hills")
    while a.undo_reset() is not None:  # the one that came goes for the last
        pass
    lines = list(a.exported("1"))
    ours = [json.loads(line) for line in lines[1:] if '"far"' not in line]
    assert all(record.get("tick", 0) <= microseconds(datetime.now(UTC)) + 10 for record in ours)
    came = b.merge(io.BytesIO("".join(lines).encode()))
    assert came.unread == came.others == 0 and came.taken == len(lines) - 1
    assert [made.id for made in b.attempts("hills")] == [made.id for made in a.attempts("hills")] != []


def test_answers_given_after_such_a_tick_was_followed_are_importable(tmp_path: Path) -> None:
    """An earlier version went on from 4 × 10¹⁷, and then could not read its own export."""
    a, b = (open_store({"NNTUTOR_HOME": str(tmp_path / name)}) for name in "ab")
    merged(a, attempt(), attempt(id="after", tick=6))
    a._keeper._database.write([("UPDATE attempts SET tick = 400000000000000000 + tick", ())])
    assert b.merge(io.BytesIO("".join(a.exported("1")).encode())).new["attempt"] == 2


def test_a_record_kept_unclean_by_an_earlier_version_is_still_the_same_record() -> None:
    store = open_store()
    merged(store, attempt(reply="x"))
    store._keeper._database.write([("UPDATE attempts SET reply = ?", ("a\x1bb",))])
    came = store.merge(io.BytesIO("".join(store.exported("1")).encode()))
    assert (came.known, came.others, came.unread) == (1, 0, 0)


def test_two_lines_that_differ_only_later_than_any_batch_are_told() -> None:
    records = [attempt(id=f"id{i}") for i in range(2 * TOGETHER)]
    came = merged(open_store(), *records, attempt(id="id3", reply="other"), records[5])
    assert came.new["attempt"] == 2 * TOGETHER and came.known == 1 and came.unread == 1
    assert came.problems[0][0] == 2 * TOGETHER + 1 and "same id" in came.problems[0][1]


def test_an_import_that_comes_in_slowly_keeps_no_other_terminal_waiting() -> None:
    one, other = open_store(), open_store(patience=0.01)

    class Slow(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 200_000 and not other.attempts("bogs"):
                assert other.record(Attempt("bogs", "x", 1, "x", "right")) is None and other.kept
            return super().readline(-1 if size is None else size)

    lines = "\n".join(json.dumps(attempt(id=f"id{i}")) for i in range(2_000))
    assert one.merge(Slow(lines.encode())).new["attempt"] == 2_000
    assert len(other.attempts("bogs")) == 1 and len(one.attempts()) == 2_001


def test_merging_takes_as_many_statements_for_many_records_as_for_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite adds them by itself; no more than a few are held at once."""
    counts, held = [0], [0]
    carry_out = Database.write

    def counted(self: Database, statements: Iterator[object]) -> None:
        def each() -> Iterator[object]:
            for statement in statements:
                counts[-1] += 1
                yield statement

        carry_out(self, each())  # type: ignore[arg-type]

    monkeypatch.setattr(Database, "write", counted)
    monkeypatch.setattr(Database, "write_aside", _watching(Database.write_aside, held))
    for records in (10, 5 * TOGETHER):
        store = open_store({"NNTUTOR_HOME": str(tmp_path / str(records))})
        counts.append(0)
        assert merged(store, *(attempt(id=f"id{i}") for i in range(records))).new["attempt"] == records
    assert counts[-1] == counts[-2] <= 3 and held[0] == TOGETHER


def _watching(write: object, held: list[int]) -> object:
    """`Database.write_aside`, noting the most rows that are handed over at once."""

    def watched(self: Database, statements: Iterator[tuple[str, object]]) -> None:
        def each() -> Iterator[tuple[str, object]]:
            for sql, values in statements:
                held[0] = max(held[0], len(values) if isinstance(values, list) else 0)
                yield sql, values

        write(self, each())  # type: ignore[operator]

    return watched


TEXTS = st.text(max_size=20) | st.just(HOSTILE)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | st.floats(),
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)
VALUES = st.one_of(
    DATA, st.sampled_from([NOW.isoformat(), "right", "hills", "q1", 10**4000, TEN, 2**63, "9999-12-31T23:00:00-09:00"])
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.sampled_from([attempt(), graduation()]), st.data())
def test_whatever_a_record_says_everything_can_still_be_written(
    tmp_path_factory: pytest.TempPathFactory, record: dict[str, object], data: st.DataObject
) -> None:
    changed = dict(record)
    fields = data.draw(st.lists(st.sampled_from(sorted(set(record) - {"type"})), max_size=3))
    for field in fields:
        changed[field] = data.draw(VALUES)
    if isinstance(changed.get("data"), dict):
        inside = data.draw(st.dictionaries(st.sampled_from(["part", "seed", "questions", "title", "version"]), VALUES))
        changed["data"] = {**changed["data"], **inside}  # type: ignore[dict-item]
    store = open_store({"NNTUTOR_HOME": str(tmp_path_factory.mktemp("home"))})
    came = store.merge(
        io.BytesIO((_as_json(changed) + "\n" + _as_json(attempt(id="sound"))).encode("utf-8", "replace"))
    )
    assert came.taken >= 1 and all(is_harmless(text) for text in written(store))
    assert all(reason.isprintable() for _, reason in came.problems)
    again = store.merge(io.BytesIO("".join(store.exported("1")).encode()))
    assert again.unread == again.others == 0 and again.known == again.records
    store.close()


def _as_json(record: dict[str, object]) -> str:
    import sys

    former = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return json.dumps(record)
    finally:
        sys.set_int_max_str_digits(former)


@given(st.text())
def test_clean_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    assert is_harmless(clean(text)) and "\n" not in clean(text)
    assert clean(clean(text)) == clean(text)
    assert clean("Zoë 👩\u200d🔬 ½ −3") == "Zoë 👩\u200d🔬 ½ −3"


def test_looking_at_progress_reads_no_more_of_many_replies_than_of_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lessons.kit.course import outline
    from tests.tutor.shell_support import make_course
    from tutor.study.graduation.outlook import outlooks
    from tutor.study.progress.mastery import with_mastery

    read, rows = Database.read, itertools.count()
    counts: list[int] = []

    def counted(self: Database, sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        found = read(self, sql, values)  # type: ignore[arg-type]
        counts[-1] += len(found)
        return found  # type: ignore[return-value]

    parts = outline(make_course(tmp_path))
    for replies in (250, 2_500):
        store = open_store({"NNTUTOR_HOME": str(tmp_path / str(replies))})
        merged(store, *(attempt(id=f"id{next(rows)}", seed=i, tick=i) for i in range(replies)))
        counts.append(0)
        with monkeypatch.context() as patch:
            patch.setattr(Database, "read", counted)
            outlooks(store, parts, with_mastery(store, parts, NOW))
    assert counts[0] == counts[1] < 250
