"""All commands in groups, as the help page lists them; loads every file of them, so not before the first picture."""

from collections.abc import Mapping

from tutor.tui.bindings.challenges import CHALLENGES
from tutor.tui.bindings.command import Command
from tutor.tui.bindings.course_map import COURSE_MAP
from tutor.tui.bindings.demo import CODE, DEMO, ENTRY, PAD, PREDICTION
from tutor.tui.bindings.everywhere import DIALOGUE, EVERYWHERE
from tutor.tui.bindings.graduation import GRADUATION, NAMING
from tutor.tui.bindings.home import FIND, HOME
from tutor.tui.bindings.lesson import LESSON, LONGER_TEXT
from tutor.tui.bindings.microscope import FOLLOWING, MICROSCOPE
from tutor.tui.bindings.mistakes import MISTAKES
from tutor.tui.bindings.play import PLAY, PLAY_SCREEN
from tutor.tui.bindings.quiz import OPTIONS, QUIZ, REPLY
from tutor.tui.bindings.round import ROUND
from tutor.tui.bindings.settings import SETTINGS
from tutor.tui.bindings.source import SOURCE
from tutor.tui.bindings.words import WORDS

GROUPS: Mapping[str, tuple[Command, ...]] = {
    "Finding a lesson": FIND,
    "The course": HOME,
    "The map": COURSE_MAP,
    "Mistakes by name": MISTAKES,
    "Pages": LESSON,
    "The longer text": LONGER_TEXT,
    "A demo": DEMO,
    "The playground": PLAY,
    "Around the playground": PLAY_SCREEN,
    "Challenges": CHALLENGES,
    "A prediction": PREDICTION,
    "Typing a knob's value": ENTRY,
    "Drawing": PAD,
    "The code of a demo": SOURCE,
    "Words": WORDS,
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
"""The groups of commands of which the help page is made; a screen names the groups that it shows."""

BY_ID: Mapping[str, Command] = {c.id: c for group in (*GROUPS.values(), DIALOGUE, CODE) for c in group}
