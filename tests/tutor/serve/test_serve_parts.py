"""The parts of `nntutor serve` that need no network: counting, idleness, names, the log, messages, relay, a visit."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.serve import doors, words
from tutor.serve import visit as visits
from tutor.serve.children import NURSERY_GONE, Child, Children
from tutor.serve.idleness import Idleness
from tutor.serve.limits import MANY, Arrivals, Places
from tutor.serve.log import KEPT, LARGEST, Log
from tutor.serve.messages import Begun, Ended, Kill, LineBuffer, Message, Ready, Start, as_line
from tutor.serve.relay import MOST, PIECE, Relay
from tutor.serve.settings import ServeSettings
from tutor.serve.surroundings import LONGEST, screen_size, surroundings
from tutor.serve.visit import GIVE_BACK, SessionWish, Visit


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


# Limits


def test_places_are_counted_by_key_by_address_and_in_all(tmp_path: Path) -> None:
    places = Places(ServeSettings(tmp_path, sessions=3, per_key=2, per_address=2))
    assert places.take("ada", "here") is None
    assert places.take("ada", "there") is None
    assert places.take("ada", "far") == words.FULL_FOR_KEY.format(most=2)
    assert places.take("joan", "here") is None
    assert places.take("grace", "here") == words.FULL_FOR_ADDRESS.format(most=2)
    assert places.take("grace", "far") == words.FULL.format(most=3)
    places.leave("ada", "here")
    assert places.taken == 2
    assert places.take("grace", "far") is None


def test_an_address_may_come_so_often_a_minute() -> None:
    clock = Clock()
    arrivals = Arrivals(3, clock)
    assert [arrivals.admit("a") for _ in range(4)] == [True, True, True, False]
    assert arrivals.admit("b")
    clock.now = 19.9
    assert not arrivals.admit("a")
    clock.now = 20.1
    assert [arrivals.admit("a"), arrivals.admit("a")] == [True, False]
    clock.now = 1000.0
    assert [arrivals.admit("a") for _ in range(4)] == [True, True, True, False]


def test_addresses_that_stay_away_are_forgotten() -> None:
    clock = Clock()
    arrivals = Arrivals(1, clock)
    for number in range(10 * MANY):
        clock.now += 0.1
        assert arrivals.admit(str(number))
    assert len(arrivals._left) <= MANY


# Idleness


def idle_after(*pieces: bytes) -> float:
    """Seconds without a key, if these pieces come a second apart."""
    clock = Clock()
    idleness = Idleness(clock)
    for piece in pieces:
        clock.now += 1
        idleness.feed(piece)
    return idleness.seconds()


@pytest.mark.parametrize(
    ("pieces", "seconds"),
    [
        ((b"q",), 0),
        ((b"\x1b[24;80R",), 1),
        ((b"\x1b[24;80R\x1b[1;1R", b"\x1b[2;2R"), 2),
        ((b"\x1b[24;", b"80R"), 2),
        ((b"\x1b", b"[24;80R"), 2),
        ((b"\x1b[24;80Rq",), 0),
        ((b"q\x1b[24;80R",), 0),
        ((b"\x1b[A",), 0),
        ((b"\x1b[", b"A"), 0),
        ((b"q", b""), 1),
        ((b"\x1b[24;80R" * 500, b"x", b"\x1b[3;3R"), 1),
    ],
)
def test_answers_of_the_terminal_are_no_keys(pieces: tuple[bytes, ...], seconds: float) -> None:
    assert idle_after(*pieces) == seconds


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "1 second"),
        (45, "45 seconds"),
        (60, "1 minute"),
        (90, "90 seconds"),
        (1800, "30 minutes"),
        (7200, "2 hours"),
    ],
)
def test_times_in_words(seconds: float, said: str) -> None:
    assert words.in_words(seconds) == said


# Surroundings


def test_only_what_a_terminal_needs_comes_from_the_client(tmp_path: Path) -> None:
    told = {
        b"LANG": b"de_DE.UTF-8",
        b"COLORTERM": b"truecolor",
        b"NO_COLOR": b"1",
        b"LC_ALL": b"../../etc",
        b"NNTUTOR_HOME": b"/root",
        b"LD_PRELOAD": b"x.so",
        b"TEXTUAL_DRIVER": b"os:system",
    }
    assert surroundings(told, "xterm-256color", tmp_path, "1.2.3.4 5 6.7.8.9 22") == {
        "LANG": "de_DE.UTF-8",
        "COLORTERM": "truecolor",
        "NO_COLOR": "1",
        "TERM": "xterm-256color",
        "NNTUTOR_HOME": str(tmp_path),
        "HOME": str(tmp_path),
        "PATH": "",
        "SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22",
        "NNTUTOR_SERVED": "1",
    }


@pytest.mark.parametrize("name", ["../../etc/passwd", "x" * 65, "vt 100", "vt100\n", "", "ü"])
def test_a_terminal_with_an_odd_name_is_a_dumb_one(tmp_path: Path, name: str) -> None:
    assert surroundings({}, name, tmp_path, "")["TERM"] == "dumb"


def test_without_a_terminal_there_is_no_name_of_one(tmp_path: Path) -> None:
    assert "TERM" not in surroundings({}, None, tmp_path, "")


@pytest.mark.parametrize(("asked", "given"), [((80, 24), (80, 24)), ((0, 0), (80, 24)), ((2**32 - 1, 9999), LONGEST)])
def test_sizes_that_can_be_drawn_on(asked: tuple[int, int], given: tuple[int, int]) -> None:
    assert screen_size(*asked) == given


# The log


def test_a_line_for_each_thing_and_no_more_than_one(tmp_path: Path) -> None:
    log = Log(tmp_path / "log")
    log.write("ended", key="SHA256:ab+c/", how='50 % "left"\nended', why="")
    log.close()
    (line,) = (tmp_path / "log").read_text().splitlines()
    when, rest = line.split(" ", 1)
    assert len(when) == len("2026-03-02T09:15:04Z")
    assert rest == 'ended key=SHA256:ab+c/ how="50 % \'left\' ended" why=""'
    assert (tmp_path / "log").stat().st_mode & 0o077 == 0


def test_the_log_stays_small(tmp_path: Path) -> None:
    log = Log(tmp_path / "log")
    long = "x" * (LARGEST // 4)
    for _ in range(40):
        log.write("refused", why=long)
    log.close()
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == ["log", *(f"log.{number}" for number in range(1, KEPT + 1))]
    assert all(path.stat().st_size <= LARGEST for path in tmp_path.iterdir())


def test_every_log_file_is_for_its_owner_only_whatever_the_umask(tmp_path: Path) -> None:
    (tmp_path / "log").touch(mode=0o644)
    (tmp_path / "log.5").touch(mode=0o644)
    before = os.umask(0)
    try:
        log = Log(tmp_path / "log")
        for _ in range(20):
            log.write("refused", why="x" * (LARGEST // 4))
            assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
        log.close()
    finally:
        os.umask(before)


def test_a_log_that_cannot_be_written_is_said_once_and_stops_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = list[str]()
    log = Log(tmp_path / "log", said.append)
    log._handler.close()
    full = os.open("/dev/full", os.O_WRONLY)
    log._handler.stream = os.fdopen(full, "w")
    for _ in range(3):
        log.write("began")
    assert len(said) == 1
    assert f"The log {tmp_path / 'log'} cannot be written" in said[0]
    assert capsys.readouterr().err == ""


# Messages


def test_messages_survive_being_cut_anywhere() -> None:
    sent: list[Message] = [
        Ready(),
        Start(1, {"LANG": "ü\n"}, ["--plain"], False),
        Kill(1, 15),
        Begun(1, 99),
        Ended(1, -9, "gone"),
    ]
    data = b"".join(as_line(message) for message in sent)
    for size in (1, 7, len(data)):
        lines = LineBuffer()
        pieces = (data[i : i + size] for i in range(0, len(data), size))
        assert [message for piece in pieces for message in lines.feed(piece)] == sent


# The relay


class Far:
    """A client that takes what it is told to take."""

    def __init__(self) -> None:
        self.got, self.waiting, self.held = b"", 0, False
        self.status, self.sentence = -1, ""

    def send(self, data: bytes) -> None:
        self.got += data
        self.waiting += len(data)

    def unsent(self) -> int:
        return self.waiting

    def pause(self) -> None:
        self.held = True

    def resume(self) -> None:
        self.held = False

    def finish(self, status: int, sentence: str) -> None:
        self.status, self.sentence = status, sentence


async def come(holds: Callable[[], bool]) -> None:
    """Let the loop turn until something holds."""
    async with asyncio.timeout(30):
        while not holds():
            await asyncio.sleep(0.001)


async def test_a_client_that_does_not_read_holds_the_process_back() -> None:
    near, process = socket.socketpair()
    far = Far()
    relay = Relay(near.detach(), far, lambda: None)
    process.setblocking(False)
    written = 0
    with pytest.raises(BlockingIOError):
        while True:
            written += process.send(b"x" * 4096)
            await asyncio.sleep(0)
    assert len(far.got) <= MOST + PIECE
    far.waiting = 0
    await come(lambda: far.waiting > 0)
    relay.close()
    process.close()


async def test_a_process_that_does_not_read_holds_the_client_back() -> None:
    near, process = socket.socketpair()
    far = Far()
    relay = Relay(near.detach(), far, lambda: None)
    sent = 0
    while not far.held:
        relay.feed(b"k" * 4096)
        sent += 4096
        assert sent < 64 * 1024 * 1024
    process.setblocking(False)
    got = 0
    while got < sent:
        got += len(await asyncio.get_running_loop().sock_recv(process, 65536))
    await come(lambda: not far.held)
    relay.close()
    process.close()


async def test_the_end_of_a_process_is_told_once_and_after_its_last_word() -> None:
    near, process = socket.socketpair()
    far, ends = Far(), list[bytes]()
    relay = Relay(near.detach(), far, lambda: ends.append(far.got))
    process.sendall(b"goodbye")
    process.close()
    await come(lambda: bool(ends))
    relay.feed(b"too late")
    relay.close()
    relay.close()
    assert ends == [b"goodbye"]


# A visit


class Deaf(Children):
    """Processes that only note which signals they get."""

    def __init__(self) -> None:
        self.signals: list[int] = []
        self.started: list[tuple[dict[str, str], list[str], bool]] = []
        self.theirs = -1

    def start(self, environment: dict[str, str], words: list[str], descriptor: int, *, terminal: bool) -> Child:
        self.started.append((environment, words, terminal))
        self.theirs = os.dup(descriptor)
        return Child(1, self)

    def kill(self, number: int, what: signal.Signals) -> None:
        del number
        self.signals.append(what)


class Stage:
    """A visit with its client and its process."""

    def __init__(self, screen: tuple[int, int] | None = (80, 24), idle: float = 3600.0) -> None:
        self.far, self.children, self.ends = Far(), Deaf(), list[str]()
        self.visit = Visit(SessionWish({}, screen), self.far, self.children, idle, lambda _, how: self.ends.append(how))

    def end(self, status: int, problem: str = "") -> None:
        """The process ends."""
        os.close(self.children.theirs)
        self.visit.child.ended.set_result(Ended(1, status, problem))


async def test_a_visit_ends_with_its_process() -> None:
    stage = Stage()
    assert stage.children.started == [({}, [], True)]
    os.write(stage.children.theirs, b"bye")
    stage.end(0)
    await come(lambda: bool(stage.ends))
    assert (stage.ends, stage.far.got, stage.far.status, stage.far.sentence) == (["left"], b"bye", 0, "")


async def test_a_process_that_is_told_to_leave_and_does_not_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "PATIENCE", 0.01)
    stage = Stage()
    stage.visit.dismiss("server stopped", words.STOPPING)
    stage.visit.dismiss("idle", "never said")
    await come(lambda: len(stage.children.signals) == 2)
    assert stage.children.signals == [signal.SIGTERM, signal.SIGKILL]
    stage.end(-9)
    await come(lambda: bool(stage.ends))
    assert stage.ends == ["server stopped, had to be killed"]
    assert stage.far.got == GIVE_BACK
    assert (stage.far.status, stage.far.sentence) == (128 + 9, words.STOPPING)


async def test_a_dropped_line_hangs_the_terminal_up() -> None:
    stage = Stage()
    stage.visit.hang_up()
    assert stage.children.signals == [signal.SIGHUP]
    with pytest.raises(OSError, match="Input/output"):
        os.write(stage.children.theirs, b"?")
    stage.end(129)
    await come(lambda: bool(stage.ends))
    assert stage.ends == ["line dropped"]


async def test_nobody_at_the_keys_for_long_enough_ends_a_visit() -> None:
    stage = Stage(idle=0.02)
    await come(lambda: bool(stage.children.signals))
    assert stage.children.signals == [signal.SIGTERM]
    stage.end(143)
    await come(lambda: bool(stage.ends))
    assert stage.ends == ["idle"]


async def test_a_process_that_could_not_be_started_is_told() -> None:
    stage = Stage()
    stage.end(1, "Resource temporarily unavailable")
    await come(lambda: bool(stage.ends))
    assert stage.ends == ["Resource temporarily unavailable"]
    assert "could not be started (Resource temporarily unavailable)" in stage.far.sentence


async def test_an_input_that_ends_reaches_a_conversation_and_hangs_up_a_screen() -> None:
    plain = Stage(screen=None)
    assert plain.children.started == [({}, ["--plain"], False)]
    plain.visit.feed(b"q\n")
    plain.visit.end_input()
    assert os.read(plain.children.theirs, 100) == b"q\n"
    assert os.read(plain.children.theirs, 100) == b""
    os.write(plain.children.theirs, b"bye")
    plain.end(0)
    await come(lambda: bool(plain.ends))
    assert (plain.ends, plain.far.got) == (["left"], b"bye")
    screen = Stage()
    screen.visit.end_input()
    assert screen.children.signals == [signal.SIGHUP]
    screen.end(129)
    await come(lambda: bool(screen.ends))


# A terminal


def test_whatever_is_typed_before_the_screen_is_taken_is_input_and_nothing_else() -> None:
    ours, theirs = doors.open_terminal(80, 24)
    os.write(ours, b"\x03\x1a\x13\x11\x1cq\n")
    os.write(theirs, b"not held")
    assert os.read(theirs, 99) == b"\x03\x1a\x13\x11\x1cq\n"
    os.close(ours)
    os.close(theirs)


async def test_a_session_that_is_cut_off_is_told_the_truth_and_its_screen_given_back() -> None:
    stage = Stage()
    stage.visit.child.process = 4711
    stage.end(1, NURSERY_GONE)
    await come(lambda: bool(stage.ends))
    assert stage.far.got == GIVE_BACK
    assert stage.far.sentence == words.CUT_OFF.format(problem=NURSERY_GONE)
    assert stage.ends == [NURSERY_GONE]
