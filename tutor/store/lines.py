"""One line of an export: a record as a JSON object, or the header that says which format follows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, NoReturn

from tutor.store.errors import Newer
from tutor.store.kinds import KINDS, RecordKind, Unusable
from tutor.store.records import now
from tutor.store.rows import Row, Value, clean, moment

FORMAT = 1
"""Raised by one whenever a line comes to mean something else; a file with a higher one is refused."""
HEADER = "nntutor progress"
LONGEST = 16_000_000
"""Bytes; no line of ours comes near it, and a file without line ends must not fill the memory."""
_KINDS = {kind.name: kind for kind in KINDS}
_MARK = b"\xef\xbb\xbf"
"""The byte order mark, which some editors put before the first line."""


def header(version: str) -> str:
    """The first line of an export, by an nntutor of some version."""
    return json.dumps({"type": HEADER, "format": FORMAT, "version": version, "at": moment(now())}) + "\n"


def to_line(kind: RecordKind, row: Row) -> str:
    """A record as a line of ASCII; one that somebody has edited into nonsense is told as it is."""
    fields = {name: _plain(value) for name, value in zip(kind.fields, row, strict=True)}
    with suppress(ValueError, RecursionError):
        if "data" in fields:
            return json.dumps({"type": kind.name, **fields, "data": json.loads(str(fields["data"]))}) + "\n"
    return json.dumps({"type": kind.name, **fields}) + "\n"


def numbered_lines(source: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Each line that is not blank with its number, from 1; None for one that is too long."""
    number, waiting = 1, source.readline(LONGEST)
    while waiting:
        line: bytes | None = waiting.removeprefix(_MARK) if number == 1 else waiting
        if len(waiting) == LONGEST and not waiting.endswith(b"\n"):
            line = None
            while waiting and not waiting.endswith(b"\n"):
                waiting = source.readline(LONGEST)
        if line is None or line.strip():
            yield number, line
        number, waiting = number + 1, source.readline(LONGEST)


def from_line(line: bytes | None) -> tuple[RecordKind, Row] | None:
    """The record of a line, or None if it is a header.

    Raises:
        Unusable: it is no record; the message says why.
        Newer: it is the header of a format that is not known yet.
    """
    fields = _object(line)
    name = fields.get("type")
    if not isinstance(name, str):
        raise Unusable("it is no record")
    kind = _KINDS.get(name)
    if kind is None:
        if name != HEADER:
            raise Unusable(f"“{clean(name[:40])}” is no kind of record")
        _check_format(fields.get("format"))
        return None
    try:
        return kind, tuple([check(fields[field]) for field, check in kind.fields.items()])
    except (KeyError, Unusable):
        raise Unusable(_amiss(kind, fields)) from None


def _object(line: bytes | None) -> dict[str, object]:
    if line is None:
        raise Unusable(f"it is longer than {LONGEST:,} bytes")
    try:
        text = line.decode("utf-8").strip()
        fields, end = _JSON.raw_decode(text)
        if end < len(text):
            raise json.JSONDecodeError("Extra data", text, end)
    except UnicodeDecodeError:
        raise Unusable("it is not UTF-8") from None
    except json.JSONDecodeError as problem:
        raise Unusable(f"it is not JSON from its character {problem.pos + 1} on") from None
    except (ValueError, RecursionError):
        raise Unusable("it is not JSON that can be read") from None
    if not isinstance(fields, dict):
        raise Unusable("it is no JSON object")
    return fields


def _refuse(constant: str) -> NoReturn:
    raise Unusable(f"{constant} is not JSON")


_JSON = json.JSONDecoder(parse_constant=_refuse)
"""Made once: `json.loads` would make one for each line."""


def _check_format(said: object) -> None:
    if not isinstance(said, int) or isinstance(said, bool) or said < 1:
        raise Unusable("the header does not say its format")
    if said > FORMAT:
        raise Newer(said, FORMAT)


def _amiss(kind: RecordKind, fields: dict[str, object]) -> str:
    """The first field that is missing or cannot be used, with the reason; looked for only where there is one."""
    for field, check in kind.fields.items():
        if field not in fields:
            return f"“{field}” is missing"
        try:
            check(fields[field])
        except Unusable as problem:
            return f"“{field}” {problem}"
    raise AssertionError("a record was refused that has nothing amiss")


def _plain(value: object) -> Value:
    return value if value is None or isinstance(value, str | int) else str(value)
