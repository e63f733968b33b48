"""`nntutor serve` with a class in it: 50 learners who read and 20 whose demos play, each with a client of their own.

Prints what a session on the screen takes, from a key to its effect, and the memory of a learner's process. The clients
share the machine with the server; how much of it they take is printed too. Then the same once more, while one client
does everything at once that a server does not want (`hostile.py`). First a demo of a lesson is played, then, with
another class, the playground. Run with `pytest -n 0 -s tests/benchmarks/test_serve_load.py`.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncssh
import pyte
import pytest

from tests.terminal.class_server import ROOT, ClassServer, class_server

READING, PLAYING = 50, 20
AT_ONCE = 4
"""Learners that connect at the same time."""
SECONDS = 5.0
"""For which keys are pressed."""
PAUSE = 0.02
"""Between two keys, each on the next learner's keyboard."""
PATIENCE = 30.0
ASKED, ANSWER = b"\x1b[6n", b"\x1b[1;1R"
DOWN, UP = "\x1b[B", "\x1b[A"
HOME = b"questions"
LESSONS_BEFORE = 1
"""Weights and biases come second: the first demo there has 60 frames and two charts."""
AGAIN = 2.5
"""Seconds after which a demo is sent back to its beginning: some way before its end."""
LATE = 5
"""Learners who come one after the other while the others play."""
UNDER_WAY = 20
"""Frames after which a demo is taken to play."""
HOSTILE_ROUNDS = 8
"""How often keys are pressed for `SECONDS` beside a hostile client: until each of its attacks had a turn."""
SETTLED = 0.5
"""Seconds without a byte after which a screen is taken to be whole."""
TICK = os.sysconf("SC_CLK_TCK")


class Learner(asyncssh.SSHClientSession[bytes]):
    """A client with a terminal that answers, and draws for as long as somebody has to see what there is."""

    def __init__(self) -> None:
        self.got = b""
        self._screen: pyte.Screen | None = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.frames = self.received = 0
        self._came = asyncio.Event()
        self._channel: asyncssh.SSHClientChannel[bytes]
        self._connection: asyncssh.SSHClientConnection

    async def connect(self, server: ClassServer, name: str) -> float:
        """Seconds from the first packet to the home screen."""
        key = str(server.key(name))
        began = time.perf_counter()
        self._connection = await asyncssh.connect(
            "127.0.0.1", server.port, username=name, client_keys=[key], known_hosts=None, agent_path=None, config=None
        )
        self._channel, _ = await self._connection.create_session(
            lambda: self, term_type="xterm-256color", term_size=(80, 24), env={"LANG": "C.UTF-8"}, encoding=None
        )
        await self.wait_for(HOME)
        return time.perf_counter() - began

    def data_received(self, data: bytes, datatype: int | None) -> None:
        del datatype
        self.received += len(data)
        asked = data.count(ASKED)
        if asked:
            self.frames += asked
            self._channel.write(ANSWER * asked)
        self.got += data
        if self._screen:
            self._stream.feed(data)
        self._came.set()

    async def wait_for(self, words: bytes) -> None:
        async with asyncio.timeout(PATIENCE):
            while words not in self.got:
                self._came.clear()
                await self._came.wait()

    async def key_to_screen(self, key: str) -> float:
        """Seconds from a key to the first byte of what it does."""
        self._screen, self.got = None, b""
        began = time.perf_counter()
        self._channel.write(key.encode())
        async with asyncio.timeout(PATIENCE):
            while not self.got:
                self._came.clear()
                await self._came.wait()
        return time.perf_counter() - began

    async def to_a_demo(self) -> None:
        """Go to a demo of a lesson."""
        await self._go(DOWN * LESSONS_BEFORE + "\r", "page 1 of")
        while "Space" not in self.shown:
            await self._go("n", "page")

    async def to_the_playground(self) -> None:
        """Go to the playground."""
        await self._go("p", "ready")

    async def play(self, there: Callable[[Learner], Coroutine[None, None, None]]) -> None:
        """Go somewhere and have it play; once begun, it is sent back before it ends, and plays on."""
        await there(self)
        self._screen = None
        self.press("+ ")  # 20 pictures a second
        while True:
            self.got = b""
            await asyncio.sleep(AGAIN)
            self.press("r")

    async def _go(self, keys: str, words: str) -> None:
        """Press keys once, and wait until the screen has changed, has the words and stays as it is."""
        before = self.shown
        self.press(keys)
        async with asyncio.timeout(PATIENCE):
            while self.got or self.shown == before or words not in self.shown:
                self.got = b""
                await asyncio.sleep(SETTLED)

    @property
    def shown(self) -> str:
        """What is on the screen, as far as it has been drawn."""
        return "\n".join(self._screen.display) if self._screen else ""

    def press(self, keys: str) -> None:
        self._channel.write(keys.encode())

    def close(self) -> None:
        self._connection.abort()


def percentiles(times: Iterable[float]) -> str:
    """Milliseconds: median, 95th percentile, the longest."""
    ordered = sorted(times)
    median, late = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    return f"median {median * 1000:5.0f} ms, p95 {late * 1000:5.0f} ms, longest {ordered[-1] * 1000:5.0f} ms"


