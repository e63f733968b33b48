"""Writing never waits: not for a reader that is slow, that has stopped, or that has gone."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from tutor.tui.driver.output import Output

PATIENCE = 30.0
MORE_THAN_A_PIPE_TAKES = "x" * 1_000_000


class Pipe:
    """An output whose reader is the test."""

    def __init__(self) -> None:
        self.reader, writer = os.pipe()
        self.file = os.fdopen(writer, "w", encoding="ascii")
        self.gone, self.empty = threading.Event(), threading.Event()
        self.output = Output(self.file, self.gone.set, self.empty.set)
        self.output.start()

    def stop_reading_for_good(self) -> None:
        if self.reader >= 0:
            os.close(self.reader)
            self.reader = -1


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    pipe = Pipe()
    yield pipe
    pipe.stop_reading_for_good()
    pipe.output.finish(PATIENCE)
    pipe.output.join(PATIENCE)
    pipe.file.close()


def test_what_is_written_arrives_in_order(pipe: Pipe) -> None:
    for text in ("one ", "two ", "μ"):
        pipe.output.write(text)
    assert pipe.output.finish(PATIENCE)
    assert os.read(pipe.reader, 100) == b"one two ?"
    assert not pipe.output.busy
    assert pipe.output.waits_since is None
    assert pipe.empty.is_set()


def test_a_reader_that_has_stopped_keeps_nobody_waiting(pipe: Pipe) -> None:
    pipe.output.write(MORE_THAN_A_PIPE_TAKES)
    pipe.output.write("never sent")
    assert pipe.output.busy
    assert pipe.output.waits_since is not None
    assert not pipe.output.finish(0.01)
    assert pipe.output.dead
    pipe.output.write("nor this")
    assert not pipe.output.busy


def test_what_was_not_begun_is_dropped_when_asked(pipe: Pipe) -> None:
    pipe.output.write(MORE_THAN_A_PIPE_TAKES)
    first = os.read(pipe.reader, 1)  # so it has begun
    pipe.output.write("a frame that nobody needs")
    pipe.output.forget_waiting()
    pipe.output.write("the end")
    rest = b""
    while not rest.endswith(b"the end"):
        rest += os.read(pipe.reader, 65536)
    assert first + rest == MORE_THAN_A_PIPE_TAKES.encode() + b"the end"


def test_a_reader_that_has_gone_is_told_of_once(pipe: Pipe) -> None:
    pipe.stop_reading_for_good()
    pipe.output.write("to nobody")
    assert pipe.gone.wait(PATIENCE)
    assert pipe.output.dead
    assert not pipe.output.finish(PATIENCE)
