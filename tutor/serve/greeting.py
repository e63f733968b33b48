"""The lines with which the server begins, for whoever runs it."""

from __future__ import annotations

from collections.abc import Sequence

import asyncssh

from tutor.serve.keys import fingerprint
from tutor.serve.settings import ServeSettings


def greeting(settings: ServeSettings, port: int, key: asyncssh.SSHKey, remarks: Sequence[str]) -> list[str]:
    """Return what whoever runs it wants to know, and what they should: where, for whom, and what was in the way."""
    only_here = settings.host in ("127.0.0.1", "::1", "localhost")
    return [
        f"nntutor serves on {settings.host} port {port}. Learners come with: ssh -p {port} HOST",
        *(["Only this machine can connect. --host 0.0.0.0 lets others in."] if only_here else []),
        f"Host key: {fingerprint(key)} (ssh shows it at the first visit)",
        "Any SSH key is an account of its own."
        if settings.keys is None
        else f"Learners are those whose key stands in {settings.keys}.",
        *remarks,
        f"Progress: {settings.learners}",
        f"Log: {settings.log}",
        "Ctrl-C stops it: learners are told, and everything is kept. A second one stops it at once.",
    ]
