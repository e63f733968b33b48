"""A small SSH client for where OpenSSH's is not installed: `asyncssh_client.py PORT KEY`, in a terminal."""

from __future__ import annotations

import asyncio
import os
import sys
import tty

import asyncssh

AT_ONCE = 65536


class Screen(asyncssh.SSHClientSession[bytes]):
    """Shows what comes."""

    def data_received(self, data: bytes, datatype: int | None) -> None:
        del datatype
        os.write(1, data)


async def main(port: int, key: str) -> int:
    """Until the far side closes."""
    columns, rows = os.get_terminal_size(0)
    tty.setraw(0)
    async with asyncssh.connect(
        "127.0.0.1", port, username="learner", client_keys=[key], known_hosts=None, agent_path=None, config=None
    ) as connection:
        channel, _ = await connection.create_session(
            Screen, term_type=os.environ["TERM"], term_size=(columns, rows), encoding=None
        )
        loop = asyncio.get_running_loop()
        loop.add_reader(0, lambda: channel.write(os.read(0, AT_ONCE)))
        await channel.wait_closed()
        loop.remove_reader(0)
        status = channel.get_exit_status()
        return 255 if status is None else status


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]), sys.argv[2])))
