"""The store on a good day: what goes in comes out, also in another session, another thread and another process."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.tutor.shell_support import ROOT
from tutor.store import Attempt, Bookmark, KeptPrediction, Store, open_store, queries
from tutor.store.database import Database
from tutor.store.rows import Value


@pytest.fixture
def store() -> Store:
    return open_store()


def attempt(lesson: str = "hills", question: str = "double", reply: str = "4", verdict: str = "right") -> Attempt:
    return Attempt(lesson, question, 7, reply, "right" if verdict == "right" else "wrong")


def test_an_attempt_comes_back_whole_in_the_next_session() -> None:
    made = Attempt(
        "hills", "double", 7, "−½ \x00 ok", "wrong", "sign flipped", 2, datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
    )
    first = open_store()
    assert first.record(made) is None
    first.close()
    assert open_store().attempts() == [replace(made, reply="−½ ? ok")], "but for what a terminal would obey"


def test_nothing_is_told_when_all_is_well_and_the_file_is_for_its_owner_only(own_home: Path) -> None:
    store = open_store()
    assert store.notices == () and store.kept
    assert store.location == own_home / "progress.sqlite3"
    assert store.location.stat().st_mode & 0o777 == 0o600
    assert own_home.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in own_home.iterdir()] == ["progress.sqlite3"]


def test_without_a_home_of_its_own_it_lies_in_the_platforms_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    location = open_store({"NNTUTOR_HOME": ""}).location
    assert location is not None and location.parent.name == "nntutor" and tmp_path in location.parents


def test_attempts_are_the_lessons_own_oldest_first_whatever_their_clock_says(store: Store) -> None:
    late, early = datetime(2030, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)
    store.record(Attempt("hills", "a", 1, "x", "right", when=late))
    store.record(Attempt("bogs", "b", 1, "x", "right"))
    store.record(Attempt("hills", "c", 1, "x", "right", when=early))
    assert [made.question for made in store.attempts("hills")] == ["a", "c"]
    assert [made.question for made in store.attempts()] == ["a", "b", "c"]


def test_half_a_character_is_kept_as_a_question_mark(store: Store) -> None:
    store.record(attempt(reply="x\ud800y"))
    assert store.attempts()[0].reply == "x?y"
    assert store.attempts("\ud800") == [] and store.setting("\ud800") is None


def test_a_seed_beyond_64_bits_is_refused_and_leaves_the_store_usable(store: Store) -> None:
    with pytest.raises(OverflowError):
        store.record(Attempt("hills", "double", 2**64, "4", "right"))
    assert store.record(attempt()) is None
    assert len(store.attempts()) == 1


def test_the_last_place_is_found_with_its_draft(store: Store) -> None:
    assert store.last_place() is None
    store.visit(Bookmark("hills", 1))
    store.visit(Bookmark("hills", 2, "double", 7, "0."))
    store.visit(Bookmark("hills", 2, "double", 7, "0.2"))
    store.visit(Bookmark("bogs", 1))
    assert store.last_place() == Bookmark("bogs", 1)
    assert store.last_place("hills") == Bookmark("hills", 2, "double", 7, "0.2")
    assert store.pages_seen("hills") == {1, 2}


def test_showing_a_page_again_forgets_neither_its_question_nor_the_draft(store: Store) -> None:
    store.visit(Bookmark("hills", 2, "double", 7, "0.2"))
    store.visit(Bookmark("hills", 2))
    assert store.last_place() == Bookmark("hills", 2, "double", 7, "0.2")
    store.visit(Bookmark("hills", 2, "bigger", 8))
    assert store.last_place() == Bookmark("hills", 2, "bigger", 8)


def test_each_question_of_a_page_keeps_its_seed_and_its_draft(store: Store) -> None:
    double, bigger = Bookmark("hills", 4, "double", 7, "0."), Bookmark("hills", 4, "bigger", 8)
    for place in (Bookmark("hills", 4), double, bigger, Bookmark("hills", 1), Bookmark("bogs", 4, "double", 9), double):
        store.visit(place)
    assert store.left("hills") == {"double": double, "bigger": bigger}
    assert store.last_place() == double and store.pages_seen("hills") == {1, 4}
    store.visit(Bookmark("hills", 4, "double", 7, "0.2"))
    again = open_store().left("hills")
    assert again["double"].draft == "0.2" and again["bigger"] == bigger


def test_going_to_and_fro_between_questions_lengthens_no_file(store: Store) -> None:
    for draft in range(20):
        store.visit(Bookmark("hills", 4, "double" if draft % 2 else "bigger", 7, str(draft)))
    assert sum('"type": "visit"' in line for line in store.exported("1")) == 2


@pytest.mark.parametrize("days", [0, -400], ids=["a good clock", "a clock that has run backwards"])
def test_what_was_replied_to_since_was_not_left_there(store: Store, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    store.visit(Bookmark("hills", 4, "double", 7, "0."))
    later = datetime.now(UTC) + timedelta(days=days)
    store.record(Attempt("hills", "double", 9, "4", "wrong", when=later))
    assert store.left("hills") == {}
    monkeypatch.setattr("tutor.store.store.now", lambda: later)
    store.visit(Bookmark("hills", 4, "double", 9, "0.3"))
    assert store.left("hills") == {"double": Bookmark("hills", 4, "double", 9, "0.3")}


def test_a_reset_hides_what_was_left_and_is_taken_back_with_it(store: Store) -> None:
    left = Bookmark("hills", 4, "double", 7, "0.")
    store.visit(left)
    store.record(attempt("hills", "bigger"))
    store.reset("hills")
    assert store.left("hills") == {}
    store.visit(Bookmark("hills", 4, "bigger", 8, "1"))
    store.undo_reset()
    assert store.left("hills") == {"double": left, "bigger": Bookmark("hills", 4, "bigger", 8, "1")}


def test_a_reset_hides_attempts_and_pages_and_is_taken_back_whole(store: Store) -> None:
    store.visit(Bookmark("hills", 3))
    store.record(attempt())
    store.record(attempt("bogs"))
    assert store.reset("hills") == 1
    assert store.attempts("hills") == [] and store.pages_seen("hills") == set() and store.last_place() is None
    assert len(store.attempts()) == 1
    assert store.undo_reset() == 1
    assert len(store.attempts()) == 2 and store.last_place() == Bookmark("hills", 3)
    assert store.undo_reset() is None


def test_resets_are_taken_back_last_first_and_an_empty_one_is_none(store: Store) -> None:
    store.record(attempt())
    store.reset("hills")
    store.record(attempt(reply="later"))
    assert store.reset() == 1
    assert store.reset() == 0
    assert store.undo_reset() == 1
    assert [made.reply for made in store.attempts()] == ["later"]
    assert store.undo_reset() == 1
    assert [made.reply for made in store.attempts()] == ["4", "later"]


def test_a_setting_is_what_it_was_last_set_to(store: Store) -> None:
    assert store.setting("theme") is None
    store.set_setting("theme", "dark")
    store.set_setting("theme", "light")
    assert store.setting("theme") == "light"


def test_any_thread_may_write_and_read(store: Store) -> None:
    def work(number: int) -> None:
        for i in range(10):
            store.record(attempt(question=f"{number}", reply=f"{i}"))
            store.visit(Bookmark("hills", number))
            store.attempts()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = store.attempts()
    assert {(one.question, one.reply) for one in made} == {(f"{n}", f"{i}") for n in range(1, 5) for i in range(10)}
    assert len(made) == 40
    assert store.pages_seen("hills") == {1, 2, 3, 4}


WRITER = """
import sys
from tutor.store import Attempt, Bookmark, open_store
store = open_store()
for batch in range(20):
    print("ready", flush=True)
    sys.stdin.readline()
    for i in range(15):
        assert store.record(Attempt("hills", sys.argv[1], 15 * batch + i, "x", "right")) is None
    store.visit(Bookmark("hills", batch))
