"""Every sentence that the server says to a learner, and how it gives a time in words."""

from __future__ import annotations

from tutor.serve.stages import Stage

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
MANY = "Too many others are here at this moment. Try again in a while."
MANY_FROM_ADDRESS = "{most} connections come from your address already. Try again in a while."
MANY_FOR_KEY = "{most} connections use your key already. Close one of them before you open another."
MANY_CHANNELS = "You have {most} sessions open already. Leave one of them (q) before you begin another."
CHANNELS_TOO_OFTEN = "You have begun too many sessions. Wait a minute and try again."
MADE_ROOM = "Many are at the door, and you have not shown a key yet, so your place went to another. Try again."
TOO_MANY_TRIES = (
    "Too many keys were tried. Name the one that you use here: `ssh -i ~/.ssh/id_ed25519 -o IdentitiesOnly=yes …`."
)
TOO_LATE = {
    Stage.BANNER: "Nothing was said that is SSH, so the line was closed.",
    Stage.KEY_EXCHANGE: "No keys were exchanged, so the line was closed.",
    Stage.AUTHENTICATION: "It took too long to show a key, so the line was closed. Try again.",
    Stage.EMPTY: "No session was opened, so the line was closed. Connect again to open one.",
    Stage.SHELL: "A session was opened and not begun, so the line was closed. Connect again to begin one.",
    Stage.LEAVING: "A session that had ended was not closed, so the line was. Everything is kept.",
}
STOPPING = f"This server is being stopped. {AGAIN}"
IDLE = f"No key was pressed for {{time}}, so the line was closed. {AGAIN}"
NOT_STARTED = "The tutor could not be started ({problem}). Try again in a while, or tell whoever runs this server."
CUT_OFF = f"Your session was cut off: {{problem}}. {AGAIN}"
ENDED = f"The tutor ended unexpectedly ({{how}}). {AGAIN}"


def in_words(seconds: float) -> str:
    """A time as a person says it: 45 seconds, 1 minute, 2 hours."""
    for unit, length in (("hour", 3600), ("minute", 60)):
        if seconds >= length and seconds % length == 0:
            return _many(round(seconds / length), unit)
    return _many(round(seconds), "second") if seconds < 120 else _many(round(seconds / 60), "minute")


def _many(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
