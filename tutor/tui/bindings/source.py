"""The commands of the screen that shows the code behind a demo."""

from tutor.tui.bindings.command import Command

SOURCE = (
    Command(
        "source.next",
        "n",
        "next file",
        "The next file of which something ran: the lesson's own first, then the engine's. Tab does the same.",
        {"n": "turn(1)", "tab": "turn(1)", "right": "turn(1)"},
        rank=1,
    ),
    Command("source.previous", "p", "back", "The file before.", {"p": "turn(-1)", "left": "turn(-1)"}, rank=2),
    Command(
        "source.scroll",
        "j k",
        "scroll",
        "Scroll down and up; so do the arrows, PgUp and PgDn.",
        {"j": "scroll(1)", "k": "scroll(-1)", "down": "scroll(1)", "up": "scroll(-1)"},
        rank=3,
    ),
    Command(
        "source.jump",
        "f",
        "next function",
        "To the next function of this file that ran; after the last, to the first.",
        {"f": "jump"},
        rank=2,
    ),
    Command("source.leave", "Esc", "leave", "Back to where you were.", {"escape": "leave", "v": "leave"}, rank=1),
)
