"""Findings about progress: where it lies, whether it can be written there, and whether the file is whole.

Nothing of the learner's is touched: a damaged file is set aside when the course is opened, not here.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tutor.console.settings import BY_NAME, Settings, with_values
from tutor.doctor.finding import Finding

LEAST_FREE = 1_000_000
"""Bytes. Years of answers take less."""
BRIEFLY = 0.5
"""Seconds to wait for a file that another program holds."""
FAR_AWAY = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "fuse.glusterfs", "ceph"})
"""File systems that are on another machine."""
MOVE = "Make room or mend that, or set NNTUTOR_HOME to a folder that can be written to."


def keeping(environment: Mapping[str, str]) -> tuple[Finding, Settings]:
    """Whether progress can be kept, and the settings that are."""
    try:
        from tutor.store.open import FILE_NAME, home
    except ImportError as problem:
        return _trouble(f"not possible: {problem}", "Reinstall Python with sqlite3.", {}), Settings()
    try:
        path = home(environment) / FILE_NAME
    except (OSError, RuntimeError, ValueError, ImportError) as problem:
        advice = "Set NNTUTOR_HOME to a folder that can be written to."
        return _trouble(f"no folder for it can be found ({problem})", advice, {}), Settings()
    facts: dict[str, object] = {"file": str(path)}
    try:
        facts["exists"] = path.exists()
        folder = nearest(path.parent)
        facts["free"] = shutil.disk_usage(folder).free
        facts["file_system"] = file_system(folder)
        _try_to_write(folder, own=folder == path.parent)
    except OSError as problem:
        return _trouble(f"not possible in {path}: {_reason(problem)}", MOVE, facts), _settings(path)
    return _about(path, facts)


def nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists: what is missing will be made there.

    Raises:
        NotADirectoryError: something else stands there.
    """
    for candidate in (folder, *folder.parents):
        if candidate.exists():
            if not candidate.is_dir():
                raise NotADirectoryError(0, "a file stands where a folder should be", str(candidate))
            return candidate
    return Path("/")


def _try_to_write(folder: Path, *, own: bool) -> None:
    """Write something in a folder of ours, and take it away again; of somebody else's folder only ask."""
    if not own:
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(0, "the folder that it would be made in may not be written to", str(folder))
    else:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"nntutor" * 1000)
            trial.flush()
            os.fsync(trial.fileno())
    if shutil.disk_usage(folder).free < LEAST_FREE:
        raise OSError(0, "the disk is full", str(folder))


def _about(path: Path, facts: dict[str, object]) -> tuple[Finding, Settings]:
    """Return a finding about the progress file itself, and the settings in it."""
    from tutor.store.database import look_into
    from tutor.store.errors import Damaged, Newer, NotKept

    away = f", on {facts['file_system']}" if facts["file_system"] in FAR_AWAY else ""
    advice = "That is on another machine: each answer takes a little longer to be kept." if away else ""
    if not path.exists():
        return Finding("progress", f"can be kept in {path}{away}", "fine", advice, facts), Settings()
    try:
        facts["version"], kept = look_into(path, BRIEFLY)
    except Damaged as problem:
        facts["damaged"] = True
        advice = (
            "When the course is opened it is set aside under a dated name, and a new one started. Nothing is deleted."
        )
        return Finding("progress", f"{path} is damaged: {problem}", "note", advice, facts), Settings()
    except Newer as problem:
        advice = "Upgrade nntutor to go on with it; until then it is left as it is, and nothing is kept."
        return _trouble(f"{path} was written by a newer nntutor: {problem}", advice, facts), Settings()
    except (NotKept, OSError) as problem:
        return _trouble(f"{path} cannot be read: {problem}", MOVE, facts), Settings()
    if not os.access(path, os.W_OK):
        return _trouble(f"{path} may not be written to", MOVE, facts), _read(kept)
    return Finding("progress", f"kept in {path}{away}", "fine", advice, facts), _read(kept)


def _settings(path: Path) -> Settings:
    """Return the settings in a file that perhaps cannot be written to."""
    from tutor.store.database import look_into
    from tutor.store.errors import Damaged, Newer, NotKept

    try:
        return _read(look_into(path, BRIEFLY)[1])
    except (Damaged, Newer, NotKept, OSError):
        return Settings()


def _read(kept: Mapping[str, str]) -> Settings:
    return with_values({name: choice.valid(kept.get(name)) for name, choice in BY_NAME.items()})


def file_system(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """Return the kind of file system that a folder is on, "" where that cannot be told (Linux tells)."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    real = folder.resolve()
    kinds = {fields[1]: fields[2] for line in lines if len(fields := line.split()) > 2}
    return next((kinds[str(place)] for place in (real, *real.parents) if str(place) in kinds), "")


def _trouble(found: str, advice: str, facts: Mapping[str, object]) -> Finding:
    return Finding("progress", found, "trouble", advice, facts)


def _reason(problem: OSError) -> str:
    words = problem.strerror or type(problem).__name__
    return words[:1].lower() + words[1:]
