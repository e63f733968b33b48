"""Puts a certificate away from within the app: in the learner's own folder, in all its forms, never over another."""

from __future__ import annotations

from pathlib import Path

from tutor.console.saving import write_whole
from tutor.study.graduation.certificate import FORMATS
from tutor.study.graduation.records import Graduation

FOLDER = "certificates"
"""Beside the progress file: wherever nntutor runs, also where it is served to others, that is the learner's to fill."""
MOST = 20
"""Of one graduation, for those who try names."""
FORMS = ("text", "markdown", "svg")


def put_away(won: Graduation, name: str, home: Path) -> Path:
    """Write a certificate's files.

    Args:
        won: the graduation.
        name: what stands on it, or "".
        home: the folder with the learner's progress.

    Returns:
        The picture's path; the other forms lie beside it, under the same name with another ending.

    Raises:
        OSError: they cannot be written, or there are twenty of them already; the message says so.
    """
    folder = home / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in range(1, MOST + 1):
        stem = f"{won.part}-{won.id[:8]}" + (f"-{number}" if number > 1 else "")
        paths = {form: folder / f"{stem}{FORMATS[form].suffix}" for form in FORMS}
        if any(path.exists() for path in paths.values()):
            continue
        for form, path in paths.items():
            write_whole(path, [FORMATS[form].write(won, name)], force=False)
        return paths["svg"]
    raise OSError(f"There are {MOST} of this certificate in {folder} already.")
