"""The commands of the page of mistakes."""

from tutor.tui.bindings.command import Command

MISTAKES = (
    Command(
        "mistakes.choose", "↑ ↓", "choose", "Choose a mistake.", {"up": "cursor_up", "down": "cursor_down"}, rank=4
    ),
    Command(
        "mistakes.read",
        "Enter",
        "read",
        "Open the page of the lesson that has most to say about the chosen mistake.",
        {"enter": "select"},
        rank=1,
    ),
    Command(
        "mistakes.practise",
        "p",
        "practise",
        "Practise it: the questions in which you made it, with fresh numbers.",
        {"p": "practise"},
        rank=1,
    ),
    Command("mistakes.leave", "Esc", "back", "Back to the course.", {"escape": "leave", "m": "leave"}, rank=3),
)
