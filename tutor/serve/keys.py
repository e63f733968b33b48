"""Keys: the server's own, made once and kept; and what a learner's key says about who they are."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

import asyncssh

from tutor.serve.settings import CannotServe

_IN_A_NAME = str.maketrans({"/": "_", "+": "-", ":": "-"})


def host_key(path: Path) -> asyncssh.SSHKey:
    """The server's key; made at the first call, the same ever after.

    Raises:
        CannotServe: it cannot be read, or others can read it.
    """
    try:
        if not path.exists() or not path.stat().st_size:  # an empty one is what a full disk has left behind
            path.unlink(missing_ok=True)
            _make(path)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise CannotServe(f"Others can read the host key {path}. If they have not, `chmod 600 {path}` mends that.")
        return asyncssh.read_private_key(path)
    except OSError as problem:
        raise CannotServe(f"The host key {path} cannot be used: {problem.strerror or problem}.") from problem
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as problem:
        raise CannotServe(
            f"{path} is not a private key that can be read ({problem}). Put the right one there, or take it away: a "
            "new one is made then, and learners are warned that the server is another."
        ) from problem


def _make(path: Path) -> None:
    """Make the key beside its place and put it there whole: a disk that is full must not leave half of one."""
    key = asyncssh.generate_private_key("ssh-ed25519", "nntutor")
    handle, beside = tempfile.mkstemp(prefix=f"{path.name}-", dir=path.parent)  # for its owner only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key.export_private_key())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another server has made one meanwhile
            os.link(beside, path)
    finally:
        Path(beside).unlink()


def fingerprint(key: asyncssh.SSHKey) -> str:
    """Who somebody is: SHA256:…, as `ssh-keygen -l` shows it."""
    return key.get_fingerprint()


def folder_name(identity: str) -> str:
    """A fingerprint as the name of a folder: what a name cannot hold, or is awkward in one, is replaced."""
    return identity.translate(_IN_A_NAME)
