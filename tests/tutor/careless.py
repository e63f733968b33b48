"""What a client sends that keeps to no limit, and does not care what it is answered."""

from __future__ import annotations

from typing import Any

import pytest

asyncssh = pytest.importorskip("asyncssh", reason="AsyncSSH is not installed: pip install 'nntutor[serve]'")

from tutor.serve.surroundings import FROM_CLIENT  # noqa: E402

String, UInt32 = asyncssh.packet.String, asyncssh.packet.UInt32
IGNORE, CHANNEL_OPEN, CHANNEL_REQUEST = 2, 90, 98
"""Numbers of messages: RFC 4250, 4.1."""


class Whatever:
    """Channels of a client that does not care what it is answered."""

    def __getitem__(self, number: int) -> Whatever:
        return self

    def __contains__(self, number: int) -> bool:
        return False

    def get(self, number: int) -> Whatever:
        del number
        return self

    def values(self) -> list[Any]:
        return []

    def process_packet(self, *_: object) -> bool:
        return True

    def nothing(self, *_: object) -> None:
        """Nothing is noted, and nothing comes of it."""

    log_received_packet = process_open_confirmation = process_open_failure = nothing


def open_channels(connection: Any, count: int) -> None:
    connection._channels = Whatever()
    for number in range(count):
        connection.send_packet(CHANNEL_OPEN, String("session"), UInt32(number), UInt32(65536), UInt32(32768))


def send_variables(connection: Any, count: int, size: int) -> None:
    """Ask for variables in the first channel, every other one of which the server knows."""
    for number in range(count):
        name = FROM_CLIENT[0] if number % 2 else f"V{number}"
        connection.send_packet(CHANNEL_REQUEST, UInt32(0), String("env"), b"\0", String(name), String("x" * size))
