"""Where the progress file lies, how it comes to be, and what happens to one that is damaged."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tutor.store.database import Database, open_file, open_for_reading, open_in_memory
from tutor.store.errors import Damaged, Newer, NotKept
from tutor.store.patience import PATIENCE, Patience, nobody_waits
from tutor.store.records import now
from tutor.store.store import Store
from tutor.text.served import CANNOT_BE_KEPT, is_served, told

FILE_NAME = "progress.sqlite3"
_COMPANIONS = ("-journal", "-wal", "-shm")
"""Endings of the files that SQLite keeps beside its own; they belong to that file and must go where it goes."""


def open_store(
    environment: Mapping[str, str] | None = None,
    patience: float = PATIENCE,
    say: Callable[[str], object] = nobody_waits,
) -> Store:
    """The learner's progress; this never raises.

    Args:
        environment: where NNTUTOR_HOME is looked up, the process's own by default.
        patience: seconds to wait, at each access, while another program holds the file.
        say: is handed a sentence when that takes more than a moment; `Store.patience.say` may be changed later.

    Returns:
        A store that keeps everything in its file or, where that cannot be, in memory, with a notice that says why.
    """
    try:
        path = home(os.environ if environment is None else environment) / FILE_NAME
    except (OSError, RuntimeError, ValueError) as problem:
        return Store(open_in_memory(), notices=(not_kept_notice(_reason(problem), None),), kept=False)
    served = is_served(environment)
    try:
        waits = Patience(patience, say)
        database, notice = open_path(path, waits)
    except Newer as problem:
        notice = (
            f"Your progress in {path} was written by a newer nntutor ({problem}). It is left as it is, "
            "and this session is not kept. Upgrade nntutor to go on with it."
        )
        return Store(open_in_memory(), notices=(told(notice, environment),), kept=False)
    except NotKept as problem:
        reason = told(problem, environment)
        notice = CANNOT_BE_KEPT.format(reason=reason) if served else not_kept_notice(reason, path)
        return Store(open_for_reading(path), path, partial(open_path, path), (notice,), waits, kept=False)
    return Store(database, path, partial(open_path, path), (notice,) if notice else (), waits, kept=True)


def home(environment: Mapping[str, str]) -> Path:
    """The folder for progress: NNTUTOR_HOME if that is set, the platform's folder for user data otherwise."""
    if chosen := environment.get("NNTUTOR_HOME", ""):
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_dir

    return Path(user_data_dir("nntutor")).absolute()


def not_kept_notice(reason: str, path: Path | None) -> str:
    """Return the sentences that tell a learner that the session goes on in memory."""
    where = f" in {path}" if path else ""
    return (
        f"Progress cannot be kept{where}: {reason}. You can learn all the same, and what you do stays until you quit. "
        "To keep it, make room there or set NNTUTOR_HOME to a folder that can be written to."
    )


def open_path(path: Path, patience: Patience) -> tuple[Database, str]:
    """The database at a path, made if there is none, and a notice if a damaged one had to be set aside.

    Raises:
        Newer: a later nntutor wrote the file, which is left alone.
        NotKept: nothing can be written there.
    """
    try:
        _make_file(path)
        return open_file(path, patience), ""
    except Damaged:
        pass
    except OSError as problem:
        raise NotKept(_reason(problem)) from problem
    try:
        with _one_at_a_time(path.parent):
            return _replace_damaged(path, patience)
    except OSError as problem:
        raise NotKept(f"the file is damaged and cannot be set aside ({_reason(problem)})") from problem


def _make_file(path: Path) -> None:
    """Make the folder and the file, for their owner only; what exists already keeps its permissions."""
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        raise NotKept(f"{path.name} is not a file")
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600))


def _replace_damaged(path: Path, patience: Patience) -> tuple[Database, str]:
    try:
        _make_file(path)
        return open_file(path, patience), ""  # another terminal has replaced it meanwhile
    except Damaged as damage:
        aside = _free_name(path)
        path.rename(aside)
        for companion in _COMPANIONS:
            if (beside := path.with_name(path.name + companion)).exists():
                beside.rename(aside.with_name(aside.name + companion))
        notice = (
            f"The progress file could not be read ({damage}). Nothing was deleted: it now lies beside its place as "
            f"{aside.name}, and a new one has been started."
        )
    _make_file(path)
    try:
        return open_file(path, patience), notice
    except Damaged as damage:  # a new file that cannot be read back: the disk itself is at fault
        raise NotKept("the disk does not give back what is written to it") from damage


def _free_name(path: Path) -> Path:
    stamp = now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    name = f"{path.stem}-damaged-{stamp}"
    candidates = (path.with_name(f"{name}{extra}{path.suffix}") for extra in ("", *(f"-{i}" for i in range(2, 10_000))))
    return next(candidate for candidate in candidates if not os.path.lexists(candidate))


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Keep two terminals from setting aside each other's new file; where folders cannot be locked, go on without."""
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            yield
        else:
            yield
    finally:
        os.close(handle)


def _reason(problem: Exception) -> str:
    """Return the system's reason, as a clause: "permission denied"."""
    if isinstance(problem, FileExistsError | NotADirectoryError):
        return "a file stands where a folder should be"
    words = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return words[:1].lower() + words[1:]
