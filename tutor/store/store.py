"""The store: attempts, places, resets and settings as the rest of the program sees them.

Nothing is ever deleted. A reset is a row, with a row for each record that it hides; undoing it is a row too. So what a
learner has done is a union of sets, which two machines can merge in any order.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from tutor.store.database import Database, Statement, Value
from tutor.store.keeper import Keeper, Reopen
from tutor.store.records import Attempt, Foretold, Place, new_id, now

_VISIBLE = """NOT EXISTS (
    SELECT 1 FROM hidden h WHERE h.record = id AND NOT EXISTS (SELECT 1 FROM undos u WHERE u.reset = h.reset))"""
_HERE = f"(?1 IS NULL OR lesson = ?1) AND {_VISIBLE}"
_ATTEMPTS = f"""SELECT lesson, question, seed, reply, verdict, misconception, hints, at, id FROM attempts
    WHERE {_HERE} ORDER BY number"""
_NEWEST_VISIT = f"""SELECT id, lesson, page, question, seed, draft FROM visits
    WHERE {_HERE} ORDER BY number DESC LIMIT 1"""
_PAGES = f"SELECT DISTINCT page FROM visits WHERE {_HERE}"
# A prediction is a setting with an id at the end of its name, so that a reset can hide it as it hides any record.
_FORETOLD = f"""SELECT id, value FROM (SELECT name AS id, value, rowid AS number FROM settings)
    WHERE substr(id, 1, length(?1)) = ?1 AND {_VISIBLE} ORDER BY number DESC LIMIT 1"""
_RECORDS = """SELECT id FROM (SELECT id, lesson FROM attempts UNION ALL SELECT id, lesson FROM visits)
    WHERE ?1 IS NULL OR lesson = ?1
    UNION ALL SELECT name FROM settings WHERE substr(name, 1, length(?2)) = ?2"""
_LAST_RESET = "SELECT id FROM resets WHERE id NOT IN (SELECT reset FROM undos) ORDER BY number DESC LIMIT 1"


class Store:
    """One learner's progress. Any method may be called from any thread; each write is on the disk when it returns.

    Attributes:
        location: the file, or None if there can be none.
    """

    def __init__(
        self,
        database: Database,
        location: Path | None = None,
        reopen: Reopen | None = None,
        notices: tuple[str, ...] = (),
        *,
        kept: bool,
    ) -> None:
        self.location = location
        self._keeper = Keeper(database, reopen, notices, kept=kept)

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences that the learner must be told once, oldest first; there may come to be more of them."""
        return tuple(self._keeper.notices)

    @property
    def kept(self) -> bool:
        """Whether what is written now reaches the file."""
        return self._keeper.kept

    def record(self, attempt: Attempt) -> str | None:
        """Keep an attempt.

        Returns:
            A sentence for the learner when, from now on, it is kept in memory only; otherwise None.

        Raises:
            OverflowError: the seed is no 64-bit number.
        """
        sql = "INSERT INTO attempts (lesson, question, seed, reply, verdict, misconception, hints, at, id)"
        a = attempt
        mistake = None if a.misconception is None else _clean(a.misconception)
        values = (_clean(a.lesson), _clean(a.question), a.seed, _clean(a.reply), a.verdict, mistake, a.hints)
        self._keeper.write([(f"{sql} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*values, _moment(a.when), a.id))])
        return self._keeper.trouble()

    def attempts(self, lesson: str | None = None) -> list[Attempt]:
        """Attempts at one lesson's questions, or at all, oldest first, without those that a reset hides."""
        rows = self._of(_ATTEMPTS, lesson)
        return [attempt for row in rows if (attempt := _attempt(row)) is not None]

    def visit(self, place: Place) -> str | None:
        """Remember where the learner is; another question or draft on the same page takes the last one's place.

        A place without a question leaves that page's question and draft as they are, so that a page may be shown first
        and its quiz taken up after.

        Returns:
            As `record`.
        """
        details = (_clean(place.question), place.seed, _clean(place.draft), _moment(now()))
        with self._keeper.lock:
            newest = self._of(_NEWEST_VISIT, None)
            same_page = bool(newest) and newest[0][1:3] == (place.lesson, place.page)
            if same_page and newest[0][3] and not place.question:
                return None
            if same_page:
                sql = "UPDATE visits SET question = ?, seed = ?, draft = ?, at = ? WHERE id = ?"
                self._keeper.write([(sql, (*details, newest[0][0]))])
            else:
                sql = "INSERT INTO visits (question, seed, draft, at, id, lesson, page) VALUES (?, ?, ?, ?, ?, ?, ?)"
                self._keeper.write([(sql, (*details, new_id(), _clean(place.lesson), place.page))])
        return self._keeper.trouble()

    def last_place(self, lesson: str | None = None) -> Place | None:
        """Where the learner was last, in this lesson or anywhere."""
        for _, in_lesson, page, question, seed, draft in self._of(_NEWEST_VISIT, lesson):
            if isinstance(page, int) and (seed is None or isinstance(seed, int)):
                return Place(str(in_lesson), page, str(question), seed, str(draft))
        return None

    def pages_seen(self, lesson: str) -> frozenset[int]:
        """The pages of a lesson that have been on screen."""
        return frozenset(page for (page,) in self._of(_PAGES, lesson) if isinstance(page, int))

    def foretell(self, foretold: Foretold) -> str | None:
        """Keep what was predicted of a demo; the newest prediction of it counts.

        Returns:
            As `record`.
        """
        name = _key(foretold.lesson, foretold.demo) + foretold.id
        return self.set_setting(name, json.dumps([foretold.said, foretold.made_for]))

    def foretold(self, lesson: str, demo: str) -> Foretold | None:
        """What was predicted of a demo, unless a reset hides it."""
        key = _key(lesson, demo)
        for name, value in self._keeper.read(_FORETOLD, (key,)):
            with suppress(ValueError, TypeError):  # somebody has edited it into something else
                said, made_for = json.loads(str(value))
                return Foretold(lesson, demo, str(said), str(made_for), str(name).removeprefix(key))
        return None

    def reset(self, lesson: str | None = None) -> int:
        """Hide what was done in a lesson, or everywhere; `undo_reset` brings it back.

        Returns:
            How many attempts that hides. The pages seen and the predictions made are hidden with them.
        """
        with self._keeper.lock:
            before = len(self.attempts(lesson))
            if not before and not self._of(_PAGES, lesson):
                return 0
            # What an earlier reset hides is listed again, so that taking back that one does not take back this one.
            records = self._keeper.read(_RECORDS, (None if lesson is None else _clean(lesson), _key(lesson)))
            reset = new_id()
            row: Statement = ("INSERT INTO resets (id, at, lesson) VALUES (?, ?, ?)", (reset, _moment(now()), lesson))
            hide = "INSERT INTO hidden (reset, record) VALUES (?, ?)"
            self._keeper.write([row, *((hide, (reset, record)) for (record,) in records)])
            return before

    def undo_reset(self) -> int | None:
        """Take back the last reset that has not been taken back.

        Returns:
            How many attempts that brings back, or None if there is no such reset.
        """
        with self._keeper.lock:
            resets = self._keeper.read(_LAST_RESET)
            if not resets:
                return None
            before = len(self.attempts())
            sql = "INSERT OR IGNORE INTO undos (id, at, reset) VALUES (?, ?, ?)"
            self._keeper.write([(sql, (new_id(), _moment(now()), resets[0][0]))])
            return len(self.attempts()) - before

    def setting(self, name: str) -> str | None:
        """What a setting was last set to, or None."""
        rows = self._keeper.read("SELECT value FROM settings WHERE name = ?", (_clean(name),))
        return str(rows[0][0]) if rows else None

    def set_setting(self, name: str, value: str) -> str | None:
        """Keep a setting.

        Returns:
            As `record`.
        """
        sql = "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)"
        self._keeper.write([(sql, (_clean(name), _clean(value)))])
        return self._keeper.trouble()

    def close(self) -> None:
        """Let the file go. Everything is in it already, unless `notices` said otherwise."""
        self._keeper.close()

    def _of(self, sql: str, lesson: str | None) -> list[tuple[Value, ...]]:
        return self._keeper.read(sql, (None if lesson is None else _clean(lesson),))


def _clean(text: str) -> str:
    """Text that can be stored: halves of surrogate pairs, which no encoding has, become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _key(lesson: str | None, demo: str | None = None) -> str:
    """How the names of predictions begin: of all, of a lesson, or of one of its demos."""
    return _clean("".join(f"{part}/" for part in ("predictions", lesson, demo) if part is not None))


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat()


def _attempt(row: tuple[Value, ...]) -> Attempt | None:
    """A row as an attempt; None if somebody has edited it into something else."""
    lesson, question, seed, reply, verdict, misconception, hints, at, record = row
    try:
        when = datetime.fromisoformat(str(at)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if not isinstance(seed, int) or not isinstance(hints, int) or verdict not in ("right", "wrong"):
        return None
    outcome: Literal["right", "wrong"] = "right" if verdict == "right" else "wrong"
    mistake = None if misconception is None else str(misconception)
    return Attempt(str(lesson), str(question), seed, str(reply), outcome, mistake, hints, when, str(record))
