"""Reads a line of a list of keys in OpenSSH's authorized_keys format, and says what of it can be used here.

A message never quotes the line: somebody may have put a private key or a password there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import asyncssh

from tutor.serve.origins import BadOrigins, Origins, read_origins

HAS_VALUE = {"command", "environment", "expiry-time", "from", "permitlisten", "permitopen", "principals", "tunnel"}
SO_ANYWAY = {"no-agent-forwarding", "no-port-forwarding", "no-user-rc", "no-x11-forwarding"}
"""Options that forbid what is forbidden here to everybody."""
MEANINGLESS = {
    "agent-forwarding", "command", "environment", "no-touch-required", "permitlisten", "permitopen", "port-forwarding",
    "principals", "tunnel", "user-rc", "x11-forwarding",
}  # fmt: skip
"""Options for things that cannot be had here, where there is nothing but the tutor."""
UNMET = {"cert-authority": "certificates are not known here", "verify-required": "a PIN cannot be asked for here"}
"""Options, with the reason for refusing each: passed over, they would let in others than the line means."""
OBEYED = {"expiry-time", "from", "no-pty", "pty", "restrict"}
KNOWN = {*SO_ANYWAY, *MEANINGLESS, *UNMET, *OBEYED}
_KEY = re.compile(r"((?:ssh|ecdsa|sk)-[\w@.-]+)\s+([\w+/=]+)(?:\s.*)?", re.ASCII | re.DOTALL)
_OPTION = re.compile(r'([\w-]+)(?:="((?:[^"\\]|\\.)*)")?(,|\s+|\Z)', re.ASCII | re.DOTALL)
_TIME = re.compile(r"(\d{8})(?:(\d{4})(\d{2})?)?(Z?)", re.ASCII | re.IGNORECASE)


class UnusableKeyLine(ValueError):
    """A line that lets nobody in; the message is a clause that says why."""


@dataclass(frozen=True)
class KeyLine:
    """A line that lets somebody in.

    Attributes:
        key: their public key.
        until: when it ends to, in seconds since 1970; None if never.
        origins: from where; None for anywhere.
        terminal: whether they may have one; who may not gets plain text.
        remarks: clauses about what was asked for in vain.
    """

    key: asyncssh.SSHKey
    until: float | None = None
    origins: Origins | None = None
    terminal: bool = True
    remarks: tuple[str, ...] = ()

    def admits(self, key: asyncssh.SSHKey, address: str, now: float) -> bool:
        """Whether whoever has this key may come from there, in that second since 1970."""
        in_time = self.until is None or now <= self.until
        return in_time and self.key == key and (self.origins is None or self.origins.allow(address))


def read_line(text: str) -> KeyLine | None:
    """Return whom a line lets in, None if it is empty or a comment.

    Raises:
        Unusable: it is neither.
    """
    text = text.strip()
    if not text or text.startswith("#"):
        return None
    if found := _KEY.fullmatch(text):
        return KeyLine(_key(*found.group(1, 2)))
    options, rest = _options(text)
    if not (found := _KEY.fullmatch(rest)):
        raise UnusableKeyLine("no public key stands in it")
    return _with_options(_key(*found.group(1, 2)), options)


def _key(kind: str, data: str) -> asyncssh.SSHKey:
    if "-cert-" in kind:
        raise UnusableKeyLine("it holds a certificate, and those are not known here")
    try:
        return asyncssh.import_public_key(f"{kind} {data}\n")
    except (asyncssh.KeyImportError, ValueError) as problem:
        raise UnusableKeyLine("its key is damaged, or of a kind that is not known here") from problem


def _options(text: str) -> tuple[list[tuple[str, str]], str]:
    """Return a line's options, with their values or "", and what follows them."""
    options, at = list[tuple[str, str]](), 0
    while found := _OPTION.match(text, at):
        options.append((found[1].lower(), re.sub(r'\\"', '"', found[2] or "")))
        _check(options[-1][0], has_value=found[2] is not None)
        at = found.end()
        if found[3] != ",":
            return options, text[at:]
    quotes = text.replace('\\"', "").count('"')
    raise UnusableKeyLine("a quotation mark in it is never closed" if quotes % 2 else "no public key stands in it")


def _check(name: str, *, has_value: bool) -> None:
    if name not in KNOWN:
        raise UnusableKeyLine("it begins with neither a key nor an option that OpenSSH has")
    if name in UNMET:
        raise UnusableKeyLine(f"it has the option {name}, and {UNMET[name]}")
    if has_value != (name in HAS_VALUE):
        raise UnusableKeyLine(f"its option {name} " + ("wants no value" if has_value else 'wants a value in "quotes"'))


def _with_options(key: asyncssh.SSHKey, options: list[tuple[str, str]]) -> KeyLine:
    named: Mapping[str, str] = dict(options)
    lists = [value for name, value in options if name == "from"]
    if len(lists) > 1:
        raise UnusableKeyLine("it has the option from twice")
    try:
        origins = read_origins(lists[0]) if lists else None
    except BadOrigins as problem:
        raise UnusableKeyLine(str(problem)) from problem
    terminal = True
    for name, _ in options:
        terminal = name == "pty" or (terminal and name not in ("no-pty", "restrict"))
    remarks = [f"{name} means nothing here" for name in named if name in MEANINGLESS]
    if origins is not None and origins.has_names:
        remarks.append("the names of machines in from= are not looked up here, only addresses count")
    ends = [_time(value) for name, value in options if name == "expiry-time"]
    return KeyLine(key, min(ends, default=None), origins, terminal, tuple(remarks))


def _time(text: str) -> float:
    """Return YYYYMMDD[HHMM[SS]][Z] in seconds since 1970; without a Z it is this machine's time."""
    found = _TIME.fullmatch(text)
    try:
        if not found:
            raise ValueError(text)
        when = datetime.strptime(found[1] + (found[2] or "0000") + (found[3] or "00"), "%Y%m%d%H%M%S")
        return (when.replace(tzinfo=UTC) if found[4] else when).timestamp()
    except (ValueError, OverflowError) as problem:
        raise UnusableKeyLine(
            "its expiry-time is none: YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, with a Z for UTC"
        ) from problem
