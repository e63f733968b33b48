"""The progress file as SQLite sees it: how it is opened, examined, read and written, and what can go wrong.

The only file that imports sqlite3. Two choices want a reason. The journal is a rollback journal and not WAL, because
homes lie on network file systems, where WAL's shared memory does not work. `synchronous=EXTRA` is FULL and a flush of
the folder too, so that a commit that has returned survives a power cut as well as a kill.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from tutor.store.errors import Damaged, Newer, NotKept
from tutor.store.patience import BRIEFLY, Patience
from tutor.store.rows import Row, Value
from tutor.store.schema import INDEXED, INDEXES, SCHEMA, SCHEMA_VERSION
from tutor.store.upgrade import came_later, statements

T = TypeVar("T")
NONE = Patience(0.0)
"""For what nobody else can hold."""

SMALLEST = 512
"""Bytes; no database that SQLite writes is shorter."""

_IN_MEMORY, _ON_DISK = ":memory:", ""
"""Where SQLite makes a database that goes when it is closed; the second spills to the disk when it grows."""

LARGE = 32_000_000
"""Bytes up to which a file is read through at each start, within a tenth of a second or so. Of a larger one (a class's
archive, years of a learner's) damage is found where it is come upon."""
CACHE = 64_000
"""Kilobytes of the file that SQLite may hold in memory; only a file as large as an archive ever comes to it."""

Statement = tuple[str, Row | list[Row]]
"""SQL with its values; a list of rows is carried out once for each."""


class Database:
    """An open progress database, in a file or in memory. Not locked: its owner sees to that.

    Args:
        connection: to SQLite, which waits a moment by itself.

    Attributes:
        patience: what is done when another program holds the file for longer.
    """

    def __init__(self, connection: sqlite3.Connection, patience: Patience = NONE) -> None:
        self._connection, self.patience = connection, patience
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")

    def read(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Value, ...]]:
        """The rows of a query.

        Raises:
            Damaged: the file is not what SQLite wrote.
            NotKept: it cannot be read for another reason.
        """
        try:
            return self._patiently(lambda: self._connection.execute(sql, values).fetchall())
        except _FAILURES as problem:
            raise _named(problem) from problem

    def write(self, statements: Iterable[Statement]) -> None:
        """Carry out all statements or none; they are on the disk when this returns.

        Raises:
            Damaged: the file is not what SQLite wrote.
            NotKept: the disk is full, read-only, or held by somebody else for long.
        """
        self._carry_out("BEGIN IMMEDIATE", statements)

    def write_aside(self, statements: Iterable[Statement]) -> None:
        """Carry out statements upon this connection's own tables (`temp.…`), all or none; the file is not held for it.

        Raises:
            NotKept: there is no room.
        """
        self._carry_out("BEGIN", statements)

    def _carry_out(self, begin: str, statements: Iterable[Statement]) -> None:
        try:
            self._execute(begin)
            for sql, values in statements:
                if isinstance(values, list):
                    self._connection.executemany(sql, values)
                else:
                    self._execute(sql, values)
            self._execute("COMMIT")
        except BaseException as problem:
            self._roll_back()
            if isinstance(problem, _FAILURES):
                raise _named(problem) from problem
            raise

    def _execute(self, sql: str, values: tuple[Value, ...] = ()) -> sqlite3.Cursor:
        return self._patiently(lambda: self._connection.execute(sql, values))

    def _patiently(self, attempt: Callable[[], T]) -> T:
        """Try until nobody holds the file: a statement that found it held has done nothing, a COMMIT too."""
        again = self.patience.wait()
        while True:
            try:
                return attempt()
            except sqlite3.OperationalError as problem:
                if _code(problem) not in _HELD or not again():
                    raise

    def _roll_back(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error:  # a failed COMMIT has rolled back by itself
            return

    def each(self, sql: str) -> Iterator[tuple[Value, ...]]:
        """The rows of a query, one at a time; the file is held until the last of them.

        Raises:
            Damaged: the file is not what SQLite wrote.
            NotKept: it cannot be read for another reason.
        """
        try:
            yield from self._execute(sql)
        except _FAILURES as problem:
            raise _named(problem) from problem

    def in_memory(self) -> Database:
        """A copy in memory of as much as can be read, to go on with when the file cannot be written."""
        try:
            return self.copied(_IN_MEMORY)
        except (Damaged, Newer, NotKept):
            return open_in_memory()

    def copied(self, place: str = _ON_DISK) -> Database:
        """A copy of its own as things are now, up to date; on the disk, until it is closed, unless told otherwise.

        Raises:
            Damaged: the file is not what SQLite wrote.
            Newer: a later nntutor wrote it.
            NotKept: it cannot be read, or there is no room for a copy.
        """
        copy = Database(sqlite3.connect(place, isolation_level=None, check_same_thread=False))
        try:
            self._connection.backup(copy._connection, progress=_unless_held)
            examine(copy)
        except (*_FAILURES, Damaged, Newer, NotKept) as problem:
            copy.close()
            raise _named(problem) if isinstance(problem, _FAILURES) else problem from None
        return copy

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()


def open_in_memory() -> Database:
    """An empty database that lives as long as the process."""
    connection = sqlite3.connect(_IN_MEMORY, isolation_level=None, check_same_thread=False)
    connection.executescript(SCHEMA)
    return Database(connection)


def open_file(path: Path, patience: Patience) -> Database:
    """The progress file at an existing path, with its tables made if it is empty, and examined.

    A file of 0 bytes counts as new and nobody is told: it holds nothing that could be lost, and it is what another
    nntutor, starting at the same moment, leaves for an instant before it makes its tables.

    Args:
        path: where it is.
        patience: how to wait, at each access, for somebody else's write.

    Raises:
        Damaged: it is no progress file, or a broken one.
        Newer: a later nntutor wrote it.
        NotKept: it cannot be written to.
    """
    if 0 < path.stat().st_size < SMALLEST:  # SQLite would take some of these for empty, and write over them
        raise Damaged("it is far too short")
    connection = _connect(path, "rw", patience.at_once)
    database = Database(connection, patience)
    try:
        database.read("PRAGMA journal_mode=DELETE")
        database.read("PRAGMA synchronous=EXTRA")
        database.read(f"PRAGMA cache_size=-{CACHE}")
        if not database.read("SELECT 1 FROM sqlite_master LIMIT 1"):
            database._patiently(lambda: connection.executescript(SCHEMA))
        examine(database)
        _add_indexes(database)
    except _FAILURES as problem:
        database._roll_back()
        database.close()
        raise _named(problem) from problem
    except (Damaged, Newer, NotKept):
        database.close()
        raise
    return database


def open_for_reading(path: Path) -> Database:
    """A copy in memory of a file that can be read but not written to; empty if it cannot be read either."""
    try:
        connection = _connect(path, "ro", BRIEFLY)
    except NotKept:
        return open_in_memory()
    original = Database(connection)
    copy = original.in_memory()
    original.close()
    return copy


def look_into(path: Path, patience: float) -> tuple[int, dict[str, str]]:
    """A progress file's version and the settings in it; nothing about the file is changed.

    Raises:
        Damaged: it is no progress file, or a broken one.
        Newer: a later nntutor wrote it.
        NotKept: it cannot be read.
    """
    if 0 < path.stat().st_size < SMALLEST:
        raise Damaged("it is far too short")
    connection, copy = _connect(path, "ro", patience), sqlite3.connect(":memory:", isolation_level=None)
    database = Database(copy)
    try:
        connection.backup(copy, progress=_unless_held)
        if not database.read("SELECT 1 FROM sqlite_master LIMIT 1"):  # as new
            return SCHEMA_VERSION, {}
        version = examine(database)
        return version, {str(name): str(value) for name, value in database.read("SELECT name, value FROM settings")}
    except _FAILURES as problem:
        raise _named(problem) from problem
    finally:
        connection.close()
        copy.close()


def examine(database: Database) -> int:
    """Make sure that a file is whole and has every table and column; bring one of an older version up to date.

    Returns:
        The version that it had.

    Raises:
        Damaged: it is not whole, or is another program's.
        Newer: a later nntutor wrote it.
        NotKept: it is of an older version and cannot be written to.
    """
    if _size(database) <= LARGE and database.read("PRAGMA integrity_check(1)") != [("ok",)]:
        raise Damaged("the file is not whole")  # the indexes too: reading goes by them
    tables = {table for (table,) in database.read("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "schema_version" not in tables:
        raise Damaged("it is another program's file")
    versions = database.read("SELECT * FROM schema_version")
    version = versions[0][0] if len(versions) == 1 and len(versions[0]) == 1 else None
    if not isinstance(version, int) or version < 1:
        raise Damaged("it does not say its version")
    if version > SCHEMA_VERSION:
        raise Newer(version, SCHEMA_VERSION)
    wanted = {column for column in _columns(open_in_memory()) if not came_later(version, column)}
    if missing := wanted - _columns(database):
        raise Damaged(f"it lacks {min(missing)}")
    if version < SCHEMA_VERSION:
        database.write(statements(version, database.read))
    return version


def _add_indexes(database: Database) -> None:
    """Give a file of the present version the indexes that it was made without."""
    there = {name for (name,) in database.read("SELECT name FROM sqlite_master WHERE type = 'index'")}
    if not there.issuperset(INDEXED):
        database.write((index, ()) for index in INDEXES)


def _size(database: Database) -> int:
    """Bytes of a database."""
    (pages,), (page,) = database.read("PRAGMA page_count")[0], database.read("PRAGMA page_size")[0]
    return int(pages or 0) * int(page or 0)


def _columns(database: Database) -> set[str]:
    rows = database.read(
        "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
    )
    return {str(name) for (name,) in rows}


def _connect(path: Path, mode: str, patience: float) -> sqlite3.Connection:
    try:
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=patience,
            isolation_level=None,
            check_same_thread=False,
        )
    except sqlite3.Error as problem:
        raise _named(problem) from problem


_FAILURES = (sqlite3.Error, UnicodeDecodeError)
_HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "the file may not be written to",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened",
    sqlite3.SQLITE_BUSY: "another program is holding the file",
    sqlite3.SQLITE_LOCKED: "another program is holding the file",
    sqlite3.SQLITE_PERM: "the file may not be opened",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
}


def _unless_held(status: int, _remaining: int, _total: int) -> None:
    """Give up on a backup from a locked file, for which sqlite3 would wait for ever."""
    if status in _HELD:
        raise NotKept(_REASONS[status])


def _code(problem: Exception) -> int:
    """Return SQLite's number for a problem, without the details."""
    return int(getattr(problem, "sqlite_errorcode", 0)) & 0xFF


def _named(problem: Exception) -> Damaged | NotKept:
    if isinstance(problem, UnicodeDecodeError):  # sqlite3 quotes what it found in the file
        return Damaged("there is no sense in it")
    code = _code(problem)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Damaged(str(problem))
    return NotKept(_REASONS.get(code, str(problem)))
