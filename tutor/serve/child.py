"""What a forked child does before it is a learner's tutor: a session, a terminal, streams and limits of its own."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import resource
import signal
import sys
import termios
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NoReturn, TextIO

from tutor.console.environment import has_only_ascii
from tutor.serve.messages import Start
from tutor.text.served import FOR_THE_SERVER, report

NICE = 2
"""So much less urgent than the server, which has everybody's keys to carry."""
AUTOGROUP = Path("/proc/self/autogroup")
MIB = 1024 * 1024
LIMITS = {
    "RLIMIT_DATA": 512 * MIB,  # not RLIMIT_AS: address space that threads only reserve would count
    "RLIMIT_FSIZE": 64 * MIB,
    "RLIMIT_NOFILE": 256,
    "RLIMIT_CPU": 4 * 60 * 60,
    "RLIMIT_CORE": 0,
}
"""The most that one learner can use up: bytes in memory, bytes in a file, open files, seconds of computing."""
_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGCHLD)


def become_child(start: Start, terminal: int, run: Callable[[list[str]], int]) -> NoReturn:
    """Turn this process, just forked, into a learner's, and end it with what `run` gives back."""
    status = 1
    try:
        os.setsid()
        _take_terminal(terminal, controlling=start.terminal)
        _settle(start.environment)
        status = run(start.words)
        sys.stdout.flush()
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1
    except Exception:
        report()
    finally:
        os._exit(status)


def _take_terminal(terminal: int, *, controlling: bool) -> None:
    """Have the terminal as standard streams, what was standard error for the server's eyes, and nothing else open."""
    errors = os.dup(2)
    for stream in (0, 1, 2):
        os.dup2(terminal, stream)
    os.dup2(errors, FOR_THE_SERVER)
    os.closerange(FOR_THE_SERVER + 1, os.sysconf("SC_OPEN_MAX"))
    if controlling:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _settle(environment: Mapping[str, str]) -> None:
    signal.set_wakeup_fd(-1)
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    os.umask(0o077)
    os.chdir("/")
    _be_nice()
    for name, most in LIMITS.items():
        limit_to(getattr(resource, name), most)
    encoding = encoding_for(environment)
    files = (_open(0, "r", encoding), _open(1, "w", encoding), _open(2, "w", encoding))
    for name, file in zip(("stdin", "stdout", "stderr"), files, strict=True):
        setattr(sys, name, file)
        setattr(sys, f"__{name}__", file)  # Textual draws on this one
    gc.enable()


def _be_nice() -> None:
    """Leave the server the first turn: by process, and by session where the kernel shares its time out by those."""
    os.nice(NICE)
    with contextlib.suppress(OSError):
        AUTOGROUP.write_text(str(NICE))


def limit_to(which: int, most: int) -> None:
    """Lower a limit of this process; one that is lower already, or that the system does not keep, stays."""
    _, hard = resource.getrlimit(which)
    if hard == resource.RLIM_INFINITY or most < hard:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(which, (most, most))


def encoding_for(environment: Mapping[str, str]) -> str:
    """How the learner's terminal encodes text: UTF-8 unless their locale says otherwise, then no more than ASCII."""
    return "ascii" if has_only_ascii(environment, "utf-8") else "utf-8"


def _open(stream: int, mode: Literal["r", "w"], encoding: str) -> TextIO:
    return os.fdopen(stream, mode, -1 if mode == "r" else 1, encoding, errors="replace", closefd=False)
