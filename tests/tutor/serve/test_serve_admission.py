"""Who may connect to `nntutor serve`: counting, chance, what `ulimit -n` leaves, the gate, and what is written down."""

from __future__ import annotations

import asyncio
import errno
import random
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tutor.serve import gate as gates
from tutor.serve import words
from tutor.serve.admission import Admission, likelihood, with_spare
from tutor.serve.capacity import files_for, offered
from tutor.serve.complaints import FEW, WHILE, Complaints
from tutor.serve.gate import Gate, listen
from tutor.serve.log import Log
from tutor.serve.settings import CannotServe, ServeSettings


class Door:
    """An admission, and who was sent away by it."""

    def __init__(self, **chosen: Any) -> None:
        settings = replace(ServeSettings(Path(), rate=10_000), **chosen)
        self.admission, self.gone = Admission(settings, random.Random(0)), list[tuple[str, int]]()

    def arrive(self, address: str, port: int) -> str:
        return self.admission.arrive((address, port), lambda _: self.gone.append((address, port)))


def test_the_silent_make_room_and_those_with_a_key_stay() -> None:
    door = Door(sessions=4)
    known = [("there", port) for port in range(with_spare(4) - 1)]
    for origin in known:
        assert door.arrive(*origin) == ""
        assert door.admission.identify(origin, f"key {origin}") == ""
    assert door.arrive("here", 1) == door.arrive("here", 2) == ""
    assert door.gone == [("here", 1)]
    assert door.admission.identify(("here", 2), "another") == ""
    assert door.arrive("here", 3) == words.MANY
    assert door.gone == [("here", 1)]
    door.admission.leave(known[0])
    assert door.arrive("here", 3) == ""


def test_who_makes_room_comes_from_where_most_are_silent() -> None:
    door = Door(sessions=100)
    for address in ("ada", "grace", "joan"):
        assert door.arrive(address, 1) == ""
    for port in range(1000):
        assert door.arrive("hostile", port) == ""
    assert {address for address, _ in door.gone} == {"hostile"}
    assert len(door.gone) >= 1000 - with_spare(100)


@pytest.mark.parametrize(
    ("silent", "free", "chance"), [(0, 60, 0), (39, 60, 0), (40, 60, 0.3), (50, 60, 0.65), (60, 60, 1), (0, 0, 1)]
)
def test_how_likely_a_newcomer_costs_a_place(silent: int, free: int, chance: float) -> None:
    assert likelihood(silent, free) == pytest.approx(chance)


def test_a_whole_class_that_comes_at_once_is_let_in() -> None:
    door = Door(sessions=100)
    assert [door.arrive("school", port) for port in range(100)] == [""] * 100
    assert door.gone == []


def test_an_address_has_only_so_many_connections() -> None:
    door = Door(per_address=2)
    for port in range(with_spare(2)):
        assert door.arrive("here", port) == ""
        door.admission.identify(("here", port), str(port))
    assert door.arrive("here", 99) == words.MANY_FROM_ADDRESS.format(most=with_spare(2))
    assert door.arrive("there", 99) == ""


def test_connections_and_channels_are_counted_by_key_until_they_end() -> None:
    door, most = Door(per_key=1), with_spare(1)
    for port in range(most + 1):
        assert door.arrive("here", port) == ""
    told = [door.admission.identify(("here", port), "ada") for port in range(most + 1)]
    assert told == [""] * most + [words.MANY_FOR_KEY.format(most=most)]
    assert [door.admission.open_channel(("here", 0)) for _ in range(most)] == [""] * most
    assert door.admission.open_channel(("here", 1)) == words.MANY_CHANNELS.format(most=most)
    door.admission.close_channel(("here", 0))
    assert door.admission.open_channel(("here", 1)) == ""
    door.admission.leave(("here", 0))
    door.admission.leave(("here", 0))
    assert door.admission.open_channel(("here", 1)) == ""


def test_a_key_may_begin_sessions_only_so_often() -> None:
    door = Door(rate=3)
    door.arrive("here", 1)
    door.admission.identify(("here", 1), "ada")
    for _ in range(3):
        assert door.admission.open_channel(("here", 1)) == ""
        door.admission.close_channel(("here", 1))
    assert door.admission.open_channel(("here", 1)) == words.CHANNELS_TOO_OFTEN


# Files


@pytest.mark.parametrize("files", [64, 128, 256, 1024])
def test_no_more_places_are_offered_than_there_are_files_for(files: int) -> None:
    settings, remark = offered(ServeSettings(Path()), files)
    assert 0 < settings.sessions <= 100
    assert files_for(settings.sessions) <= files
    assert settings.sessions == 100 or files_for(settings.sessions + 1) > files
    assert (remark == "") == (settings.sessions == 100)


def test_with_no_files_for_anybody_there_is_a_sentence() -> None:
    with pytest.raises(CannotServe, match="This process may open 20 files"):
        offered(ServeSettings(Path()), 20)


class Exhausted(socket.socket):
    """A listening socket of a process that has no files left."""

    left = 3

    def accept(self) -> Any:
        if self.left:
            self.left -= 1
            raise OSError(errno.EMFILE, "Too many open files")
        return super().accept()


async def test_an_accept_that_fails_waits_and_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "RETRY", 0.01)
    listening = Exhausted(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    taken, said = list[socket.socket](), list[str]()
    gate = Gate([listening], lambda connection, _: taken.append(connection), said.append)
    with socket.create_connection(("127.0.0.1", gate.port)):
        async with asyncio.timeout(30):
            while not taken:
                await asyncio.sleep(0.002)
    gate.close()
    for connection in taken:
        connection.close()
    assert said == ["Too many open files", ""]


async def test_it_listens_on_every_address_of_a_host_at_one_port() -> None:
    listening = await listen("localhost", 0)
    assert len({each.getsockname()[1] for each in listening}) == 1
    for each in listening:
        each.close()


# What is written down


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_an_attack_is_a_few_lines_and_then_one_a_while(tmp_path: Path) -> None:
    log, clock = Log(tmp_path / "log"), Clock()
    complaints = Complaints(log, clock)
    for _ in range(10_000):
        clock.now += WHILE / 1000
        complaints.refused("no key", key="-")
    complaints.refused("too often", key="-")
    complaints.sum_up(all_of_them=True)
    lines = (tmp_path / "log").read_text().splitlines()
    counted = [int(line.split("more=")[1].split()[0]) for line in lines if " more=" in line]
    assert len(counted) in (10, 11)
    assert sum(counted) + FEW == 10_000
    assert len(lines) == FEW + len(counted) + 1
    clock.now += 2 * WHILE
    complaints.refused("no key", key="ada")
    assert "key=ada" in (tmp_path / "log").read_text().splitlines()[-1]
    log.close()
