"""Every command of the app, defined once: its keys, the word in the key bar, the palette entry and the row of help.

Keys come from a small safe set (letters, digits, arrows, space, enter, escape, tab, F1 and . , + - ?), because
others never arrive in some terminals and multiplexers. `tests/tutor/test_app_commands.py` holds this file to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from textual.binding import Binding


@dataclass(frozen=True)
class Command:
    """One thing that a person can ask for.

    Attributes:
        id: unique, such as "demo.play".
        shown: the keys as the screen writes them, such as "Space" or "← →".
        word: what the key bar says, a word or two.
        help: what the help page and the palette say, a sentence.
        keys: Textual's key names, each with the action it calls; empty where a widget takes the keys by itself.
        rank: who stays in the key bar when it is narrow, 1 first; 0 is never shown there.
    """

    id: str
    shown: str
    word: str
    help: str
    keys: Mapping[str, str] = field(default_factory=dict)
    rank: int = 0

    @property
    def action(self) -> str:
        """What the palette runs: the first key's action, or "" where each key means another direction or number."""
        key, action = next(iter(self.keys.items()), ("", ""))
        return "" if key in {"up", "left"} or "(" in action else action


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """The commands as Textual wants them; a binding's id leads back to its command."""
    return [
        Binding(key, action, command.word, key_display=command.shown, tooltip=command.help, id=command.id)
        for command in commands
        for key, action in command.keys.items()
    ]


EVERYWHERE = (
    Command(
        "app.help",
        "?",
        "help",
        "Every key of this screen (F1 does the same, also while you type).",
        {"question_mark": "help", "f1": "help"},
        rank=2,
    ),
    Command("app.palette", "c", "commands", "Search all commands by name.", {"c": "command_palette"}),
    Command("app.theme", "t", "light or dark", "Change between dark and light colours.", {"t": "next_theme"}),
    Command(
        "app.quit",
        "q",
        "quit",
        "Leave. Everything is kept already. Ctrl+C does the same, also while you type.",
        {"q": "quit"},
        rank=3,
    ),
)

HOME = (
    Command("home.choose", "↑ ↓", "choose", "Choose a lesson.", {"up": "cursor_up", "down": "cursor_down"}, rank=4),
    Command(
        "home.open", "Enter", "open", "Open the lesson, at the page where you left it.", {"enter": "select"}, rank=1
    ),
    Command(
        "home.reset",
        "x",
        "start afresh",
        "Forget the answers given in the chosen lesson. u brings them back.",
        {"x": "reset"},
        rank=5,
    ),
    Command("home.undo", "u", "undo", "Bring back what was forgotten last.", {"u": "undo_reset"}, rank=1),
)

LESSON = (
    Command(
        "lesson.next",
        "n",
        "next",
        "On to the next page; so does → where nothing else uses it. Enter and Space scroll to the end of a text first.",
        {"n": "next", "right": "next", "enter": "onward", "space": "onward"},
        rank=1,
    ),
    Command(
        "lesson.previous",
        "p",
        "back",
        "Back to the page before; so does ← where nothing else uses it.",
        {"p": "previous", "left": "previous"},
        rank=3,
    ),
    Command("lesson.switch", "Tab", "text or demo", "Between the text and the demo.", {"tab": "switch"}, rank=4),
    Command(
        "lesson.scroll",
        "j k",
        "scroll",
        "Scroll down and up; so do ↑ and ↓ in a text, and PgUp and PgDn while you type.",
        {"j": "scroll(1)", "k": "scroll(-1)"},
    ),
    Command("lesson.home", "Esc", "course", "Back to the course. The page is kept.", {"escape": "home"}, rank=4),
)

DEMO = (
    Command("demo.play", "Space", "play", "Play the demo, or pause it.", {"space": "play"}, rank=1),
    Command("demo.step", ".", "one step", "Train just one step further.", {"full_stop": "step"}, rank=2),
    Command("demo.restart", "r", "restart", "From the beginning, with the same seed.", {"r": "restart"}, rank=2),
    Command(
        "demo.fix",
        "f",
        "mend it",
        "When a run has gone wrong: set the knobs so that it goes well.",
        {"f": "fix"},
        rank=1,
    ),
    Command("demo.knob", "↑ ↓", "knob", "Choose a knob.", {"up": "select(-1)", "down": "select(1)"}, rank=3),
    Command("demo.turn", "← →", "turn", "Turn the chosen knob.", {"left": "turn(-1)", "right": "turn(1)"}, rank=2),
    Command(
        "demo.type",
        "Enter",
        "type or draw",
        "Type the chosen knob's value; on a drawing, draw.",
        {"enter": "type_value"},
        rank=4,
    ),
    Command(
        "demo.speed",
        "+ −",
        "speed",
        "Faster and slower.",
        {"plus": "speed(1)", "equals_sign": "speed(1)", "minus": "speed(-1)"},
        rank=3,
    ),
    Command(
        "demo.seed",
        "s",
        "new seed",
        "Other random numbers: the next seed, from the beginning.",
        {"s": "reseed"},
        rank=5,
    ),
)

