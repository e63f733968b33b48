"""The commands of the map of the course."""

from tutor.tui.bindings.command import Command

COURSE_MAP = (
    Command("map.choose", "↑ ↓", "choose", "Choose a lesson.", {"up": "cursor_up", "down": "cursor_down"}, rank=3),
    Command("map.open", "Enter", "open", "Open the lesson under the cursor.", {"enter": "select"}, rank=1),
    Command(
        "map.walk",
        "← →",
        "needed, uses it",
        "Walk along the map: to the last lesson that this one needs, or to the first that uses it.",
        {"left": "walk(-1)", "right": "walk(1)"},
        rank=2,
    ),
    Command(
        "map.fold",
        "f",
        "fold",
        "Fold away all that has nothing to do with the lesson under the cursor, or show the whole map again.",
        {"f": "fold"},
        rank=1,
    ),
    Command("map.leave", "Esc", "back", "Back to the course.", {"escape": "leave", "w": "leave"}, rank=2),
)
