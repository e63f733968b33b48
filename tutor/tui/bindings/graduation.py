"""The commands of a graduation."""

from tutor.tui.bindings.command import Command

GRADUATION = (
    Command(
        "graduation.begin",
        "Enter",
        "begin",
        "Begin the questions, or go on with them; leaving in the middle loses nothing.",
        {"enter": "begin"},
        rank=1,
    ),
    Command(
        "graduation.another",
        "a",
        "another round",
        "Another round, with questions drawn anew; what you have passed stays passed.",
        {"a": "another"},
        rank=2,
    ),
    Command(
        "graduation.write",
        "w",
        "write it down",
        "Write your certificate as text, Markdown and a picture, with a name on it if you like.",
        {"w": "write"},
        rank=1,
    ),
    Command(
        "graduation.final",
        "f",
        "final",
        "The final graduation, from the whole course: fifteen questions, twelve right.",
        {"f": "final"},
        rank=4,
    ),
    Command(
        "graduation.scroll",
        "j k",
        "scroll",
        "Scroll down and up; so do the arrow keys, PgUp and PgDn.",
        {"j": "scroll(1)", "k": "scroll(-1)"},
    ),
    Command("graduation.leave", "Esc", "back", "Back to where you were.", {"escape": "leave", "g": "leave"}, rank=3),
)

NAMING = (
    Command(
        "name.take", "Enter", "write it", "Write the certificate with what you typed on it, or with no name.", rank=1
    ),
    Command("name.leave", "Esc", "leave it", "Write nothing, and leave the line.", {"escape": "leave"}, rank=1),
)
