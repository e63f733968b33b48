"""What can arrive at a terminal's input: sequences of every family, whole and spoilt, and something that reads them."""

from __future__ import annotations

import os
import random
import select
from collections.abc import Callable, Mapping
from types import TracebackType

from textual.message import Message

from tutor.tui.driver.keyboard import AT_ONCE, Keyboard, Wake

Family = Callable[[random.Random], bytes]
LONG_AFTER = 60.0
"""Seconds after which nothing is waited for any more."""
NUMBERS = [b"", b"0", b"1", b"2", b"3", b"24", b"80", b"97", b"223", b"65535", b"1114112", b"57399", b"9" * 40, b"-7"]
WORDS = [b"NaN", b"Infinity", b"-Infinity"]


def number(dice: random.Random) -> bytes:
    return dice.choice(NUMBERS) if dice.random() < 0.7 else b"%d" % dice.randrange(1 << dice.randrange(1, 24))


def numbers(dice: random.Random, between: bytes = b";") -> bytes:
    return between.join(number(dice) for _ in range(dice.randint(1, 5)))


def three(dice: random.Random) -> tuple[int, ...]:
    return tuple(dice.randrange(300) for _ in range(3))


def words(dice: random.Random) -> bytes:
    return b";".join([number(dice), *(dice.choice([*WORDS, number(dice)]) for _ in range(3)), dice.choice(WORDS)])


def body(dice: random.Random) -> bytes:
    """What a control string may hold: all but what ends it, and what is always a key."""
    said = bytes(dice.choices(range(0x20, 0x7F), k=dice.randrange(40))) + "é漢😀".encode() * dice.randrange(2)
    return said + bytes(dice.choices([8, 9, 10, 11, 12, 13], k=dice.randrange(2)))


def string(dice: random.Random) -> bytes:
    lead = dice.choice([b"\x1bP", b"\x1b]", b"\x1bX", b"\x1b^", b"\x1b_", b"\xc2\x90", b"\xc2\x9d", b"\xc2\x9f"])
    ends = [b"\x1b\\", b"\xc2\x9c"] + ([b"\x07"] if lead in (b"\x1b]", b"\xc2\x9d") else [])
    return lead + body(dice) + dice.choice(ends)


def control(dice: random.Random) -> bytes:
    final = bytes([dice.choice([n for n in range(0x40, 0x7F) if n not in b"M["])])
    return b"\x1b[" + dice.choice([b"", b"?", b">", b"="]) + numbers(dice, dice.choice([b";", b":"])) + final


