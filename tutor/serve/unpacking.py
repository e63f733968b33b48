"""Bounds what a compressed packet may unpack to: AsyncSSH would make 200 MB of one of 200 kB."""

from __future__ import annotations

import zlib

from asyncssh import compression

ALGORITHM = b"zlib@openssh.com"
"""Compression from when a client is let in; the older `zlib` begins before, and nobody needs it."""
LARGEST = 256 * 1024
"""Bytes: as many as AsyncSSH takes of a packet that is not compressed."""


class Unpacker(compression.Decompressor):
    """Unpacks one connection's packets."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj()

    def decompress(self, data: bytes) -> bytes | None:
        """Return a packet's contents, or None, which ends the connection, if they are too large or make no sense."""
        try:
            contents = self._stream.decompress(data, LARGEST)
        except zlib.error:
            return None
        return None if self._stream.unconsumed_tail else contents


def bound_unpacking() -> None:
    """Have AsyncSSH unpack with this, in this process.

    AsyncSSH keeps its algorithms for the whole process and has no option of its own for a bound.
    """
    packer = compression._cmp_compressors[ALGORITHM]
    compression.register_compression_alg(ALGORITHM, packer, Unpacker, True, False)
