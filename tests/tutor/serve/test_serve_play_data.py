"""`nntutor serve` and files: a learner has no command line, so none that could name a file of the server's."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.tutor.classroom import room
from tutor.serve import words


@pytest.mark.parametrize("command", ["play --data /etc/passwd", "nntutor --plain play --data ../../keys --json"])
@pytest.mark.parametrize("terminal", ["xterm", None])
async def test_no_command_of_a_learner_is_run(tmp_path: Path, command: str, terminal: str | None) -> None:
    async with room(tmp_path) as server, asyncio.timeout(30), await server.connect() as connection:
        answer = await connection.run(command, term_type=terminal)
        told = f"{answer.stdout}{answer.stderr}".strip()
        assert (told, answer.exit_status) == (words.NO_COMMANDS, 2)
        assert server.children.started == 0