PREDICTION = (
    Command(
        "demo.predict",
        "1 2 3 …",
        "predict",
        "Before the first run: say what you think will happen. Space skips it.",
        {str(digit): f"predict({digit})" for digit in range(1, 10)},
        rank=1,
    ),
)

ENTRY = (
    Command("entry.take", "Enter", "take it", "Set the knob to what you typed.", rank=1),
    Command("entry.leave", "Esc", "leave it", "Leave the knob as it was.", {"escape": "leave"}, rank=1),
)

PAD = (
    Command(
        "pad.move",
        "↑ ↓ ← →",
        "move",
        "Move over the sheet.",
        {"up": "move(-1, 0)", "down": "move(1, 0)", "left": "move(0, -1)", "right": "move(0, 1)"},
        rank=1,
    ),
    Command(
        "pad.ink",
        "Space",
        "ink",
        "Ink, then half ink, then empty again. The mouse draws too.",
        {"space": "ink"},
        rank=1,
    ),
    Command("pad.pen", "d", "pen down", "Pen down: moving draws, until d lifts it.", {"d": "pen"}, rank=2),
    Command("pad.clear", "x", "clear", "An empty sheet. u brings the drawing back.", {"x": "clear"}, rank=2),
    Command("pad.undo", "u", "undo", "Take the last stroke back.", {"u": "undo"}, rank=3),
    Command(
        "pad.leave",
        "Enter",
        "done",
        "Back to the knobs (Esc does the same).",
        {"enter": "leave", "escape": "leave"},
        rank=1,
    ),
)

QUIZ = (
    Command(
        "quiz.hint",
        "h",
        "hint",
        "A hint. There are three: a nudge, the method, the worked answer.",
        {"h": "hint", "tab": "hint"},
        rank=2,
    ),
    Command("quiz.retry", "r", "fresh numbers", "The same question with fresh numbers.", {"r": "retry"}, rank=2),
    Command("quiz.type", "Enter", "answer", "Go back to typing your reply.", {"enter": "answer"}, rank=1),
)

REPLY = (
    Command("reply.check", "Enter", "check", "Have your reply marked.", rank=1),
    Command("reply.hint", "Tab", "hint", "A hint, without leaving what you type.", {"tab": "hint"}, rank=1),
    Command(
        "reply.move",
        "↑ ↓",
        "other question",
        "The question before and the one after; your reply is kept.",
        {"up": "previous", "down": "next"},
        rank=3,
    ),
    Command(
        "reply.leave",
        "Esc",
        "other keys",
        "Stop typing, so that letters are keys again (n, p, r, q …).",
        {"escape": "leave"},
        rank=2,
    ),
)

OPTIONS = (
    Command(
        "options.pick",
        "1 2 3 …",
        "pick",
        "Pick an option by its number.",
        {str(d): f"pick({d})" for d in range(1, 10)},
        rank=1,
    ),
    Command("options.move", "↑ ↓", "choose", "Move among the options.", {"up": "move(-1)", "down": "move(1)"}, rank=2),
    Command("options.check", "Enter", "check", "Have the picked option marked.", {"enter": "check"}, rank=1),
)

DIALOGUE = (
    Command(
        "dialogue.close",
        "Enter",
        "close",
        "Close this.",
        {"enter": "close", "escape": "close", "question_mark": "close", "f1": "close", "q": "close"},
        rank=1,
    ),
)

GROUPS: Mapping[str, tuple[Command, ...]] = {
    "The course": HOME,
    "Pages": LESSON,
    "A demo": DEMO,
    "A prediction": PREDICTION,
    "Typing a knob's value": ENTRY,
    "Drawing": PAD,
    "A question": QUIZ,
    "Typing a reply": REPLY,
    "Picking an option": OPTIONS,
    "Everywhere": EVERYWHERE,
}
"""What the help page is made of; a screen names the groups that it shows."""

BY_ID: Mapping[str, Command] = {c.id: c for group in (*GROUPS.values(), DIALOGUE) for c in group}
