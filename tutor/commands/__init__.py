"""Every command of the app, defined once; its key, its word, its palette entry and its row of help come from there."""

from collections.abc import Mapping

from tutor.commands.command import Command, bindings
from tutor.commands.demo import CODE, DEMO, ENTRY, PAD, PREDICTION
from tutor.commands.everywhere import DIALOGUE, EVERYWHERE
from tutor.commands.graduation import GRADUATION, NAMING
from tutor.commands.home import HOME
from tutor.commands.lesson import LESSON
from tutor.commands.microscope import FOLLOWING, MICROSCOPE
from tutor.commands.mistakes import MISTAKES
from tutor.commands.quiz import OPTIONS, QUIZ, REPLY
from tutor.commands.round import ROUND
from tutor.commands.settings import SETTINGS
from tutor.commands.source import SOURCE

__all__ = [
    "BY_ID",
    "CODE",
    "DEMO",
    "DIALOGUE",
    "ENTRY",
    "EVERYWHERE",
    "FOLLOWING",
    "GRADUATION",
    "GROUPS",
    "HOME",
    "LESSON",
    "MICROSCOPE",
    "MISTAKES",
    "NAMING",
    "OPTIONS",
    "PAD",
    "PREDICTION",
    "QUIZ",
    "REPLY",
    "ROUND",
    "SETTINGS",
    "SOURCE",
    "Command",
    "bindings",
]

GROUPS: Mapping[str, tuple[Command, ...]] = {
    "The course": HOME,
    "Mistakes by name": MISTAKES,
    "Pages": LESSON,
    "A demo": DEMO,
    "A prediction": PREDICTION,
    "Typing a knob's value": ENTRY,
    "Drawing": PAD,
    "The code of a demo": SOURCE,
    "Graduation": GRADUATION,
    "Typing a name": NAMING,
    "A round": ROUND,
    "A question": QUIZ,
    "Typing a reply": REPLY,
    "Picking an option": OPTIONS,
    "The microscope": MICROSCOPE,
    "Typing what to follow": FOLLOWING,
    "Settings": SETTINGS,
    "Everywhere": EVERYWHERE,
}
"""What the help page is made of; a screen names the groups that it shows."""

BY_ID: Mapping[str, Command] = {c.id: c for group in (*GROUPS.values(), DIALOGUE, CODE) for c in group}
