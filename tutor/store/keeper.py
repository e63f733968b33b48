"""Keeps rows in the file while that can be; otherwise in memory, trying the file again with every write."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock

from tutor.store.database import Database, Statement
from tutor.store.errors import Damaged, Newer, NotKept
from tutor.store.patience import Patience
from tutor.store.rows import Value

Reopen = Callable[[Patience], tuple[Database, str]]
"""Opens the file anew; gives it with a notice for the learner, or "". Raises Newer or NotKept."""
NOT_WRITTEN = (
    "What you did since progress was kept in memory only is not written: the progress file could not be had to the end."
)
REST = 1.0
"""Seconds from one look whether an unreadable file can be read again to the next."""


class Keeper:
    """A database that never fails its caller.

    Args:
        database: in the file, or in memory.
        reopen: opens the file anew; None where there can be none.
        notices: sentences that the learner must be told.
        patience: how long to wait for a file that is held when nothing may go on without it.
        kept: whether `database` is in the file.

    Attributes:
        lock: held during each read and write; whoever reads in order to write holds it for both.
        notices: sentences that the learner must be told once, oldest first.
        kept: whether what is written now reaches the file.
    """

    def __init__(
        self, database: Database, reopen: Reopen | None, notices: Sequence[str], patience: Patience, *, kept: bool
    ) -> None:
        self.lock = RLock()
        self.notices, self.kept = list(notices), kept
        self._database, self._reopen, self._patience = database, reopen, patience
        self._waiting: list[Statement] = []
        self._trouble: str | None = None
        self._looked = time.monotonic()  # when it was last looked whether the file can be had again

    def read(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Value, ...]]:
        """The rows of a query, from memory while the file cannot be had."""
        with self.lock:
            if not self.kept and time.monotonic() > self._looked + REST:
                self._return_to_file(self._patience.briefly())
            try:
                return self._database.read(sql, values)
            except (Damaged, NotKept) as problem:
                self._go_on_in_memory(str(problem))
                return self._database.read(sql, values)

    def write(self, statements: Sequence[Statement]) -> None:
        """Carry out all statements, in the file if that can be."""
        with self.lock:
            if self.kept:
                try:
                    self._database.write(statements)
                    return
                except (Damaged, NotKept) as problem:
                    self._go_on_in_memory(str(problem))
            self._database.write(statements)
            self._waiting.extend(statements)
            self._return_to_file(self._patience.briefly())

    @contextmanager
    def held(self) -> Iterator[Database]:
        """The database itself, for what is to be written to the file or not at all; other threads wait.

        Raises:
            NotKept: the file cannot be written to, or turns out to be damaged meanwhile; the message is a clause.
        """
        with self.lock:
            if not self.kept:
                raise NotKept("the progress file cannot be written to")
            try:
                yield self._database
            except Damaged as problem:
                raise NotKept(f"the progress file is damaged: {problem}") from problem

    def copied(self) -> Database:
        """Return a copy of all there is now, in a database of its own.

        Raises:
            NotKept: it cannot be read; the message is a clause.
        """
        with self.lock:
            try:
                return self._database.copied()
            except (Damaged, Newer) as problem:
                raise NotKept(str(problem)) from problem

    def trouble(self) -> str | None:
        """Why things are kept in memory from now on: a sentence the first time, None when it has been given."""
        with self.lock:
            sentence, self._trouble = self._trouble, None
            return sentence

    def close(self) -> None:
        """Let the file go; what still waits to be written is written first, however long the patience lasts."""
        with self.lock:
            if self._waiting:
                self._return_to_file(self._patience)
            if self._waiting and self._reopen is not None:
                self.notices.append(NOT_WRITTEN)
            self._database.close()

    def _go_on_in_memory(self, reason: str) -> None:
        copy = self._database.in_memory()
        self._database.close()
        self._database, self.kept = copy, False
        self._trouble = (
            f"From here on progress is kept in memory only: {reason}. You can go on; if that mends before you quit, "
            "nothing is lost."
        )
        self.notices.append(self._trouble)

    def _return_to_file(self, patience: Patience) -> None:
        """Write what has been waiting to the file, if that can be written to again."""
        if self._reopen is None:
            return
        try:
            database, notice = self._reopen(patience)
        except (Newer, NotKept):
            self._looked = time.monotonic()
            return
        try:
            database.write(self._waiting)
        except (Damaged, NotKept):
            database.close()
            self._looked = time.monotonic()
            return
        database.patience = self._patience
        self._database.close()
        self._database, self.kept, self._trouble, self._waiting = database, True, None, []
        if notice:
            self.notices.append(notice)
            self._trouble = notice
