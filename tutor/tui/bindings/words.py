"""The commands of the list of words."""

from tutor.tui.bindings.command import Command

WORDS = (
    Command("words.type", "letters", "type a word", "Type a part of a word, and the list keeps those that have it."),
    Command(
        "words.choose",
        "↑ ↓",
        "choose",
        "Choose a word; what it means stands below the list.",
        {"up": "choose(-1)", "down": "choose(1)"},
        rank=2,
    ),
    Command("words.go", "Enter", "go there", "Open the scene that teaches the word; everything is kept.", rank=1),
    Command("words.leave", "Esc", "back", "Back to where you were.", {"escape": "leave"}, rank=1),
)
