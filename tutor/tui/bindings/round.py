"""The commands of a round: going from question to question, to another round, and leaving."""

from tutor.tui.bindings.command import Command

ROUND = (
    Command(
        "round.next",
        "n",
        "next",
        "On to the next question, at the end to the summary; so do Enter and the right arrow once a question "
        "is answered.",
        {"n": "next", "right": "next", "enter": "next", "space": "next"},
        rank=1,
    ),
    Command(
        "round.previous",
        "p",
        "back",
        "Back to the question before; so does the left arrow where nothing else uses it.",
        {"p": "previous", "left": "previous"},
        rank=3,
    ),
    Command(
        "round.scroll",
        "j k",
        "scroll",
        "Scroll down and up; so do PgUp and PgDn.",
        {"j": "scroll(1)", "k": "scroll(-1)"},
    ),
    Command(
        "round.another",
        "a",
        "another five",
        "At the end of a round of practice: another five questions, chosen as things stand by then.",
        {"a": "another"},
        rank=2,
    ),
    Command("round.leave", "Esc", "leave", "Leave the round. Every answer is kept.", {"escape": "leave"}, rank=4),
)
