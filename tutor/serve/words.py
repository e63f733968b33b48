"""Every sentence that the server says to a learner, and how it gives a time in words."""

from __future__ import annotations

AGAIN = "Everything is kept: connect again to go on."
NO_KEY = (
    "nntutor knows you by your SSH key, and you have shown none. Make one with `ssh-keygen -t ed25519` (Enter answers "
    "its questions) and connect again."
)
UNKNOWN_KEY = (
    "nntutor knows you by your SSH key, and yours is not on the list here. Send the public half (the file that ends in "
    ".pub, often ~/.ssh/id_ed25519.pub) to whoever runs this server."
)
NO_KEY_LISTED = (
    "nntutor knows you by your SSH key, and you have shown none. Make one with `ssh-keygen -t ed25519` (Enter answers "
    "its questions) and send its public half, ~/.ssh/id_ed25519.pub, to whoever runs this server."
)
NO_COMMANDS = "Here is nothing but the tutor, so no command can be run: connect without one."
NO_FILES = "Here is nothing but the tutor, so no files can be sent or fetched. Your progress stays on this server."
FULL = "All {most} places here are taken. Try again in a while."
FULL_FOR_KEY = "You are here {most} times already. Leave one of those sessions (q) before you begin another."
FULL_FOR_ADDRESS = "{most} sessions come from your address already. Try again in a while."
TOO_OFTEN = "Too many connections have come from your address. Wait a minute and try again."
STOPPING = f"This server is being stopped. {AGAIN}"
IDLE = f"No key was pressed for {{time}}, so the line was closed. {AGAIN}"
NOT_STARTED = "The tutor could not be started ({problem}). Try again in a while, or tell whoever runs this server."
ENDED = f"The tutor ended unexpectedly ({{how}}). {AGAIN}"


def in_words(seconds: float) -> str:
    """A time as a person says it: 45 seconds, 1 minute, 2 hours."""
    for unit, length in (("hour", 3600), ("minute", 60)):
        if seconds >= length and seconds % length == 0:
            return _many(round(seconds / length), unit)
    return _many(round(seconds), "second") if seconds < 120 else _many(round(seconds / 60), "minute")


def _many(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
