"""`nntutor serve`: the tutor for a class over SSH."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from tutor.console.shell import WRONG, Shell

if TYPE_CHECKING:
    from tutor.serve.settings import ServeSettings

FOLDER = "class"
"""Where the learners' progress lies, in the folder of whoever runs the server, unless --data names another."""


def serve(shell: Shell, options: SimpleNamespace) -> int:
    """Serve until told to stop."""
    from tutor.serve.serving import serve as serve_class
    from tutor.serve.settings import CannotServe

    try:
        return serve_class(settings(shell, options), shell.say, shell.complain)
    except CannotServe as problem:
        shell.complain(f"nntutor serve: {problem}")
        return WRONG


def settings(shell: Shell, options: SimpleNamespace) -> ServeSettings:
    """Return the settings that were chosen, and the usual ones for the rest."""
    from tutor.serve.settings import ServeSettings
    from tutor.store.open import home

    chosen = {name: value for name, value in vars(options).items() if value is not None}
    data = Path(chosen.pop("data")).expanduser().absolute() if "data" in chosen else home(shell.environment) / FOLDER
    if "keys" in chosen:
        chosen["keys"] = Path(chosen["keys"]).expanduser().absolute()
    known = {name: value for name, value in chosen.items() if name in ServeSettings.__dataclass_fields__}
    return ServeSettings(data, **known)
