"""200 kills at random moments, of learners' processes, the nursery and the server: no answer that was marked is lost.

A learner answers in plain text as fast as the server marks; what was marked before the kill must be in their file.
Run with `pytest -n 0 -s tests/benchmarks/test_kills.py`.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
from contextlib import suppress
from pathlib import Path

import asyncssh

from tests.terminal.class_server import ClassServer, class_server
from tutor.store import open_store

KILLS = 200
LATEST = 0.4
"""Seconds after the first answer until the kill, at most."""
PATIENCE = 60.0
TARGETS = {"learner": 16, "nursery": 3, "server": 1}
"""What is killed, and how often among twenty."""
ASKED, MARKED = "Type a number", "Marked wrong."
TO_THE_QUESTIONS = "6\npage 5\n"


class Answering:
    """A learner who answers until the line drops."""

    def __init__(self) -> None:
        self.sent, self.said = list[str](), ""
        self.asked = asyncio.Event()

    @property
    def marked(self) -> list[str]:
        """The answers that are known to have been marked."""
        return self.sent[: self.said.count(MARKED)]

    async def go_on(self, server: ClassServer, name: str) -> None:
        """Come, and answer."""
        key = str(server.key(name))
        async with (
            asyncssh.connect(
                "127.0.0.1",
                server.port,
                username=name,
                client_keys=[key],
                known_hosts=None,
                agent_path=None,
                config=None,
            ) as connection,
            connection.create_process() as process,
        ):
            process.stdin.write(TO_THE_QUESTIONS)
            while data := await process.stdout.read(4096):
                self._hear(str(data), process)

    def _hear(self, said: str, process: asyncssh.SSHClientProcess[str]) -> None:
        self.said += said
        if ASKED in self.said:
            self.asked.set()
            if len(self.sent) == len(self.marked):
                self.sent.append(f"9{len(self.sent):04}")
                process.stdin.write(f"{self.sent[-1]}\n")


def kill(server: ClassServer, target: str) -> None:
    """End something where it stands."""
    children = server.children()
    nurseries = {child for child in children if _reads_nothing(child)}
    learners = children - nurseries
    victims = {"learner": learners, "nursery": nurseries, "server": {server.process.pid}}[target]
    for victim in victims:
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)


def _reads_nothing(process: int) -> bool:
    """Of the nursery alone the standard input leads nowhere."""
    try:
        return Path(f"/proc/{process}/fd/0").readlink() == Path(os.devnull)
    except OSError:  # it has ended meanwhile
        return False


async def one(server: ClassServer, name: str, target: str, chance: random.Random) -> tuple[int, int]:
    """How many answers were marked, and how many of them are lost."""
    learner = Answering()
    task = asyncio.create_task(learner.go_on(server, name))
    async with asyncio.timeout(PATIENCE):
        await asyncio.wait([task, asyncio.ensure_future(learner.asked.wait())], return_when=asyncio.FIRST_COMPLETED)
    await asyncio.sleep(chance.uniform(0, LATEST))
    kill(server, target)
    if target == "nursery":
        await asyncio.sleep(chance.uniform(0, LATEST))  # the learner goes on
        kill(server, "learner")
    with suppress(OSError, asyncssh.Error):
        async with asyncio.timeout(PATIENCE):
            await task
    store = open_store({"NNTUTOR_HOME": str(server.home(name))})
    kept = {attempt.reply for attempt in store.attempts()}
    store.close()
    return len(learner.marked), len(set(learner.marked) - kept)


async def test_nothing_that_was_marked_is_lost(tmp_path: Path) -> None:
    chance = random.Random(0)
    targets = chance.choices(list(TARGETS), list(TARGETS.values()), k=KILLS)
    marked = lost = number = 0
    while number < KILLS:
        with class_server(tmp_path, "--rate", "10000") as server:
            while number < KILLS and server.process.poll() is None:
                answers, gone = await one(server, f"learner{number}", targets[number], chance)
                marked, lost, number = marked + answers, lost + gone, number + 1
    counted = ", ".join(f"{targets.count(target)} of the {target}" for target in TARGETS)
    print(f"\n{KILLS} kills ({counted}): {marked} answers marked, {lost} lost")
    assert marked > KILLS
    assert lost == 0