assert store.kept
"""


def test_two_terminals_at_once_lose_nothing() -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for name in "ab"
    ]
    for _ in range(20):  # both are let go at once, again and again, so that neither can be done before the other begins
        for writer in writers:
            assert writer.stdout is not None and writer.stdout.readline() == b"ready\n"
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write(b"go\n")
            writer.stdin.flush()
    assert [writer.communicate(timeout=120)[1] for writer in writers] == [b"", b""]
    store = open_store()
    made = store.attempts()
    assert sorted((one.question, one.seed) for one in made) == [(name, i) for name in "ab" for i in range(300)]
    assert len({one.id for one in made}) == 600
    assert sum(one.question != following.question for one, following in itertools.pairwise(made)) >= 20
    assert store.pages_seen("hills") == set(range(20))


KILLED = """
import os, signal, sys
from tutor.store import Attempt, open_store
store = open_store()
for i in range(30):
    store.record(Attempt("hills", "double", i, "x", "wrong"))
    print(i, flush=True)
    if i == 20:
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_in_the_middle_of_a_quiz_keeps_every_answer() -> None:
    done = subprocess.run([sys.executable, "-c", KILLED], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.returncode == -9
    told = [int(line) for line in done.stdout.split()]
    store = open_store()
    assert [made.seed for made in store.attempts()] == told == list(range(21))
    assert store.notices == ()


def test_a_kill_between_writing_and_committing_loses_only_what_was_never_confirmed(own_home: Path) -> None:
    script = """
import os, signal, sqlite3
from tutor.store import Attempt, open_store
store = open_store()
store.record(Attempt("hills", "double", 1, "x", "wrong"))
raw = sqlite3.connect(store.location, isolation_level=None)
raw.execute("PRAGMA cache_size=1")
raw.execute("BEGIN IMMEDIATE")
for i in range(3000):
    raw.execute("INSERT INTO settings VALUES (?, ?)", (f"name {i}", "x" * 500))
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False, timeout=60)
    assert (own_home / "progress.sqlite3-journal").exists(), "the kill came too late to test anything"
    store = open_store()
    assert store.notices == () and len(store.attempts()) == 1
    assert store.setting("name 1") is None


def test_the_newest_prediction_counts_until_a_reset_which_can_be_taken_back() -> None:
    first = open_store()
    first.visit(Bookmark("hills", 2))
    made = [KeptPrediction("hills", "walk", said, "[0, 0.1]") for said in ("down", "up")]
    for one in (*made, KeptPrediction("hills", "walk2", "off", "[]"), KeptPrediction("bogs", "walk", "in", "[]")):
        assert first.keep_prediction(one) is None
    first.close()
    store = open_store()
    assert store.prediction("hills", "walk") == made[1]
    store.reset("hills")
    assert store.prediction("hills", "walk") is None and store.prediction("hills", "walk2") is None
    assert store.prediction("bogs", "walk") is not None
    store.undo_reset()
    assert store.prediction("hills", "walk") == made[1]


def test_a_prediction_that_somebody_has_edited_is_none(store: Store) -> None:
    store.set_setting("predictions/hills/walk/x", "5")
    assert store.prediction("hills", "walk") is None
    store.set_setting("predictions/hills/walk/x", "no JSON")
    assert store.prediction("hills", "walk") is None


def test_a_file_from_before_an_index_is_given_it() -> None:
    first = open_store()
    first.record(Attempt("hills", "double", 1, "x", "right"))
    first._keeper._database.write([("DROP INDEX attempts_by_question", ())])
    first.close()
    again = open_store()
    plan = again._keeper.read("EXPLAIN QUERY PLAN " + queries.EVER_RIGHT, ("hills", "double"))
    assert again.ever_right("hills", "double") and any("attempts_by_question" in str(row) for row in plan)


@pytest.mark.parametrize(("large", "is_read_through"), [(32_000_000, True), (0, False)])
def test_a_small_file_is_read_through_at_each_start_and_an_archive_is_not(
    monkeypatch: pytest.MonkeyPatch, large: int, is_read_through: bool
) -> None:
    open_store().close()
    asked: list[str] = []
    read = Database.read

    def noted(self: Database, sql: str, values: tuple[Value, ...] = ()) -> list[tuple[Value, ...]]:
        asked.append(sql)
        return read(self, sql, values)

    monkeypatch.setattr(Database, "read", noted)
    monkeypatch.setattr("tutor.store.database.LARGE", large)
    store = open_store()
    assert store.kept and any("integrity_check" in sql for sql in asked) == is_read_through
