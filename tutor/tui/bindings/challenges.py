"""The commands of the list of challenges."""

from tutor.tui.bindings.command import Command

CHALLENGES = (
    Command(
        "challenges.choose", "↑ ↓", "choose", "Choose a challenge.", {"up": "cursor_up", "down": "cursor_down"}, rank=4
    ),
    Command(
        "challenges.start",
        "Enter",
        "begin",
        "Begin the chosen challenge: the playground is set as it says, and each run is held against its goal.",
        {"enter": "select"},
        rank=1,
    ),
    Command("challenges.hint", "h", "hint", "Where to look.", {"h": "hint"}, rank=2),
    Command(
        "challenges.impossible",
        "i",
        "impossible!",
        "Say that the chosen one cannot be done, and why: a run answers, or the reason, counted.",
        {"i": "claim"},
        rank=2,
    ),
    Command("challenges.leave", "Esc", "back", "Back to the playground.", {"escape": "leave", "j": "leave"}, rank=3),
)
