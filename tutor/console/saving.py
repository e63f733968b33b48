"""What a command makes, written to the standard output or, with `--out FILE`, to a file: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tutor.console.shell import FINE, WRONG, Shell
from tutor.console.streams import put


def hand_out(shell: Shell, pieces: Iterable[str], out: str | None, *, force: bool, called: str) -> int:
    """Write text where it is wanted.

    Args:
        shell: whose standard output it is.
        pieces: the text, in as many pieces as there are.
        out: the file's name as typed, or None (and "-") for the standard output.
        force: whether a file of that name may be replaced.
        called: what it is, with its verb, as in "your notes lie".

    Returns:
        The exit status. A file that cannot be written is told about, and nothing is left in its place.
    """
    if out is None or out == "-":
        for piece in pieces:
            put(shell.out, piece)
        return FINE
    path = Path(out)
    try:
        if refusal := _refusal(path, force):
            shell.complain(f"nntutor: {refusal}")
            return WRONG
        write_whole(path.resolve(), pieces, force)
    except FileExistsError:
        shell.complain(f"nntutor: {_taken(path)}")
        return WRONG
    except (OSError, ValueError) as problem:
        words = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
        shell.complain(f"nntutor: {out} could not be written: {words[:1].lower()}{words[1:]}. Nothing is left of it.")
        return WRONG
    shell.complain(f"{called[:1].upper()}{called[1:]} in {path}.")
    return FINE


def _refusal(path: Path, force: bool) -> str:
    """Why a name cannot be written to, as a sentence that says what to do instead; "" if it can."""
    if path.is_dir():
        return f"{path} is a folder. Name a file in it, as in --out {path / 'nntutor.out'}."
    if os.path.lexists(path) and not path.is_file():
        return f"{path} is no ordinary file. Leave --out away and send the output there with >."
    if os.path.lexists(path) and not force:
        return _taken(path)
    if not path.absolute().parent.is_dir():
        return f"There is no folder {path.absolute().parent}. Make it first, or name another."
    return ""


def _taken(path: Path) -> str:
    return f"{path} exists already, and nothing was written. Give another name, or --force to replace it."


def write_whole(path: Path, pieces: Iterable[str | bytes], force: bool) -> None:
    """Write beside the name and move it there, so that a file under that name is always whole; for its owner only.

    Raises:
        FileExistsError: somebody has taken the name meanwhile.
        OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}-", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
            file.flush()
            os.fsync(file.fileno())
        if force:
            beside.replace(path)
        else:
            _move_to_free_name(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _move_to_free_name(beside: Path, path: Path) -> None:
    try:
        path.hardlink_to(beside)  # unlike a rename, it never replaces anything
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError from None
        beside.replace(path)
