"""An animation rests where the machine is crowded, and no longer than it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tutor.tui.driver.test_driver_pacing import Clock
from tutor.tui.driver.crowding import LONGEST, Crowding, Times, times_of_scheduler
from tutor.tui.driver.pacing import Pace


class Machine:
    """Tells what a test says of it."""

    def __init__(self) -> None:
        self.now = Times(1.0, 1.0)

    def __call__(self) -> Times:
        return self.now

    def frame(self, computed: float, waited: float) -> None:
        """The time of one more frame."""
        self.now = Times(self.now.computed + computed, self.now.waited + waited)


@pytest.fixture
def machine() -> Machine:
    return Machine()


def after(frames: int, machine: Machine, crowding: Crowding, waited: float) -> float:
    """The rest after so many frames that computed for 5 ms each."""
    for _ in range(frames):
        machine.frame(0.005, waited)
        crowding.look()
    return crowding.rest


def test_with_room_nothing_rests(machine: Machine) -> None:
    assert after(20, machine, Crowding(machine), waited=0.004) == 0.0


def test_a_rest_grows_with_the_crowd_and_ends_with_it(machine: Machine) -> None:
    crowding = Crowding(machine)
    first = after(1, machine, crowding, waited=0.006)
    second = after(1, machine, crowding, waited=0.006)
    assert 0.0 < first < second < LONGEST
    assert after(20, machine, crowding, waited=0.05) == LONGEST
    shorter = after(1, machine, crowding, waited=0.0)
    assert 0.0 < shorter < LONGEST
    assert after(30, machine, crowding, waited=0.0) == 0.0


def test_too_little_computing_tells_nothing(machine: Machine) -> None:
    crowding = Crowding(machine)
    machine.frame(0.001, 1.0)
    crowding.look()
    assert crowding.rest == 0.0
    machine.frame(0.005, 0.0)
    crowding.look()
    assert crowding.rest > 0.0  # it was not lost, only put off


def test_where_nothing_is_told_nothing_rests(tmp_path: Path) -> None:
    assert times_of_scheduler(tmp_path / "absent") is None
    odd = tmp_path / "odd"
    odd.write_text("ready or not\n")
    assert times_of_scheduler(odd) is None
    crowding = Crowding(lambda: None)
    crowding.look()
    assert crowding.rest == 0.0


def test_what_linux_tells_is_read_as_seconds(tmp_path: Path) -> None:
    told = tmp_path / "schedstat"
    told.write_text("1500000000 250000000 42\n")
    assert times_of_scheduler(told) == Times(1.5, 0.25)


async def test_frames_rest_and_nothing_else_does(machine: Machine) -> None:
    clock = Clock()
    pace = Pace(clock=clock, crowding=Crowding(machine))
    for _ in range(10):
        clock.now += 1.0
        assert pace.may_draw()
        machine.frame(0.005, 0.05)
        pace.probe(100, asking=pace.take_frame())
        pace.answered(clock.now)
    assert not pace.may_draw()
    assert pace.may_go_on()
    assert pace.seconds_to_wait() == pytest.approx(LONGEST)
    clock.now += LONGEST
    assert pace.may_draw()
