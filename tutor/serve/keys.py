"""Keys: the server's own, made once and kept; and what a learner's key says about who they are."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import asyncssh

from tutor.serve.settings import CannotServe

FOR_OWNER = 0o600
_IN_A_NAME = str.maketrans({"/": "_", "+": "-", ":": "-"})


def host_key(path: Path) -> asyncssh.SSHKey:
    """The server's key; made at the first call, the same ever after.

    Raises:
        CannotServe: it cannot be read, or others can read it.
    """
    try:
        if not path.exists():
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
    key = asyncssh.generate_private_key("ssh-ed25519", "nntutor")
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FOR_OWNER)
    with os.fdopen(handle, "wb") as file:
        file.write(key.export_private_key())


def fingerprint(key: asyncssh.SSHKey) -> str:
    """Who somebody is: SHA256:…, as `ssh-keygen -l` shows it."""
    return key.get_fingerprint()


def folder_name(identity: str) -> str:
    """A fingerprint as the name of a folder: what a name cannot hold, or is awkward in one, is replaced."""
    return identity.translate(_IN_A_NAME)


class Register:
    """Who may come: anybody with a key, or those whose key stands in a file, which is read anew each time.

    Args:
        path: a file in OpenSSH's authorized_keys format, or None.

    Raises:
        CannotServe: the file cannot be read, or holds no key.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        if path is not None:
            self._read(path)

    @property
    def is_open(self) -> bool:
        """Whether any key will do."""
        return self._path is None

    def knows(self, key: asyncssh.SSHKey, address: str) -> bool:
        """Whether the owner of this key may come, from there.

        Raises:
            CannotServe: the list cannot be read any more.
        """
        return self._path is None or self._read(self._path).validate(key, address, address) is not None

    def _read(self, path: Path) -> asyncssh.SSHAuthorizedKeys:
        try:
            return asyncssh.read_authorized_keys(str(path))
        except OSError as problem:
            raise CannotServe(f"The list of keys {path} cannot be read: {problem.strerror or problem}.") from problem
        except ValueError as problem:
            raise CannotServe(
                f"{path} lists no key. It wants a line for each learner, as in ~/.ssh/authorized_keys."
            ) from problem
