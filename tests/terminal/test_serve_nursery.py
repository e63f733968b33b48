"""`nntutor serve` whose nursery dies: no session is lost, newcomers wait a moment, and the log says what happened."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.terminal.class_server import ClassServer, class_server
from tests.terminal.conftest import turn_pages
from tests.terminal.waiting import until

HOME = "Ten questions everyone asks"


def nursery(server: ClassServer) -> int:
    """The process that forks learners' processes."""
    (found,) = server.children() - server.tutors()
    return found


def test_a_nursery_that_dies_takes_no_learner_along_and_comes_back(tmp_path: Path) -> None:
    with class_server(tmp_path) as server, server.terminal("ada") as ada:
        ada.wait_for(HOME)
        ada.press("enter")
        ada.wait_for("page 1 of")
        (tutor,) = server.tutors()
        dead = nursery(server)
        os.kill(dead, signal.SIGKILL)
        until(lambda: "the nursery is back" in server.log(), "another nursery")
        assert "the nursery has died (signal 9); another is being started" in server.log()
        assert tutor in server.tutors()
        assert dead not in server.children()
        turn_pages(ada, 2)
        with server.terminal("grace") as grace:
            grace.wait_for(HOME)
            grace.press("q")
            assert grace.wait_for_exit() == 0
        ada.press("escape")
        ada.wait_for(HOME)
        ada.press("q")
        assert ada.wait_for_exit() == 0
        until(lambda: server.log().count("how=left") == 2, "both ends in the log")
        status, said = server.stop()
        assert status == 0
        assert "The nursery has died" in said
        assert 'stopped how="in order"' in server.log()


def test_one_who_comes_while_it_is_away_waits_for_it(tmp_path: Path) -> None:
    with class_server(tmp_path) as server:
        os.kill(nursery(server), signal.SIGKILL)
        until(lambda: "another is being started" in server.log(), "its death in the log")
        until(lambda: len(server.children()) == 1, "another")
        with server.terminal("ada") as ada:
            ada.wait_for(HOME)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_a_learner_whose_nursery_has_died_is_sent_home_or_ended_like_any_other(
    tmp_path: Path, end: signal.Signals
) -> None:
    with class_server(tmp_path) as server, server.terminal("ada") as ada:
        ada.wait_for(HOME)
        (tutor,) = server.tutors()
        os.kill(nursery(server), signal.SIGKILL)
        until(lambda: "the nursery is back" in server.log(), "another nursery")
        if end is signal.SIGTERM:
            status, _ = server.stop()
            ada.wait_for("This server is being stopped. Everything is kept")
            assert status == 0
        else:
            os.kill(tutor, end)
            ada.wait_for_broken("The tutor ended unexpectedly (killed by signal 9)")
        ada.wait_for_exit()
        assert not ada.screen.cursor.hidden
        until(lambda: not Path(f"/proc/{tutor}").exists(), "its end")