def computing(processes: Iterable[int]) -> float:
    """Seconds that these have computed."""
    ticks = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def memory(processes: Iterable[int]) -> str:
    """MiB of a process on average: its proportional share, and what is its alone."""
    shares, own = list[float](), list[float]()
    for process in processes:
        lines = [line.split() for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]]
        sizes = {name.rstrip(":"): int(size) / 1024 for name, size, *_ in lines}
        shares.append(sizes["Pss"])
        own.append(sizes["Private_Clean"] + sizes["Private_Dirty"])
    return f"PSS {statistics.mean(shares):4.1f} MiB (most {max(shares):4.1f}), USS {statistics.mean(own):4.1f} MiB"


async def arrive(server: ClassServer, learners: list[Learner], name: str) -> list[float]:
    """Seconds that each had to wait for the home screen, `AT_ONCE` at a time."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, learner: Learner) -> float:
        async with turn:
            return await learner.connect(server, f"{name}{number}")

    return await asyncio.gather(*(one(number, learner) for number, learner in enumerate(learners)))


async def press_keys(learners: list[Learner]) -> list[float]:
    """Seconds from each key to its effect."""
    times = list[float]()
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        for learner in learners:
            times.append(await learner.key_to_screen(DOWN if len(times) // len(learners) % 2 == 0 else UP))
            await asyncio.sleep(PAUSE)
    return times


async def lesson(server: ClassServer, there: Callable[[Learner], Coroutine[None, None, None]]) -> None:
    """Let them come, go where they play, play and press keys, and print what was measured."""
    reading, playing = [Learner() for _ in range(READING)], [Learner() for _ in range(PLAYING)]
    print(f"\nload before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for number in range(READING + PLAYING):
        server.key(f"reader{number}" if number < READING else f"player{number - READING}")
    print(f"alone, a session on the screen: {percentiles(await arrive(server, [Learner()], 'first'))}")
    before = computing({server.process.pid} | server.children())
    print(f"{READING} readers coming, {AT_ONCE} at a time: {percentiles(await arrive(server, reading, 'reader'))}")
    computed = computing({server.process.pid} | server.children()) - before
    print(f"  computing for a session until it is on the screen: {computed / READING * 1000:.0f} ms")
    print(f"{READING} idle: key to screen {percentiles(await press_keys(reading))}")
    readers = server.tutors()
    print(f"{PLAYING} players coming: {percentiles(await arrive(server, playing, 'player'))}")
    tasks = [asyncio.create_task(player.play(there)) for player in playing]
    async with asyncio.timeout(2 * PATIENCE):
        while any(player.frames < UNDER_WAY for player in playing):
            await asyncio.sleep(SETTLED)
    processes = server.children()
    frames, began, computed, own = _frames(playing), time.perf_counter(), computing(processes), time.process_time()
    served = computing([server.process.pid])
    times = await press_keys(reading)
    took = time.perf_counter() - began
    print(f"{READING} idle and {PLAYING} playing: key to screen {percentiles(times)}, {len(times)} keys")
    print(f"  frames a second of a player: {(_frames(playing) - frames) / took / PLAYING:.1f}")
    print(
        f"  of {os.cpu_count()} cores: tutors {(computing(processes) - computed) / took:.2f}, server "
        f"{(computing([server.process.pid]) - served) / took:.2f}, clients {(time.process_time() - own) / took:.2f}"
    )
    with hostile(server):
        await asyncio.sleep(SECONDS)
        under = [time for _ in range(HOSTILE_ROUNDS) for time in await press_keys(reading)]
        print(f"  beside a hostile client: key to screen {percentiles(under)}, {len(under)} keys")
        beside = (await arrive(server, [Learner()], "beside"))[0]
        print(f"  beside a hostile client: a session on the screen {beside * 1000:.0f} ms")
    largest = largest_memory(server.process.pid)
    print(f"  the server's memory at its largest: {largest:.0f} MiB, its log: {len(server.log())} bytes")
    late = [(await arrive(server, [Learner()], f"late{number}"))[0] for number in range(LATE)]
    print(f"  a session on the screen: {percentiles(late)}")
    tutors = server.tutors()
    print(f"memory of {len(readers)} readers: {memory(readers)}")
    print(f"memory of {len(tutors - readers)} players: {memory(tutors - readers)}")
    print(f"memory of all {len(tutors)} learners: {memory(tutors)}")
    print(f"memory of the server: {memory([server.process.pid])}, of its nursery: {memory(server.children() - tutors)}")
    print(f"load after: {os.getloadavg()[0]:.1f}")
    for task in tasks:
        task.cancel()
    assert times
    assert _frames(playing) > frames
    for learner in (*reading, *playing):
        learner.close()


@contextmanager
def hostile(server: ClassServer) -> Iterator[None]:
    """Have a client mean ill meanwhile, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.hostile", str(server.port), str(server.key("hostile"))]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            yield
            assert process.poll() is None, "it gave up"
        finally:
            process.kill()


def largest_memory(process: int) -> float:
    """MiB that a process has had at most."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def _frames(players: list[Learner]) -> int:
    return sum(player.frames for player in players)


@pytest.mark.parametrize("there", [Learner.to_a_demo, Learner.to_the_playground])
async def test_a_class(tmp_path: Path, there: Callable[[Learner], Coroutine[None, None, None]]) -> None:
    with class_server(tmp_path, "--per-key", "100", "--rate", "10000") as server:
        await lesson(server, there)
