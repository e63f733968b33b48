"""Who may come: anybody with a key, or those whose key stands in a file, which is read again when it changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import asyncssh

from tutor.serve.authorized_keys import KeyLine, UnusableKeyLine, read_line
from tutor.serve.settings import CannotServe

MANY = 20
"""Lines that are spoken of one by one."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Listing:
    """The lines of a file of keys, read.

    Attributes:
        entries: the lines that let somebody in.
        remarks: sentences about lines that cannot be used, or not wholly.
    """

    entries: tuple[KeyLine, ...] = ()
    remarks: tuple[str, ...] = ()


class Register:
    """Who may come.

    Args:
        path: a file in OpenSSH's authorized_keys format, or None for anybody.
        say: gets sentences about what cannot be used in a file that has changed.
        now: seconds since 1970.

    Attributes:
        remarks: such sentences about the file as it is.

    Raises:
        CannotServe: the file cannot be read, or holds no key.
    """

    def __init__(
        self, path: Path | None, say: Callable[[str], None] | None = None, now: Callable[[], float] = time.time
    ) -> None:
        self._path, self._say, self._now = path, say, now
        self._seen: tuple[int, ...] = ()
        self._listing = Listing()
        if path is not None:
            self._read(path)
            if not self._listing.entries:
                raise CannotServe(" ".join([_no_key(path), *self._listing.remarks]))

    @property
    def is_open(self) -> bool:
        """Whether any key will do."""
        return self._path is None

    @property
    def remarks(self) -> tuple[str, ...]:
        """Sentences about lines that cannot be used."""
        return self._listing.remarks

    def entry(self, key: asyncssh.SSHKey, address: str) -> KeyLine | None:
        """Return the line that lets the owner of this key in, from there; None if none does.

        Raises:
            CannotServe: the list cannot be read any more.
        """
        if self._path is None:
            return KeyLine(key)
        self.look()
        now = self._now()
        return next((entry for entry in self._listing.entries if entry.admits(key, address, now)), None)

    def look(self) -> None:
        """Read the file again if it has changed, and say what cannot be used.

        Raises:
            CannotServe: it cannot be read any more.
        """
        if self._path is not None and self._read(self._path) and self._say is not None:
            for remark in self._listing.remarks:
                self._say(remark)
            if not self._listing.entries:
                self._say(_no_key(self._path))

    def _read(self, path: Path) -> bool:
        """Read the file; False if it is as it was."""
        try:
            about = path.stat()
            seen = about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino
            if seen == self._seen:
                return False
            self._listing = read_listing(path.read_bytes())
        except OSError as problem:
            self._seen = ()
            raise CannotServe(f"The list of keys {path} cannot be read: {problem.strerror or problem}.") from problem
        self._seen = seen
        return True


def read_listing(data: bytes) -> Listing:
    """Return what stands in a file, each line taken by itself."""
    entries, remarks = list[KeyLine](), list[str]()
    for number, line in enumerate(data.removeprefix(BYTE_ORDER_MARK).split(b"\n"), 1):
        try:
            entry = read_line(line.decode("utf-8", "replace"))
        except UnusableKeyLine as problem:
            remarks.append(f"Line {number} in the list of keys is not used: {problem}.")
            continue
        if entry is not None:
            entries.append(entry)
            remarks.extend(f"Line {number} in the list of keys: {remark}." for remark in entry.remarks)
    if len(remarks) > MANY:
        remarks[MANY:] = [f"There is as much to say about {len(remarks) - MANY} more."]
    return Listing(tuple(entries), tuple(remarks))


def _no_key(path: Path) -> str:
    return f"{path} lists no key. It wants a line for each learner, as in ~/.ssh/authorized_keys."
