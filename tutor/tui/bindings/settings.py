"""The commands of the settings screen."""

from tutor.tui.bindings.command import Command

SETTINGS = (
    Command("settings.choose", "↑ ↓", "choose", "Choose a setting.", {"up": "choose(-1)", "down": "choose(1)"}, rank=2),
    Command(
        "settings.change",
        "← →",
        "change",
        "Change the chosen setting; it holds at once, and the next time too.",
        {"left": "turn(-1)", "right": "turn(1)", "space": "turn(1)", "enter": "turn(1)"},
        rank=1,
    ),
    Command("settings.leave", "Esc", "back", "Back to where you were.", {"escape": "leave", "o": "leave"}, rank=1),
)
