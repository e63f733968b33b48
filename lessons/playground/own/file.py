"""The bytes of a file of the learner's own, read once and whole, and how its letters are written.

What is no plain file is not opened: it might never end, or wait for somebody for ever.
"""

from __future__ import annotations

import codecs
import io
import os
import stat
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from lessons.kit.errors import Unreadable
from lessons.playground.own.names import PATH, clean

LARGEST = 100_000_000
"""Bytes of a file that is read."""
LONGEST_LINE = 1_000_000
"""Characters of a line that is read."""
_PIECE = 1 << 20
_AT_THE_START = 1 << 16
"""Bytes that are looked at to tell text from anything else."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Of UTF-32 before those of UTF-16, one of which is how the other begins."""
_NEVER_IN_TEXT = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
SAVE_AS = "Save it as CSV in UTF-8, and open that."


def read_once(path: Path, name: str) -> bytes:
    """Return all that a file holds.

    Args:
        path: where it lies.
        name: of the file, for a sentence.

    Raises:
        Unreadable: it is no plain file, too large, empty, may not be read, or changes meanwhile.
    """
    try:
        _refuse_what_is_no_file(name, path.stat())
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            data = whole(file, name)
    except FileNotFoundError:
        raise Unreadable(f"There is no file {name}: is it in another folder, or called otherwise?") from None
    except PermissionError:
        raise Unreadable(f"{name} may not be read: give yourself the right to read it, or a copy of it.") from None
    except (OSError, ValueError) as problem:
        why = clean(getattr(problem, "strerror", None) or str(problem), PATH)
        raise Unreadable(f"{name} cannot be read ({why}): copy it to another place, and open the copy.") from None
    if not data:
        raise Unreadable(f"{name} is empty: it wants a row for each example, with a number in each column.")
    return data


def whole(file: BinaryIO, name: str) -> bytes:
    """Return all that an open file holds, which must not change while it is read.

    Raises:
        Unreadable: it does, or is no plain file.
    """
    before = os.fstat(file.fileno())
    _refuse_what_is_no_file(name, before)
    data = file.read(LARGEST + 1)
    after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise Unreadable(f"{name} has changed while it was read: open it again once nothing writes into it.")
    return data


def _refuse_what_is_no_file(name: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(f"{name} is a folder: name one of the files in it.")
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(f"{name} is no plain file, and might never end: write what it gives into a file first.")
    if status.st_size > LARGEST:
        size, most = (f"{count / 1e6:,.0f} MB" for count in (status.st_size, LARGEST))
        raise Unreadable(f"{name} has {size}, and at most {most} are read: take fewer rows or columns.")


def encoding_of(data: bytes, name: str) -> str:
    """Return how letters are written in a file, by its byte-order mark, or by what can be read so.

    Args:
        data: all of it.
        name: of the file, for a sentence.

    Raises:
        Unreadable: it holds no text.
    """
    marked = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "")
    if marked.startswith(("utf-16", "utf-32")):
        return marked
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable(f"{name} is no text: it looks like a spreadsheet or an archive. {SAVE_AS}")
    if b"\0" in data:
        raise Unreadable(f"{name} holds NULs, which no text does; it may be UTF-16 without its mark. {SAVE_AS}")
    start = data[:_AT_THE_START]
    if len(start) - len(start.translate(None, _NEVER_IN_TEXT)) > len(start) / 100:
        raise Unreadable(f"{name} holds signs that no text has. {SAVE_AS}")
    tried = (marked or "utf-8", "cp1252", "latin-1")
    return next(encoding for encoding in tried if _is_written_so(data, encoding))


def _is_written_so(data: bytes, encoding: str) -> bool:
    pieces = (data[start : start + _PIECE] for start in range(0, len(data), _PIECE))
    try:
        for _ in codecs.iterdecode(pieces, encoding):
            pass
    except UnicodeDecodeError:
        return False
    return True


def lines_of(data: bytes, encoding: str, name: str) -> Iterator[str]:
    """Give a file's lines, with their ends.

    Raises:
        Unreadable: one is too long, or is not written as the file's mark says.
    """
    return chain.from_iterable(_lines_at_once(data, encoding, name))


def _lines_at_once(data: bytes, encoding: str, name: str) -> Iterator[list[str]]:
    """Give as many lines as make a piece, so that no step is taken for each of a million."""
    file, done = io.TextIOWrapper(io.BytesIO(data), encoding, newline=""), 0
    try:
        while lines := file.readlines(_PIECE):
            if len(longest := max(lines, key=len)) > LONGEST_LINE:
                told = f"Line {done + lines.index(longest) + 1:,} of {name} has more than {LONGEST_LINE:,} characters"
                raise Unreadable(f"{told}: are its rows not on lines of their own? {SAVE_AS}")
            yield lines
            done += len(lines)
    except UnicodeError:
        raise Unreadable(f"{name} begins as {encoding.upper()}, and goes on as something else. {SAVE_AS}") from None
