"""The commands of every screen, and of what is only there to be closed."""

from tutor.tui.bindings.command import Command

EVERYWHERE = (
    Command(
        "app.help",
        "?",
        "help",
        "Every key of this screen (F1 does the same, also while you type).",
        {"question_mark": "help", "f1": "help"},
        rank=2,
    ),
    Command(
        "app.palette",
        "c",
        "find",
        "Search the commands, and the lessons and pages of the course, by parts of their names.",
        {"c": "command_palette"},
    ),
    Command(
        "app.words",
        "d",
        "words",
        "What a word means: every term of the course, defined once, with the scene that teaches it.",
        {"d": "words"},
        rank=6,
    ),
    Command(
        "app.settings",
        "o",
        "settings",
        "Settings: how much moves, what pictures are drawn with, how many colours. Motion can be reduced or off.",
        {"o": "settings"},
        rank=5,
    ),
    Command("app.theme", "t", "light or dark", "Change between dark and light colours.", {"t": "next_theme"}),
    Command(
        "app.quit",
        "q",
        "quit",
        "Leave. Everything is kept already. Ctrl+C does the same, also while you type.",
        {"q": "quit"},
        rank=3,
    ),
    Command("app.suspend", "Ctrl+Z", "to the shell", "To the shell for a while; fg brings the tutor back."),
)

HELP_IN_PROSE = Command("app.help", "F1", "help", "Every key of this screen: a question mark is typed.", rank=2)
"""The help where a question mark is one of the signs that are typed."""

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