REPLIES: Mapping[str, Family] = {
    "strings": string,
    "their version": lambda dice: b"\x1bP>|" + body(dice) + b"\x1b\\",
    "their colours": lambda dice: b"\x1b]%d;rgb:0000/ffff/0000\x07" % dice.randrange(20),
    "mode reports": lambda dice: b"\x1b[?%d;%d$y" % (dice.randrange(3000), dice.randrange(10)),
    "device attributes": lambda dice: b"\x1b[" + dice.choice([b"?", b">", b"="]) + numbers(dice) + b"c",
    "status": lambda dice: b"\x1b[" + dice.choice([b"", b"?"]) + numbers(dice) + b"n",
    "where the cursor is": lambda dice: b"\x1b[%d;%dR" % (dice.randrange(99999), dice.randrange(99999)),
    "the size of the window": lambda dice: b"\x1b[" + numbers(dice) + b"t",
    "sizes that are no numbers": lambda dice: b"\x1b[48;" + words(dice) + b"t",
    "the keyboard's mode": lambda dice: b"\x1b[?%du" % dice.randrange(32),
    "a key let go": lambda dice: b"\x1b[%d;%d:3u" % (dice.randrange(32, 127), dice.randrange(1, 256)),
    "a modifier alone": lambda dice: b"\x1b[%d;%du" % (dice.randrange(57441, 57455), dice.randrange(1, 256)),
    "no code points": lambda dice: b"\x1b[%du" % dice.choice([0x110000, 0xD800, 0xDFFF, 9**30, 0, 0x80]),
    "the mouse": lambda dice: b"\x1b[<%d;%d;%d" % three(dice) + dice.choice([b"M", b"m"]),
    "the mouse nowhere": lambda dice: b"\x1b[<" + words(dice) + dice.choice([b"M", b"m"]),
    "the mouse, urxvt's": lambda dice: b"\x1b[%d;%d;%dM" % three(dice),
    "the mouse, urxvt's, nowhere": lambda dice: b"\x1b[" + words(dice) + b"M",
    "the mouse, X10's": lambda dice: b"\x1b[M" + bytes(dice.choices([n for n in range(32, 256) if n != 0x7F], k=3)),
    "focus": lambda dice: dice.choice([b"\x1b[I", b"\x1b[O"]),
    "eight bits": lambda dice: b"\xc2\x9b?" + numbers(dice) + b"c",
    "broken UTF-8": lambda dice: bytes(dice.choices(range(0x80, 0xC0), k=dice.randint(1, 4))),
}  # fmt: skip
"""Families of which no member is a key."""
KEYS: Mapping[str, Family] = {
    "controls": control,
    "kitty": lambda dice: b"\x1b[" + b";".join(numbers(dice, b":") for _ in range(dice.randint(1, 3))) + b"u",
    "functions": lambda dice: b"\x1bO" + dice.choice([b"", number(dice)]) + bytes([dice.randrange(0x21, 0x7F)]),
    "a paste": lambda dice: b"\x1b[200~" + dice.choice([b"", b"\n", b"\x1b"]) + body(dice) + b"\x1b[201~",
    "a paste without an end": lambda dice: b"\x1b[200~" + body(dice),
    "Alt": lambda dice: b"\x1b" + bytes([dice.randrange(256)]),
    "text": lambda dice: "".join(chr(dice.randrange(0x20, 0xD800)) for _ in range(3)).encode(),
    "anything": lambda dice: bytes(dice.choices(range(256), k=dice.randrange(1, 30))),
}
"""Families of which some members are."""
FAMILIES = {**REPLIES, **KEYS}


def spoilt(sequence: bytes, dice: random.Random) -> bytes:
    """A sequence with some bytes changed, dropped, doubled or put in."""
    spoiling = bytearray(sequence)
    for _ in range(dice.randint(1, 4)):
        place = dice.randrange(len(spoiling) + 1)
        new = bytes(dice.choices([*range(256), *b"\x1b\x1b[];:<?0123456789~MmuR"], k=dice.randrange(3)))
        spoiling[place : place + dice.randrange(3)] = new
    return bytes(spoiling)


def some_sequence(dice: random.Random) -> bytes:
    """A sequence of any family, whole or spoilt, now and then with another one right behind."""
    sequence = dice.choice(list(FAMILIES.values()))(dice)
    sequence = spoilt(sequence, dice) if dice.random() < 0.5 else sequence
    return sequence + (some_sequence(dice) if dice.random() < 0.2 else b"")


def in_pieces(data: bytes, dice: random.Random) -> list[bytes]:
    """The same bytes, as a slow line delivers them."""
    cuts = sorted(dice.randrange(len(data) + 1) for _ in range(dice.randrange(4)))
    return [piece for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True) if (piece := data[a:b])]


class Reading:
    """A keyboard at the end of a pipe, with a clock of its own; use as a context manager."""

    def __init__(self) -> None:
        self.now = 0.0
        self._reader, self._writer = os.pipe()
        self._wake = Wake()
        self.keyboard = Keyboard(self._reader, self._wake, lambda: self.now)

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._reader)
        os.close(self._writer)
        self._wake.close()

    def messages(self, *pieces: bytes) -> list[Message]:
        """What some bytes mean that come in these pieces, as far as can be told before time goes by."""
        meant: list[Message] = []
        for data in pieces:
            for start in range(0, len(data), AT_ONCE):
                os.write(self._writer, data[start : start + AT_ONCE])
                meant.extend(self.keyboard.messages(self._nothing_waits))
        return meant

    def later(self, seconds: float = LONG_AFTER) -> list[Message]:
        """What was meant after all, now that so many seconds went by without a byte."""
        self.now += seconds
        rounds = iter([False])
        return list(self.keyboard.messages(lambda: self.keyboard.patience is None or next(rounds, True)))

    def _nothing_waits(self) -> bool:
        return not select.select([self._reader], [], [], 0)[0]
