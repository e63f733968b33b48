"""The store: attempts, places, events, resets and settings as the rest of the program sees them.

Nothing is ever deleted. A reset is a row, with a row for each record that it hides; undoing it is a row too. So what a
learner has done is a union of sets, which two machines can merge in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tutor.store import queries
from tutor.store.database import Database, Statement
from tutor.store.keeper import Keeper, Reopen
from tutor.store.patience import PATIENCE, Patience
from tutor.store.records import Attempt, Bookmark, Event, KeptPrediction, new_id, now
from tutor.store.rows import Row, Value, clean, in_json, microseconds, moment
from tutor.store.rows import attempt as to_attempt
from tutor.store.rows import event as to_event
from tutor.store.rows import place as to_place

if TYPE_CHECKING:
    from tutor.store.merged import Merged

_PREDICTION = "prediction"
"""The kind of event that a prediction is kept as."""


class Store:
    """One learner's progress. Any method may be called from any thread; each write is on the disk when it returns.

    Attributes:
        location: the file, or None if there can be none.
        patience: what is done, at each access, while another program holds the file.
    """

    def __init__(
        self,
        database: Database,
        location: Path | None = None,
        reopen: Reopen | None = None,
        notices: tuple[str, ...] = (),
        patience: Patience | None = None,
        *,
        kept: bool,
    ) -> None:
        self.location, self.patience = location, patience or Patience(PATIENCE)
        self._keeper = Keeper(database, reopen, notices, self.patience, kept=kept)

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
        a = attempt
        mistake = None if a.misconception is None else clean(a.misconception)
        values = (clean(a.lesson), clean(a.question), a.seed, clean(a.reply), a.verdict, mistake, a.hints)
        self._keeper.write([_tick(a.when), (queries.INSERT_ATTEMPT, (*values, moment(a.when), a.id))])
        return self._keeper.trouble()

    def attempts(self, lesson: str | None = None) -> list[Attempt]:
        """Attempts at one lesson's questions, or at all, oldest first, without those that a reset hides."""
        rows = self._of(queries.ATTEMPTS, lesson)
        return [attempt for row in rows if (attempt := to_attempt(row)) is not None]

    def last_replies(self, questions: Iterable[tuple[str, str]], at_most: int) -> list[Attempt]:
        """The last attempts at some questions, oldest first, without those that a reset hides.

        Args:
            questions: each by its lesson's id and its own name.
            at_most: how many of each; what came before them is not read.
        """
        rows: list[Row] = []
        for lesson, question in dict.fromkeys(questions):
            rows += self._keeper.read(queries.LAST_REPLIES, (clean(lesson), clean(question), at_most))
        rows.sort(key=lambda row: (int(row[0] or 0), str(row[-1])))
        return [attempt for row in rows if (attempt := to_attempt(row[1:])) is not None]

    def has_answered(self, lesson: str) -> bool:
        """Whether any question of a lesson has been replied to, as far as no reset hides it."""
        return bool(self._keeper.read(queries.ANSWERED, (clean(lesson),)))

    def ever_right(self, lesson: str, question: str) -> bool:
        """Whether a question has ever been answered right, as far as no reset hides it."""
        return bool(self._keeper.read(queries.EVER_RIGHT, (clean(lesson), clean(question))))

    def has_replied(self, lesson: str, question: str, seed: int) -> bool:
        """Whether this very drawing of a question has been replied to, as far as no reset hides it."""
        return bool(self._keeper.read(queries.REPLIED, (clean(lesson), clean(question), seed)))

    def add_event(self, event: Event) -> str | None:
        """Keep an event of any kind.

        Returns:
            As `record`.

        Raises:
            ValueError: a number in its data is not finite.
            TypeError: its data hold something that JSON has no word for.
        """
        values = (clean(event.kind), clean(event.lesson), in_json(event.data))
        self._keeper.write([_tick(event.when), (queries.INSERT_EVENT, (*values, moment(event.when), event.id))])
        return self._keeper.trouble()

    def events(self, kind: str, lesson: str | None = None) -> list[Event]:
        """Events of a kind, of one lesson or of all and of none, oldest first, without those that a reset hides."""
        rows = self._keeper.read(queries.EVENTS, (None if lesson is None else clean(lesson), clean(kind)))
        return [event for row in rows if (event := to_event(row)) is not None]

    def visit(self, place: Bookmark) -> str | None:
        """Remember where the learner is; on the same page, or at the same question, the last visit is written over.

        So each question of a page keeps its own seed and draft. A place without a question leaves them as they are, so
        that a page may be shown first and its quiz taken up after.

        Returns:
            As `record`.
        """
        when = now()
        details = (clean(place.question), place.seed, clean(place.draft), moment(when))
        with self._keeper.lock:
            newest = self._of(queries.NEWEST_VISIT, None)
            same_page = bool(newest) and newest[0][1:3] == (place.lesson, place.page)
            if same_page and newest[0][3] and not place.question:
                return None
            before = self._visits_to(place) or (newest if same_page and not newest[0][3] else [])
            if before:
                self._keeper.write([_tick(when), (queries.UPDATE_VISIT, (*details, before[0][0]))])
            else:
                visit = (*details, new_id(), clean(place.lesson), place.page)
                self._keeper.write([_tick(when), (queries.INSERT_VISIT, visit)])
        return self._keeper.trouble()

    def _visits_to(self, place: Bookmark) -> list[tuple[Value, ...]]:
        """The id of the last visit to this very question, if there is one."""
        if not place.question:
            return []
        return self._keeper.read(queries.VISIT_TO_QUESTION, (clean(place.lesson), place.page, clean(place.question)))

    def last_place(self, lesson: str | None = None) -> Bookmark | None:
        """Where the learner was last, in this lesson or anywhere."""
        newest = self._of(queries.NEWEST_VISIT, lesson)
        return to_place(newest[0][1:]) if newest else None

    def left(self, lesson: str) -> dict[str, Bookmark]:
        """Where the learner left each question of a lesson, by its name, unless it has been replied to since."""
        places = (to_place(row) for row in self._of(queries.LEFT, lesson))
        return {place.question: place for place in places if place is not None}

    def pages_seen(self, lesson: str) -> frozenset[int]:
        """The pages of a lesson that have been on screen."""
        return frozenset(
            page for (page,) in self._keeper.read(queries.PAGES, (clean(lesson),)) if isinstance(page, int)
        )

    def keep_prediction(self, made: KeptPrediction) -> str | None:
        """Keep what was predicted of a demo; the newest prediction of it counts.

        Returns:
            As `record`.
        """
        data = {"demo": made.demo, "said": made.option, "made_for": made.made_for}
        return self.add_event(Event(_PREDICTION, made.lesson, data, id=made.id))

    def prediction(self, lesson: str, demo: str) -> KeptPrediction | None:
        """Return the prediction of a scene, unless a reset hides it."""
        for event in reversed(self.events(_PREDICTION, lesson)):
            if event.data.get("demo") == demo:
                option, made_for = (str(event.data.get(name)) for name in ("said", "made_for"))
                return KeptPrediction(lesson, demo, option, made_for, event.id)
        return None

    def reset(self, lesson: str | None = None) -> int:
        """Hide what was done in a lesson, or everywhere; `undo_reset` brings it back.

        Returns:
            How many attempts that hides. The pages seen, the predictions made and all other events are hidden with
            them.
        """
        with self._keeper.lock:
            before = len(self.attempts(lesson))
            if not self._of(queries.ANYTHING, lesson):
                return 0
            # What an earlier reset hides is listed again, so that taking back that one does not take back this one.
            records = self._of(queries.RECORDS, lesson)
            reset, when = new_id(), now()
            row: Statement = (queries.INSERT_RESET, (reset, lesson, moment(when)))
            hide = "INSERT INTO hidden (reset, record) VALUES (?, ?)"
            self._keeper.write([_tick(when), row, *((hide, (reset, record)) for (record,) in records)])
            return before

    def undo_reset(self) -> int | None:
        """Take back the last reset that has not been taken back.

        Returns:
            How many attempts that brings back, or None if there is no such reset.
        """
        with self._keeper.lock:
            resets = self._keeper.read(queries.LAST_RESET)
            if not resets:
                return None
            before, when = len(self.attempts()), now()
            self._keeper.write([_tick(when), (queries.INSERT_UNDO, (new_id(), resets[0][0], moment(when)))])
            return len(self.attempts()) - before

    def setting(self, name: str) -> str | None:
        """Return the value that a setting was last set to, or None."""
        rows = self._keeper.read("SELECT value FROM settings WHERE name = ?", (clean(name),))
        return str(rows[0][0]) if rows else None

    def set_setting(self, name: str, value: str) -> str | None:
        """Keep a setting.

        Returns:
            As `record`.
        """
        sql = "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)"
        self._keeper.write([(sql, (clean(name), clean(value)))])
        return self._keeper.trouble()

    def exported(self, version: str) -> Iterator[str]:
        """All that was ever done, hidden or not, as lines of JSON; not the settings, which suit this machine.

        Args:
            version: the nntutor that this is, for the header.

        Raises:
            NotKept: it cannot be read, when the first line is asked for.
        """
        from tutor.store.exchange import exported

        return exported(self._keeper, version)

    def merge(self, source: BinaryIO) -> Merged:
        """Take in an export: all records in it that can be read and are not here yet, in one transaction.

        Raises:
            Newer: its format is not known yet; nothing is taken.
            NotKept: it cannot be kept in the file; nothing is taken.
            OSError: the source cannot be read; nothing is taken.
        """
        from tutor.store.exchange import merge

        return merge(self._keeper, source)

    def close(self) -> None:
        """Let the file go. What `notices` said is in memory only is written first, if it can be."""
        self._keeper.close()

    def _of(self, sql: str, lesson: str | None) -> list[tuple[Value, ...]]:
        return self._keeper.read(sql, (None if lesson is None else clean(lesson),))


def _tick(when: datetime) -> Statement:
    """Sets the clock for what is written next: never back."""
    return queries.ADVANCE, (microseconds(when),)
