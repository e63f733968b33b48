"""The commands of the screens that show code: that behind a demo, and a run as a program."""

from tutor.tui.bindings.command import Command


def _scroll(group: str) -> Command:
    return Command(
        f"{group}.scroll",
        "j k",
        "scroll",
        "Scroll down and up; so do the arrows, PgUp and PgDn.",
        {"j": "scroll(1)", "k": "scroll(-1)", "down": "scroll(1)", "up": "scroll(-1)"},
        rank=3,
    )


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
    _scroll("source"),
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

PROGRAM = (
    Command(
        "program.next",
        "n",
        "next program",
        "The same run with something else: NumPy alone, PyTorch, the engine. Tab does the same.",
        {"n": "turn(1)", "tab": "turn(1)", "right": "turn(1)"},
        rank=1,
    ),
    Command("program.previous", "p", "back", "The program before.", {"p": "turn(-1)", "left": "turn(-1)"}, rank=2),
    Command(
        "program.copy",
        "c",
        "copy",
        "Copy the whole program, where the terminal lets a program do so.",
        {"c": "copy"},
        rank=2,
    ),
    _scroll("program"),
    Command("program.leave", "Esc", "leave", "Back to where you were.", {"escape": "leave", "y": "leave"}, rank=1),
)
