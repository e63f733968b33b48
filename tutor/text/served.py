"""What a learner on somebody else's server is not told: where that server keeps its files, and what went wrong inside.

The second goes to whoever runs the server, by a descriptor that a served process has for it.
"""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

SERVED = "NNTUTOR_SERVED"
"""The variable by which a server tells its learners' processes what they are."""
FOR_THE_SERVER = 3
"""The descriptor that leads to the server's own standard error."""
CAME_TO_A_STOP = (
    "nntutor came to a stop, and whoever runs this server can read why. Every answer is kept: connect again to go on."
)
CANNOT_BE_KEPT = (
    "Progress cannot be kept on this server: {reason}. You can learn all the same, and what you do stays until you "
    "leave. Please tell whoever runs it."
)
_PATH = re.compile(r"""(?<![\w.~/])/(?:[^\s/:'"]+/)*([^\s/:'"]+)""")


def is_served(environment: Mapping[str, str] | None = None) -> bool:
    """Whether this process, or one with these variables, is a learner's on a class server."""
    return SERVED in (os.environ if environment is None else environment)


def told(text: object, environment: Mapping[str, str] | None = None) -> str:
    """Return what a learner may read of a text: of each path, if the process is served, the last part alone."""
    words = str(text)
    if not is_served(environment):
        return words
    known = os.environ if environment is None else environment
    places = {known.get("NNTUTOR_HOME", ""), known.get("HOME", ""), str(Path(__file__).parents[2]), sys.prefix}
    for place in sorted(places - {"", "/"}, key=len, reverse=True):
        words = words.replace(f"{place}/", "")
    return _PATH.sub(r"\1", words)


def errors() -> TextIO:
    """Return where whoever runs the server reads what went wrong; nowhere, if that is closed."""
    try:
        return os.fdopen(os.dup(FOR_THE_SERVER), "w", encoding="utf-8", errors="backslashreplace")
    except OSError:
        return Path(os.devnull).open("w", encoding="utf-8")


def report() -> None:
    """Tell whoever runs the server about the exception that is being handled."""
    with errors() as file:
        traceback.print_exc(file=file)
